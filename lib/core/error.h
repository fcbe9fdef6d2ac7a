// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QVariantMap>
#include <memory>

namespace Auth0 {
/*!
    Why a call failed: a code to switch on, a sentence for the developer, and the cause beneath it.

    Compare codes, never texts. Neither message() nor toString() holds a secret; details() may (an `mfa_token`), and is
    therefore printed by neither.
*/
class AUTH0_EXPORT Error
{
    Q_GADGET
    Q_PROPERTY(int code READ codeNumber CONSTANT)
    Q_PROPERTY(QString codeName READ codeName CONSTANT)
    Q_PROPERTY(QString message READ message CONSTANT)
    Q_PROPERTY(QString serverCode READ serverCode CONSTANT)
    Q_PROPERTY(int statusCode READ statusCode CONSTANT)
    Q_PROPERTY(QVariantMap details READ details CONSTANT)
    Q_PROPERTY(QVariant cause READ causeVariant CONSTANT)
    Q_PROPERTY(bool isRetryable READ isRetryable CONSTANT)
    Q_PROPERTY(bool needsLogin READ needsLogin CONSTANT)

public:
    //! Numbers never change meaning; new codes are appended. The zero is `None` in QML (Xlib defines that word in C++).
    enum Code {
        NoError,
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
    Q_ENUM(Code)

    //! No error: code() is NoError.
    Error() = default;
    //! An error of this library. \a message is English, for developers, and holds no secret.
    Error(Code code, const QString &message);

    //! The same error with the server's HTTP status and its own word for it (`invalid_grant`).
    Error withServer(int statusCode, const QString &serverCode) const;
    //! The same error with \a details, such as `mfa_token`.
    Error withDetails(const QVariantMap &details) const;
    //! The same error, wrapping \a cause; it takes over the server's code and status when it has none of its own.
    Error causedBy(const Error &cause) const;

    Code code() const;
    //! The code's name as text: "RenewFailed"; "None" for no error.
    QString codeName() const;
    QString message() const;
    //! The server's `error` (RFC 6749, section 5.2) or `code`; empty when no server spoke.
    QString serverCode() const;
    //! The HTTP status; 0 when there was no answer.
    int statusCode() const;
    QVariantMap details() const;
    //! The error beneath this one, or null. It lives as long as this value does.
    const Error *cause() const;
    /*!
        Whether the same call may succeed later without the user's doing: NetworkFailure, Timeout, TooManyRequests,
        ServerFailure with 5xx, StoreLocked, StoreUnavailable.
    */
    bool isRetryable() const;
    /*!
        Whether only a login helps: NoCredentials, NoRefreshToken, SessionExpired, LoginRequired, DpopKeyMissing,
        DpopKeyMismatch, and RenewFailed caused by `invalid_grant`.
    */
    bool needsLogin() const;
    //! "Auth0Error: RenewFailed: …", without details.
    Q_INVOKABLE QString toString() const;
    //! For JSON.stringify: everything but details, the causes too.
    Q_INVOKABLE QJsonObject toJSON(const QString &key = {}) const;

    //! Equal code, texts, status and details; the causes are compared too.
    friend AUTH0_EXPORT bool operator==(const Error &a, const Error &b);
    friend bool operator!=(const Error &a, const Error &b) { return !(a == b); }

private:
    struct Data;
    int codeNumber() const { return code(); }
    QVariant causeVariant() const;
    std::shared_ptr<const Data> m_data;
};
} // namespace Auth0
Q_DECLARE_METATYPE(Auth0::Error)
