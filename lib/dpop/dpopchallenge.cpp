// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopchallenge.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

namespace Auth0::DpopChallenge {
// RFC 9110, section 11.6.1: several challenges may stand in one header, each a scheme and its parameters.
static QByteArray errorOfChallenge(const QString &header)
{
    static const QRegularExpression part(QStringLiteral(
        "\\s*(?:,\\s*)*(?:([\\w!#$%&'*+.^`|~-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))|([^\\s,=\"]+))"));
    bool isDpop = false;
    auto match = part.globalMatch(header);
    while (match.hasNext()) {
        const auto found = match.next();
        const QString scheme = found.captured(4);
        if (!scheme.isEmpty())
            isDpop = scheme.compare(QLatin1String("DPoP"), Qt::CaseInsensitive) == 0;
        else if (isDpop && found.captured(1).compare(QLatin1String("error"), Qt::CaseInsensitive) == 0)
            return (found.captured(2) + found.captured(3)).toLatin1();
    }
    return {};
}

QByteArray errorOf(const HttpResponse &response)
{
    if (response.status == 401) {
        for (const auto &[name, value] : response.headers) {
            if (name.compare("WWW-Authenticate", Qt::CaseInsensitive) != 0)
                continue;
            const QByteArray error = errorOfChallenge(QString::fromLatin1(value));
            if (!error.isEmpty())
                return error;
        }
    }
    if (response.status != 400 && response.status != 401)
        return {};
    return QJsonDocument::fromJson(response.body).object().value(QLatin1String("error")).toString().toLatin1();
}

bool wantsNonce(const QByteArray &error) { return error == "use_dpop_nonce" || error == "invalid_dpop_nonce"; }

bool wantsTime(const QByteArray &error) { return error == "invalid_dpop_proof"; }
} // namespace Auth0::DpopChallenge
