// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/world/modeltenant.h"
#include "session/world/process.h"
#include "session/world/virtualtime.h"
#include "storage/processlock.h"
#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <map>
#include <memory>

namespace Auth0::Test {
/*!
    The user's computer and the tenant beyond it: what outlives a process. Files, keyring, locks and time; the library's
    durablefile, processlock, sessionwatch and randombytes are replaced at link time by ones that work on it, through
    `current`. All else of the library is what is shipped.
*/
class Machine : public QObject
{
public:
    Machine(VirtualTime *time, quint64 seed);
    ~Machine() override;
    static Machine *current;

    VirtualTime *const time;
    Random random;
    ModelTenant tenant;

    //! Milliseconds since 1970 as they are.
    qint64 trueTime() const;
    //! The machine sleeps: its clocks go on, its timers do not.
    void sleep(qint64 milliseconds) { m_slept += milliseconds; }
    qint64 wallClockError = 0; //!< of this machine's clock, ms

    Process *start();
    Process *process(int number) const;
    //! The process whose code runs now; null: the world's.
    Process *running() const { return process(time->owner); }
    //! Its data directory is named by it, so that each file operation tells whose it is.
    static QString dataHome(const Process *process);

    // Files, by name; the directory is one for all.
    QHash<QString, QByteArray> files;
    Process *ownerOf(const QString &path) const;
    static QString nameOf(const QString &path);
    void fileChanged(const QString &path);
    void watch(QObject *watcher, const QStringList &paths, std::function<void()> look);

    // The keyring.
    QHash<QString, QByteArray> keyring;
    bool isKeyringLocked = false;
    std::function<void(const QString &key, const QByteArray &before, const QByteArray &after)> onKeyringWritten;

    // Locks, by file name.
    struct Waiter
    {
        Process *process;
        std::function<bool()> take; //!< false: it has given up
    };
    struct Lock
    {
        Process *holder = nullptr;
        QList<Waiter> waiters;
    };
    QHash<QString, Lock> locks;
    void release(const QString &name);

    //! Something that must not happen has happened.
    void violation(const QString &what);
    QStringList violations;
    //! The story so far, when somebody wants to read it.
    void tell(const QString &what);
    bool isTelling = false;

private:
    void killed(Process *process);

    struct Watcher
    {
        QObject *object;
        Process *process;
        QStringList names;
        std::function<void()> look;
        bool isDue;
    };
    QList<Watcher> m_watchers;
    std::map<int, std::unique_ptr<Process>> m_processes;
    qint64 m_slept = 0;
};

//! Code of a process runs until the end of the scope.
class Enter
{
public:
    explicit Enter(const Process *process)
        : m_time(Machine::current->time)
        , m_before(std::exchange(m_time->owner, process ? process->number : 0))
    {
    }
    ~Enter() { m_time->owner = m_before; }
    Q_DISABLE_COPY_MOVE(Enter)

private:
    VirtualTime *m_time;
    int m_before;
};
} // namespace Auth0::Test
