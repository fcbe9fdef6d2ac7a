// SPDX-License-Identifier: Apache-2.0
#include "api/servererror.h"
#include <array>

namespace Auth0 {
namespace {
struct Row
{
    const char *serverCode;
    const char *description; //!< part of the description or name that must be there; null: any
    Error::Code code;
};

// The first row that fits counts. Sources: Auth0.swift and Auth0.Android (predicates), RFC 6749, section 4.1.2.1
// and 5.2, OpenID Connect Core, section 3.1.2.6.
constexpr std::array rows{
    Row{"mfa_required", nullptr, Error::MfaRequired},
    Row{"a0.mfa_required", nullptr, Error::MfaRequired},
    Row{"a0.mfa_invalid_code", nullptr, Error::InvalidCode},
    Row{"invalid_grant", "Invalid otp_code", Error::InvalidCode},
    Row{"invalid_grant", "Invalid binding_code", Error::InvalidCode},
    Row{"invalid_grant", "verification code", Error::InvalidCode},
    Row{"invalid_grant", "MFA Authorization rejected", Error::MfaRejected},
    Row{"invalid_grant", "Malformed mfa_token", Error::MfaTokenInvalid},
    Row{"expired_token", "mfa_token", Error::MfaTokenInvalid},
    Row{"invalid_grant", "Wrong email or password", Error::InvalidCredentials},
    Row{"invalid_user_password", nullptr, Error::InvalidCredentials},
    Row{"invalid_password", "PasswordStrengthError", Error::PasswordTooWeak},
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
    Row{"invalid_dpop_proof", nullptr, Error::DpopProofFailed},
    Row{"use_dpop_nonce", nullptr, Error::DpopProofFailed},
};
} // namespace

Error::Code codeForServerError(const QString &serverCode, const QString &description, const QString &name)
{
    for (const Row &row : rows) {
        if (serverCode != QLatin1String(row.serverCode))
            continue;
        if (!row.description || description.contains(QLatin1String(row.description))
            || name == QLatin1String(row.description))
            return row.code;
    }
    return Error::ServerFailure;
}
} // namespace Auth0
