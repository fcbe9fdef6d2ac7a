// SPDX-License-Identifier: Apache-2.0
#include "session/world/secrets.h"

namespace Auth0::Test {
using Bytes = std::optional<QByteArray>;

template<typename T>
Async<T> Secrets::call(const char *what, std::function<Result<T>()> act)
{
    const Fate fate = m_process->operation(Seam::Secrets, QStringLiteral("keyring ") + QLatin1String(what));
    const Deferred<T> caller;
    Machine *machine = Machine::current;
    Result<T> result(Error(Error::StoreUnavailable, QStringLiteral("The keyring gives no answer.")));
    // The keyring is a process of its own: what it was asked it does, whatever becomes of ours.
    if (Process::isDone(fate) && machine->isKeyringLocked)
        result = Error(Error::StoreLocked, QStringLiteral("The keyring is locked."));
    else if (Process::isDone(fate) && fate != Fate::Half)
        result = act();
    else if (fate == Fate::Half)
        static_cast<void>(act()); // done, and nobody is told
    m_process->done(fate);
    const bool answers = fate == Fate::Works || fate == Fate::Half || fate == Fate::Garbled || fate == Fate::Fails;
    if (answers)
        machine->time->after(
            machine->random.between(1, 15), m_process->number, this, [caller, result] { caller.settle(result); });
    else if (fate == Fate::Hangs || machine->random.chance(50)) // the others end in a future that is given up
        m_unanswered.append(std::make_shared<Deferred<T>>(caller));
    return caller.future();
}

void Secrets::set(const QString &key, const QByteArray &bytes)
{
    Machine *machine = Machine::current;
    const QByteArray before = machine->keyring.value(key);
    if (before == bytes)
        return;
    if (bytes.isEmpty())
        machine->keyring.remove(key);
    else
        machine->keyring.insert(key, bytes);
    if (machine->onKeyringWritten)
        machine->onKeyringWritten(key, before, bytes);
}

Async<Bytes> Secrets::read(const QString &key)
{
    return call<Bytes>("read", [key]() -> Result<Bytes> {
        const auto found = Machine::current->keyring.constFind(key);
        return found == Machine::current->keyring.constEnd() ? Bytes() : Bytes(*found);
    });
}

Async<Done> Secrets::write(const QString &key, const QByteArray &bytes)
{
    return call<Done>("write", [key, bytes]() -> Result<Done> {
        set(key, bytes);
        return Done();
    });
}

Async<Done> Secrets::remove(const QString &key)
{
    return call<Done>("remove", [key]() -> Result<Done> {
        set(key, {});
        return Done();
    });
}
} // namespace Auth0::Test
