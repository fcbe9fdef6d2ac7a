// SPDX-License-Identifier: Apache-2.0
#include "session/world/machine.h"
#include <QtCore/QDebug>

namespace Auth0::Test {
Machine *Machine::current = nullptr;

static constexpr qint64 beginning = 1'800'000'000'000;

Machine::Machine(VirtualTime *time, quint64 seed)
    : time(time)
    , random(seed)
    , tenant([this] { return trueTime(); }, [this](const QString &what) { violation(what); })
{
    current = this;
    time->reset(seed ^ 0x5eed);
    time->mayRun = [this](int owner) {
        const Process *one = process(owner);
        return owner == 0 || (one && one->isAlive && !one->isStopped);
    };
}

Machine::~Machine()
{
    time->mayRun = nullptr;
    current = nullptr;
}

qint64 Machine::trueTime() const { return beginning + time->now() + m_slept; }

Process *Machine::start()
{
    const int number = int(m_processes.size()) + 1;
    auto process = std::make_unique<Process>(number);
    process->onKilled = [this, one = process.get()] { killed(one); };
    process->onDone = [this, number](const QString &name, Fate fate) {
        static const QStringList fates{QStringLiteral("fails"),          QStringLiteral("hangs"),
                                       QStringLiteral("is cut off"),     QStringLiteral("is not answered"),
                                       QStringLiteral("is garbled"),     QStringLiteral("is not done, killed"),
                                       QStringLiteral("is done, killed")};
        if (isTelling && fate != Fate::Works && fate != Fate::Gone)
            tell(QStringLiteral("process %1: %2 %3").arg(number).arg(name, fates.value(int(fate) - 1)));
    };
    return m_processes.emplace(number, std::move(process)).first->second.get();
}

Process *Machine::process(int number) const
{
    const auto found = m_processes.find(number);
    return found == m_processes.end() ? nullptr : found->second.get();
}

QString Machine::dataHome(const Process *process) { return QStringLiteral("/nowhere/%1").arg(process->number); }

Process *Machine::ownerOf(const QString &path) const { return process(path.section(u'/', 2, 2).toInt()); }

QString Machine::nameOf(const QString &path) { return path.section(u'/', -1); }

void Machine::watch(QObject *watcher, const QStringList &paths, std::function<void()> look)
{
    QStringList names;
    for (const QString &path : paths)
        names.append(nameOf(path));
    m_watchers.append({watcher, ownerOf(paths.value(0)), names, std::move(look), false});
    connect(watcher, &QObject::destroyed, this, [this, watcher] {
        m_watchers.removeIf([watcher](const Watcher &one) { return one.object == watcher; });
    });
}

void Machine::fileChanged(const QString &path)
{
    const QString name = nameOf(path);
    for (Watcher &one : m_watchers) {
        if (!one.names.contains(name) || one.isDue)
            continue;
        one.isDue = true;
        time->after(
            random.between(0, 600), one.process ? one.process->number : 0, one.object, [this, object = one.object] {
                for (Watcher &due : m_watchers) {
                    if (due.object != object)
                        continue;
                    due.isDue = false;
                    const auto look = due.look;
                    look();
                    return;
                }
            });
    }
}

// As the kernel does it: whoever waits next has the lock at once, be it stopped or not.
void Machine::release(const QString &name)
{
    Lock &lock = locks[name];
    lock.holder = nullptr;
    while (!lock.waiters.isEmpty() && !lock.holder) {
        const Waiter next = lock.waiters.takeAt(random.below(int(lock.waiters.size())));
        lock.holder = next.process;
        if (!next.take())
            lock.holder = nullptr;
    }
}

void Machine::killed(Process *process)
{
    tell(QStringLiteral("process %1 is killed after %2 operations").arg(process->number).arg(process->count));
    const auto onTheWay = std::exchange(process->onTheWay, {});
    for (const auto &arrive : onTheWay) {
        if (random.chance(50))
            arrive();
    }
    tenant.gone(process->number);
    const QStringList names = locks.keys();
    for (const QString &name : names) {
        locks[name].waiters.removeIf([process](const Waiter &waiter) { return waiter.process == process; });
        if (locks[name].holder == process)
            release(name);
    }
}

void Machine::violation(const QString &what)
{
    violations.append(QStringLiteral("%1 (at %2 ms)").arg(what).arg(time->now()));
    tell(QStringLiteral("VIOLATION: ") + what);
}

void Machine::tell(const QString &what)
{
    if (isTelling)
        qInfo().noquote().nospace() << QStringLiteral("%1 ms ").arg(time->now(), 9) << what;
}
} // namespace Auth0::Test
