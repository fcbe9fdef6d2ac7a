// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QDebug>
#include <QtCore/QString>
#include <random>

namespace Auth0::Test {
//! The dice of a test: another seed each time, printed; `AUTH0_TEST_SEED=N` throws the same again.
class Dice
{
public:
    Dice()
    {
        bool given = false;
        m_seed = qEnvironmentVariable("AUTH0_TEST_SEED").toULongLong(&given);
        if (!given)
            m_seed = std::random_device()(); // /dev/urandom
        m_engine.seed(m_seed);
        qInfo().noquote() << QStringLiteral("seed %1 (the same again: AUTH0_TEST_SEED=%1)").arg(m_seed);
    }
    quint64 seed() const { return m_seed; }
    //! From 0 to \a below - 1.
    int roll(int below) { return int(m_engine() % quint64(below)); }
    template<typename List>
    void shuffle(List &list)
    {
        for (int i = int(list.size()) - 1; i > 0; --i)
            list.swapItemsAt(i, roll(i + 1));
    }

private:
    quint64 m_seed = 0;
    std::mt19937_64 m_engine;
};

//! The size of what can be larger: `AUTH0_TEST_SIZE=full` is set by the tests labelled full.
inline int sized(int usual, int full) { return qEnvironmentVariable("AUTH0_TEST_SIZE") == u"full" ? full : usual; }
} // namespace Auth0::Test
