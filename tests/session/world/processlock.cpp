// SPDX-License-Identifier: Apache-2.0
// The lock among processes on the machine's table of locks. Takes the place of lib/storage/processlock.cpp: the same
// manners as flock(2) and the thread that waits for it, without the thread.
#include "storage/processlock.h"
#include "core/async.h"
#include "session/world/machine.h"
#include <QtCore/QTimer>

namespace Auth0 {
using Guard = std::shared_ptr<ProcessLockGuard>;
using Test::Fate;
using Test::Machine;
using Test::Process;
using Test::Seam;

namespace {
// A guard holds a number instead of a file descriptor.
struct Held
{
    const Machine *machine;
    QString name;
    int process;
};
QHash<int, Held> held;
int lastNumber = 0;

Guard guardOf(const QString &name, Process *process)
{
    held.insert(++lastNumber, {Machine::current, name, process->number});
    return std::make_shared<ProcessLockGuard>(lastNumber);
}

Error cannotLock(const QString &why) { return {Error::StoreUnavailable, QStringLiteral("Cannot lock: %1").arg(why)}; }
} // namespace

class ProcessLock::Private
{
public:
    QString path;
    //! Shared with nobody for long: whoever keeps a caller keeps the lock that it was handed.
    QList<std::shared_ptr<Deferred<Guard>>> callers;
};

ProcessLockGuard::~ProcessLockGuard() { release(); }

void ProcessLockGuard::release()
{
    if (m_descriptor < 0)
        return;
    const Held one = held.take(m_descriptor);
    m_descriptor = -1;
    if (!Machine::current || one.machine != Machine::current)
        return;
    const Process *process = Machine::current->process(one.process);
    if (process && process->isAlive && Machine::current->locks.value(one.name).holder == process)
        Machine::current->release(one.name);
}

ProcessLock::ProcessLock(const QDir &directory, const SessionKey &key, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    d->path = directory.absoluteFilePath(key.fileName() + QStringLiteral(".lock"));
}

ProcessLock::~ProcessLock()
{
    const auto callers = std::exchange(d->callers, {});
    for (const auto &caller : callers)
        caller->settle(cancelledError());
}

Async<Guard> ProcessLock::acquire(std::chrono::milliseconds wait)
{
    Process *process = Machine::current->ownerOf(d->path);
    const QString name = Machine::nameOf(d->path);
    const Fate fate = process->operation(Seam::Lock, QStringLiteral("lock"));
    if (fate == Fate::Fails || fate == Fate::Half || fate == Fate::KilledBefore || fate == Fate::Gone)
        return failed<Guard>(cannotLock(QStringLiteral("no file can be made")));
    Machine::Lock &lock = Machine::current->locks[name];
    if (!lock.holder && fate != Fate::Hangs && fate != Fate::Lost) {
        lock.holder = process;
        Guard guard = guardOf(name, process);
        process->done(fate);
        return ready(guard);
    }
    const auto caller = std::make_shared<Deferred<Guard>>();
    d->callers.append(caller);
    const auto end = [this, weak = std::weak_ptr(caller)](const Result<Guard> &outcome) {
        const auto caller = weak.lock();
        if (!caller || !d->callers.removeOne(caller))
            return false;
        caller->settle(outcome);
        return true;
    };
    QTimer::singleShot(
        wait, this, [end] { end(cannotLock(QStringLiteral("another process holds it and does not let go"))); });
    const auto take = [this, alive = QPointer<ProcessLock>(this), weak = std::weak_ptr(caller), end, name, process] {
        if (!alive || weak.expired())
            return false;
        // Woken by the kernel, it hears of it when it runs next.
        Machine::current->time->after(0, process->number, this, [end, guard = guardOf(name, process)]() mutable {
            const Guard mine = std::exchange(guard, {});
            if (!end(mine))
                mine->release();
        });
        return true;
    };
    if (fate != Fate::Hangs && fate != Fate::Lost)
        lock.waiters.append({process, take});
    process->done(fate);
    return caller->future();
}
} // namespace Auth0
