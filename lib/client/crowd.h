// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <functional>

namespace Auth0 {
/*!
    Callers who wait for the same thing are answered together: one call is made for all of them, and each has a future
    of its own and nothing more. What the call ends in, an error too, is for everybody who came while it ran. A Key says
    what is the same.
*/
template<typename Key, typename T>
class Crowd
{
public:
    /*!
        Waits with those who asked for the same \a key, or makes the \a call. \a another is told of the result for each
        caller but the first, just before the caller is.
    */
    template<typename Call>
    Async<T> join(const Key &key, Call call, std::function<void(const Result<T> &)> another = {})
    {
        for (const auto &group : std::as_const(m_groups)) {
            if (!(group->key == key))
                continue;
            group->callers.append(Deferred<T>());
            return group->callers.last().future();
        }
        const Async<T> first = call();
        if (first.isFinished())
            return first;
        const auto group = std::make_shared<Group>(Group{key, {Deferred<T>()}});
        m_groups.append(group);
        const auto future = group->callers.first().future();
        Async<T>(first).then([alive = std::weak_ptr(m_alive), this, group, another](const Result<T> &result) {
            if (!alive.expired())
                m_groups.removeOne(group); // whoever asks from now on asks anew
            const QList<Deferred<T>> callers = std::exchange(group->callers, {});
            callers.first().settle(result);
            for (qsizetype i = 1; i < callers.size(); ++i) {
                if (another && !alive.expired())
                    another(result);
                callers[i].settle(result);
            }
        });
        return future;
    }

    //! Nobody joins those who wait now.
    void close() { m_groups.clear(); }

private:
    struct Group
    {
        Key key;
        QList<Deferred<T>> callers;
    };
    QList<std::shared_ptr<Group>> m_groups;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};
} // namespace Auth0
