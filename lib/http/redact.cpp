// SPDX-License-Identifier: Apache-2.0
#include "http/redact.h"
#include <QtCore/QRegularExpression>

namespace Auth0 {
namespace {
// What the protocols of wire.md call a secret. `token` is the revocation request's.
const QString &secretNames()
{
    static const QString names = QStringLiteral(
        "access_token|refresh_token|id_token|id_token_hint|token|code|code_verifier|client_secret|client_assertion|"
        "password|new_password|mfa_token|otp|oob_code|binding_code|recovery_code|recovery_codes|secret|barcode_uri|"
        "subject_token|actor_token|session_transfer_token|connect_code|auth_session|device_code|login_ticket|ticket|"
        "invitation|auth_req_id|nonce|state|assertion|accessToken|refreshToken|idToken|codeVerifier|mfaToken");
    return names;
}

QRegularExpression expression(const char *pattern)
{
    return QRegularExpression(
        QString::fromLatin1(pattern).arg(secretNames()), QRegularExpression::CaseInsensitiveOption);
}
} // namespace

QString redacted(const QString &text)
{
    static const QRegularExpression inForm = expression("\\b(%1)=[^&\\s\"'#]*");
    static const QRegularExpression inJson =
        expression("(\"(?:%1)\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"?|\\[[^\\]]*\\]?)");
    static const QRegularExpression inHeader(
        QStringLiteral("\\b(Authorization|Proxy-Authorization|DPoP|Cookie|Set-Cookie)(\\s*:\\s*)[^\\r\\n]*"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bare(QStringLiteral("\\b(?:eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,4}|Fe26\\.[\\w.*+/=-]*)"));
    static const QRegularExpression scheme(QStringLiteral("\\b(Bearer|DPoP|Basic)(\\s+)(?![\\w-]+=\")[\\w.~+/=-]{8,}"));
    QString result = text;
    result.replace(inHeader, QStringLiteral("\\1\\2***"));
    result.replace(inJson, QStringLiteral("\\1\"***\""));
    result.replace(inForm, QStringLiteral("\\1=***"));
    result.replace(scheme, QStringLiteral("\\1\\2***"));
    result.replace(bare, QStringLiteral("***"));
    return result;
}

QString redacted(const QUrl &url)
{
    return url.toString(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}
} // namespace Auth0
