// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"
#include <QtQml/qqmlregistration.h>

//! The codes of Auth0::Error by name: `Auth0Error.NoCredentials`. In QML the zero is called None.
namespace Auth0::Auth0Error {
Q_NAMESPACE
QML_NAMED_ELEMENT(Auth0Error)

enum Code {
    None,
    Unknown,
    InvalidConfiguration,
    InvalidArgument,
    NotSupported,
    NoCredentials,
    NoRefreshToken,
    RenewFailed,
    SessionExpired,
    LargeMinTtl,
    StoreFailed,
    StoreLocked,
    StoreUnavailable,
    NetworkFailure,
    Timeout,
    TooManyRequests,
    ServerFailure,
    InvalidResponse,
    Cancelled,
    BrowserUnavailable,
    BrowserTerminated,
    PageLoadFailed,
    NoCallbackPort,
    InvalidState,
    InvalidIssuer,
    NoAuthorizationCode,
    AccessDenied,
    UnauthorizedClient,
    ConsentRequired,
    LoginRequired,
    InvalidInvitationUrl,
    IdTokenInvalid,
    MfaRequired,
    MfaTokenInvalid,
    MfaRejected,
    EnrollmentFailed,
    InvalidCredentials,
    InvalidCode,
    PasswordTooWeak,
    PasswordReused,
    PasswordLeaked,
    UserExists,
    InvalidSignup,
    EmailNotVerified,
    TooManyAttempts,
    DpopKeyMissing,
    DpopKeyMismatch,
    DpopNotConfigured,
    DpopProofFailed,
    DeviceCodeExpired,
    BackchannelDenied,
    BackchannelExpired,
    ConnectAccountFailed,
    TokenExchangeFailed,
    RevokeFailed,
    OriginNotAllowed,
};
Q_ENUM_NS(Code)
} // namespace Auth0::Auth0Error
