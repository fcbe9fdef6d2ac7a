// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <functional>

namespace Auth0::Test {
//! Through which seam a process reaches the world.
enum class Seam { Network, Secrets, File, Lock, Browser, Random };

//! What becomes of one operation.
enum class Fate {
    Works,
    Fails, //!< nothing is done, and an error says so
    Hangs, //!< nothing is done, and nobody says so
    Half, //!< done, and what comes back is cut off or an error
    Lost, //!< done, and no answer comes
    Garbled, //!< done, and the answer is none (network only)
    KilledBefore, //!< the process is killed, nothing is done
    KilledAfter, //!< done, and the process is killed at once
    Gone, //!< the process was killed before: nothing is done
};

/*!
    One process of the user's, as the world sees it: every operation that leaves it passes through here and may go
   wrong. A killed one runs on until its code returns to the event loop, but nothing of that reaches the world.
*/
class Process
{
public:
    explicit Process(int number)
        : number(number)
    {
    }
    const int number;
    bool isAlive = true;
    bool isStopped = false; //!< as by SIGSTOP
    qint64 stoppedAt = 0, continuedAt = 0; //!< last, in virtual time
    std::function<Fate(Seam seam, int count)> plan; //!< what becomes of operation \a count, from 1
    std::function<void()> onKilled;
    std::function<void(const QString &name, Fate fate)> onDone; //!< of an operation
    QHash<void *, std::function<void()>> onTheWay; //!< what of it arrives at the moment of a kill, or never
    QStringList operations; //!< what it did, when somebody wants to know
    bool isLogging = false;
    int count = 0;

    Fate operation(Seam seam, const QString &name)
    {
        if (!isAlive)
            return Fate::Gone;
        ++count;
        if (isLogging)
            operations.append(name);
        const Fate fate = plan ? plan(seam, count) : Fate::Works;
        if (onDone)
            onDone(name, fate);
        if (fate == Fate::KilledBefore)
            kill();
        return fate;
    }
    void kill()
    {
        if (!isAlive)
            return;
        isAlive = false;
        if (onKilled)
            onKilled();
    }
    //! To be called when an operation was done.
    void done(Fate fate)
    {
        if (fate == Fate::KilledAfter)
            kill();
    }
    static bool isDone(Fate fate)
    {
        return fate == Fate::Works || fate == Fate::Half || fate == Fate::Lost || fate == Fate::Garbled
            || fate == Fate::KilledAfter;
    }
};
} // namespace Auth0::Test
