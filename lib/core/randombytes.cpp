// SPDX-License-Identifier: Apache-2.0
#include "core/randombytes.h"
#include <QtCore/QRandomGenerator>
#include <QtCore/QVarLengthArray>

namespace Auth0 {
QByteArray systemRandomBytes(int count)
{
    // In one request to the system, not one a byte.
    QVarLengthArray<quint32, 16> words((count + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.constData()), count);
}

double randomFraction() { return QRandomGenerator::global()->generateDouble(); }
} // namespace Auth0
