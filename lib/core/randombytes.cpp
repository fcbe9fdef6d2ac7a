// SPDX-License-Identifier: Apache-2.0
#include "core/randombytes.h"
#include <QtCore/QRandomGenerator>

namespace Auth0 {
QByteArray systemRandomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    auto *system = QRandomGenerator::system();
    for (char &byte : bytes)
        byte = char(system->generate() & 0xff);
    return bytes;
}
} // namespace Auth0
