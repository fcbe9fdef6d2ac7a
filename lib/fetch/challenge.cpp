// SPDX-License-Identifier: Apache-2.0
#include "fetch/challenge.h"
#include <QtCore/QRegularExpression>

namespace Auth0 {
bool hasChallengeError(const QByteArray &header, const QByteArray &error)
{
    // RFC 9110, section 11.6.1: `Scheme name=value, name="value", OtherScheme …`
    static const QRegularExpression item(QStringLiteral("\\G[\\s,]*(?:([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*(?:\"((?:[^"
                                                        "\"\\\\]|\\\\.)*)\"|([^\\s,\"]*))|([^\\s,=\"]+))"));
    bool ours = false;
    for (auto it = item.globalMatch(QString::fromLatin1(header)); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString scheme = match.captured(4);
        if (!scheme.isEmpty())
            ours = scheme.compare(QLatin1String("Bearer"), Qt::CaseInsensitive) == 0
                || scheme.compare(QLatin1String("DPoP"), Qt::CaseInsensitive) == 0;
        else if (ours && match.captured(1).compare(QLatin1String("error"), Qt::CaseInsensitive) == 0)
            if (match.captured(2) + match.captured(3) == QLatin1String(error))
                return true;
    }
    return false;
}
} // namespace Auth0
