// SPDX-License-Identifier: Apache-2.0
// Random numbers of the seed, so that a history replays. Takes the place of lib/core/randombytes.cpp.
#include "core/randombytes.h"
#include "session/world/machine.h"

namespace Auth0 {
QByteArray systemRandomBytes(int count)
{
    Test::Machine *machine = Test::Machine::current;
    if (Test::Process *process = machine->running())
        process->done(process->operation(Test::Seam::Random, QStringLiteral("random")));
    QByteArray bytes(count, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(machine->random.below(256));
    return bytes;
}

double randomFraction() { return double(Test::Machine::current->random.below(1000)) / 1000; }
} // namespace Auth0
