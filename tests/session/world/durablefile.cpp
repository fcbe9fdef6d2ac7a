// SPDX-License-Identifier: Apache-2.0
// The library's small files on the machine's disk, in memory. Takes the place of lib/storage/durablefile.cpp.
#include "storage/durablefile.h"
#include "session/world/machine.h"

namespace Auth0::DurableFile {
using Test::Fate;
using Test::Machine;
using Test::Process;
using Test::Seam;

namespace {
Error refused(const QString &path)
{
    return {Error::StoreUnavailable, QStringLiteral("Cannot write %1: the disk refuses").arg(path)};
}

Fate operation(const char *what, const QString &path)
{
    Process *process = Machine::current->ownerOf(path);
    const QString name = QStringLiteral("%1 %2").arg(QLatin1String(what), Machine::nameOf(path).section(u'.', -1));
    return process ? process->operation(Seam::File, name) : Fate::Gone;
}

void done(Fate fate, const QString &path)
{
    Machine::current->fileChanged(path);
    Machine::current->ownerOf(path)->done(fate);
}
} // namespace

Result<Done> makeDirectory(const QDir &) { return Done(); }

std::optional<QByteArray> read(const QString &path)
{
    const Process *process = Machine::current->ownerOf(path);
    const auto file = Machine::current->files.constFind(Machine::nameOf(path));
    if (!process || !process->isAlive || file == Machine::current->files.constEnd())
        return std::nullopt;
    return *file;
}

Result<Done> write(const QString &path, const QByteArray &bytes)
{
    const Fate fate = operation("write", path);
    if (!Process::isDone(fate)) {
        // What a process was told of its token goes no further then.
        if (bytes.startsWith("refused "))
            Machine::current->tenant.unnoted(Machine::current->ownerOf(path)->number);
        return refused(path);
    }
    Machine::current->files.insert(Machine::nameOf(path), bytes);
    done(fate, path);
    // The new bytes are there, and the sync of their directory failed.
    return fate == Fate::Works || fate == Fate::KilledAfter ? Result<Done>(Done()) : refused(path);
}

Result<Done> remove(const QString &path)
{
    if (!exists(path))
        return Done();
    const Fate fate = operation("remove", path);
    if (!Process::isDone(fate))
        return refused(path);
    Machine::current->files.remove(Machine::nameOf(path));
    done(fate, path);
    return fate == Fate::Works || fate == Fate::KilledAfter ? Result<Done>(Done()) : refused(path);
}

void discard(const QString &path)
{
    if (!exists(path))
        return;
    const Fate fate = operation("discard", path);
    if (!Process::isDone(fate))
        return;
    Machine::current->files.remove(Machine::nameOf(path));
    done(fate, path);
}

bool exists(const QString &path)
{
    const Process *process = Machine::current->ownerOf(path);
    return process && process->isAlive && Machine::current->files.contains(Machine::nameOf(path));
}
} // namespace Auth0::DurableFile
