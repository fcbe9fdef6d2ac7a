// SPDX-License-Identifier: Apache-2.0
#include "api/servererror.h"
#include <array>

namespace Auth0 {
namespace {
struct Row
{
    const char *serverCode;
    const char *text; //!< part of the description, or the name, that must be there; null: any
    Error::Code code;
};

// The first row that fits counts. Sources: the predicates of Auth0.swift and Auth0.Android, react-native-auth0's
// MfaErrorCodes, RFC 6749, sections 4.1.2.1 and 5.2, OpenID Connect Core, section 3.1.2.6, RFC 9449, section 5.
// A plain invalid_grant has no row: whether it ends a session is for others to say.
constexpr std::array rows{
    Row{"mfa_required", nullptr, Error::MfaRequired},
    Row{"a0.mfa_required", nullptr, Error::MfaRequired},
    Row{"a0.mfa_invalid_code", nullptr, Error::InvalidCode},
    Row{"invalid_otp", nullptr, Error::InvalidCode},
    Row{"invalid_oob_code", nullptr, Error::InvalidCode},
    Row{"invalid_binding_code", nullptr, Error::InvalidCode},
    Row{"invalid_recovery_code", nullptr, Error::InvalidCode},
    Row{"invalid_grant", "Invalid otp_code", Error::InvalidCode},
    Row{"invalid_grant", "Invalid binding_code", Error::InvalidCode},
    Row{"invalid_grant", "verification code", Error::InvalidCode},
    Row{"invalid_grant", "MFA Authorization rejected", Error::MfaRejected},
    Row{"invalid_grant", "Malformed mfa_token", Error::MfaTokenInvalid},
    Row{"expired_token", "mfa_token", Error::MfaTokenInvalid},
    Row{"mfa_token_invalid", nullptr, Error::MfaTokenInvalid},
    Row{"invalid_grant", "Wrong email or password", Error::InvalidCredentials},
    Row{"invalid_user_password", nullptr, Error::InvalidCredentials},
    Row{"invalid_password", "PasswordHistoryError", Error::PasswordReused},
    Row{"invalid_password", nullptr, Error::PasswordTooWeak},
    Row{"password_leaked", nullptr, Error::PasswordLeaked},
    Row{"user_exists", nullptr, Error::UserExists},
    Row{"username_exists", nullptr, Error::UserExists},
    Row{"invalid_signup", nullptr, Error::InvalidSignup},
    Row{"requires_verification", nullptr, Error::EmailNotVerified},
    Row{"too_many_attempts", nullptr, Error::TooManyAttempts},
    Row{"access_denied", nullptr, Error::AccessDenied},
    Row{"unauthorized", nullptr, Error::AccessDenied},
    Row{"unauthorized_client", nullptr, Error::UnauthorizedClient},
    Row{"consent_required", nullptr, Error::ConsentRequired},
    Row{"login_required", nullptr, Error::LoginRequired},
    Row{"interaction_required", nullptr, Error::LoginRequired},
    Row{"account_selection_required", nullptr, Error::LoginRequired},
    Row{"invalid_dpop_proof", nullptr, Error::DpopProofFailed},
    Row{"use_dpop_nonce", nullptr, Error::DpopProofFailed},
};
} // namespace

Error::Code codeForServerError(const QString &serverCode, const QString &description, const QString &name)
{
    for (const Row &row : rows) {
        if (serverCode != QLatin1String(row.serverCode))
            continue;
        const QLatin1String text(row.text);
        if (!row.text || description.contains(text, Qt::CaseInsensitive) || name == text)
            return row.code;
    }
    return Error::ServerFailure;
}

QString hintForServerError(const QString &serverCode)
{
    if (serverCode == QLatin1String("unauthorized_client"))
        return QStringLiteral(
            "in the dashboard, the application's type must be Native, and its grant types must allow this one");
    if (serverCode == QLatin1String("invalid_client"))
        return QStringLiteral("check clientId; in the dashboard, the application's type must be Native");
    const Error::Code code = codeForServerError(serverCode, {}, {});
    if (code == Error::ConsentRequired || code == Error::LoginRequired)
        return QStringLiteral("log in with a page, without prompt=none; a loopback callback always needs one");
    return {};
}
} // namespace Auth0
