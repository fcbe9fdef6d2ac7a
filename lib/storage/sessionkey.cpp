// SPDX-License-Identifier: Apache-2.0
#include "storage/sessionkey.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QStringList>

namespace Auth0 {
QString SessionKey::toString() const { return domain + u'/' + clientId + u'/' + account; }

QString SessionKey::fileName() const
{
    // Joined by NUL, which none of them holds: "a/b" + "c" and "a" + "b/c" are two sessions.
    QStringList parts{domain, clientId, account};
    if (isInFile)
        parts.append(QStringLiteral("file"));
    const QByteArray name = parts.join(QChar(u'\0')).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(32));
}
} // namespace Auth0
