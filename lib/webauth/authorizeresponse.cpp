// SPDX-License-Identifier: Apache-2.0
#include "webauth/authorizeresponse.h"
#include "api/authenticationapi.h"

namespace Auth0::AuthorizeResponse {
namespace {
// A form-encoded query: `+` stands for a blank, which QUrlQuery does not know.
QString parameter(const QUrl &callback, const char *name)
{
    const QByteArray wanted = QByteArray(name) + '=';
    const QList<QByteArray> fields = callback.query(QUrl::FullyEncoded).toLatin1().split('&');
    for (const QByteArray &field : fields) {
        if (field.startsWith(wanted))
            return QUrl::fromPercentEncoding(field.mid(wanted.size()).replace('+', ' '));
    }
    return {};
}

// In constant time: the state is a secret that an attacker may try to guess.
bool sameSecret(const QString &a, const QString &b)
{
    const QByteArray x = a.toUtf8(), y = b.toUtf8();
    int difference = x.size() == y.size() ? 0 : 1;
    for (qsizetype i = 0; i < x.size() && i < y.size(); ++i)
        difference |= x[i] ^ y[i];
    return difference == 0;
}
} // namespace

bool isForeign(const Error &error)
{
    return error.code() == Error::InvalidIssuer || error.code() == Error::InvalidState;
}

Result<QString> codeFrom(const QUrl &callback, const AuthorizeTransaction &transaction, bool issDemanded)
{
    const QString issuer = parameter(callback, "iss");
    if (!issuer.isEmpty() && issuer != transaction.issuer)
        return Error(
            Error::InvalidIssuer,
            QStringLiteral("The callback comes from the issuer \"%1\", expected is \"%2\": check domain.")
                .arg(issuer, transaction.issuer));
    if (!sameSecret(parameter(callback, "state"), transaction.state))
        return Error(
            Error::InvalidState,
            QStringLiteral("The callback carries the state of another login, or none: begin the login again."));
    if (issuer.isEmpty() && issDemanded)
        return Error(
            Error::InvalidIssuer,
            QStringLiteral("The callback names no issuer (iss), though the tenant's metadata promise it: check domain, "
                           "and what stands between."));
    const QString error = parameter(callback, "error");
    if (!error.isEmpty())
        return AuthenticationApi::errorFromCallback(error, parameter(callback, "error_description"));
    const QString code = parameter(callback, "code");
    if (code.isEmpty())
        return Error(
            Error::NoAuthorizationCode,
            QStringLiteral(
                "The callback carries neither a code nor an error: look at the rules and actions of the tenant "
                "that change the redirect."));
    return code;
}
} // namespace Auth0::AuthorizeResponse
