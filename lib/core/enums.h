// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QObject>

//! Accounts with Auth0 for Qt applications.
namespace Auth0 {
Q_NAMESPACE_EXPORT(AUTH0_EXPORT)

//! What is known about the session of this domain, client and account. Numbers never change; new values are appended.
enum class SessionState {
    Restoring, //!< the store has not answered yet
    SignedOut, //!< the store answered: there is no session
    SignedIn, //!< a session is stored or held, be its access token expired or the network away
    StoreLocked, //!< a session may exist; the keyring is locked
    StoreUnavailable, //!< a session may exist; the keyring cannot be reached or read
};
Q_ENUM_NS(SessionState)

//! Where a session is kept.
enum class Storage {
    Keychain, //!< the platform's keychain; the default
    MemoryOnly, //!< nowhere: the session ends with the process
    InsecureFile, //!< a file of mode 0600 in `auth0qt/` of the user's data directory; readable by all the user runs
};
Q_ENUM_NS(Storage)

//! What a second authorize() does while one waits for the browser.
enum class LoginPolicy {
    Join, //!< equal options: it gets the same result; other options: as Replace
    Replace, //!< the first one ends in Error::Cancelled
};
Q_ENUM_NS(LoginPolicy)

//! Why a session ended.
enum class EndReason {
    LoggedOut, //!< by a call in this process
    LoggedOutElsewhere, //!< by another process that shares the session
    RefreshTokenRejected, //!< the tenant refused the newest stored refresh token (`invalid_grant`)
    SessionCeilingReached, //!< the `session_expiry` claim of the login has passed
    DpopKeyLost, //!< the key to which the session is bound is gone
};
Q_ENUM_NS(EndReason)

//! Where a login stands.
enum class LoginState {
    Idle,
    Preparing,
    WaitingForBrowser,
    WaitingForDevice,
    ExchangingCode,
    Done,
    Cancelled,
    TimedOut,
    Failed
};
Q_ENUM_NS(LoginState)
} // namespace Auth0
