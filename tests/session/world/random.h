// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <cstdint>

namespace Auth0::Test {
//! Numbers that a seed determines, on every platform alike (SplitMix64).
class Random
{
public:
    explicit Random(quint64 seed = 0)
        : m_state(seed)
    {
    }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    //! One of 0 … \a count - 1.
    int below(int count) { return count > 0 ? int(next() % quint64(count)) : 0; }
    int between(int least, int most) { return least + below(most - least + 1); }
    //! True in \a percent of 100 cases; fractions count.
    bool chance(double percent) { return double(next() >> 11) * 0x1.0p-53 * 100 < percent; }
    template<typename T>
    const T &oneOf(const QList<T> &list)
    {
        return list.at(below(int(list.size())));
    }

private:
    quint64 m_state;
};
} // namespace Auth0::Test
