// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/client/configuration.h>
#include <Auth0Qt/client/options.h>
#include <Auth0Qt/client/services.h>
#include <Auth0Qt/core/accesstoken.h>
#include <Auth0Qt/core/account.h>
#include <Auth0Qt/core/apicredentials.h>
#include <Auth0Qt/core/credentials.h>
#include <Auth0Qt/core/enums.h>
#include <Auth0Qt/core/result.h>
#include <Auth0Qt/core/userprofile.h>
#include <Auth0Qt/fetch/fetcher.h>
#include <Auth0Qt/session/sessiondata.h>
#include <Auth0Qt/webauth/login.h>
#include <QtCore/QObject>
#include <memory>

namespace Auth0 {
/*!
    The session of an application with Auth0. Works in a QCoreApplication; in QML it is called Auth0Provider.

    Every method returns at once; its future finishes on the thread that made the client, with a value or an Error. Call
    `.then()` once on a future. A client that dies ends what is pending in Cancelled. A call before the store has
   answered waits for it. A call from another thread ends in InvalidArgument. A mistake in the configuration ends every
   call in InvalidConfiguration; unreadable caCertificates end what is sent over https. StoreFailed can end every call
   that reads or changes the store: the record cannot be read and was set aside, or the keychain did not delete it.
*/
class AUTH0_EXPORT Client : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Auth0::UserProfile user READ user NOTIFY userChanged)
    Q_PROPERTY(Auth0::SessionState sessionState READ sessionState NOTIFY sessionStateChanged)
    Q_PROPERTY(bool isAuthenticated READ isAuthenticated NOTIFY isAuthenticatedChanged)
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY isLoadingChanged)
    Q_PROPERTY(bool isPersistent READ isPersistent NOTIFY isPersistentChanged)
    Q_PROPERTY(Auth0::Error error READ error NOTIFY errorChanged)
    Q_PROPERTY(Auth0::Login *login READ login NOTIFY loginChanged)
    Q_PROPERTY(QDateTime expiresAt READ expiresAt NOTIFY expiresAtChanged)
    Q_PROPERTY(QStringList callbackUrls READ callbackUrls NOTIFY callbackUrlsChanged)

public:
    explicit Client(const Configuration &configuration, QObject *parent = nullptr);
    Client(const Configuration &configuration, const Services &services, QObject *parent = nullptr);
    ~Client() override;

    const Configuration &configuration() const;
    /*!
        Another domain, clientId, account or storage cancels what is pending and restores that session; the one left
       behind is not ended. Anything else counts from the next call on.
    */
    void setConfiguration(const Configuration &configuration);

    //! Who is signed in; signed out its members are empty.
    UserProfile user() const;
    SessionState sessionState() const;
    //! sessionState() is SignedIn: a session is stored or held, an expired access token and no network included.
    bool isAuthenticated() const;
    //! sessionState() is Restoring: until the store has answered, never during a login.
    bool isLoading() const;
    //! Whether the session in hand is written to the store.
    bool isPersistent() const;
    //! Set by every failed call except Cancelled and InvalidArgument; cleared by the next login or logout.
    Error error() const;
    //! The login under way; never null.
    Login *login() const;
    //! End of the login's access token, UTC; invalid when unknown or signed out.
    QDateTime expiresAt() const;
    //! Configuration::callbackUrls().
    QStringList callbackUrls() const;

    /*!
        Logs the user in through the browser (RFC 6749, section 4.1, with PKCE; RFC 8252), stores the session and emits
        loggedIn(). While signed in it is a new login: the old session stays until it succeeds. Ends in Cancelled,
       Timeout, BrowserUnavailable, NoCallbackPort, AccessDenied, ConsentRequired, LoginRequired, IdTokenInvalid,
       InvalidIssuer, InvalidState, NoAuthorizationCode, InvalidInvitationUrl, NotSupported (ephemeralSession),
       InvalidArgument, InvalidResponse, SessionExpired (past its ceiling already), DpopProofFailed, UnauthorizedClient,
       NetworkFailure, and the server's refusals; BrowserTerminated and PageLoadFailed of an own Browser. While the
       store is locked or away it succeeds, is held in memory, and errorOccurred(StoreUnavailable) tells.
    */
    Async<Credentials> authorize(const AuthorizeOptions &options = {});
    //! Ends what waits for the browser: a login, in Cancelled, or the browser's part of a logout, which is then done.
    //! Nothing waits: nothing happens.
    Async<Done> cancelWebAuth();
    /*!
        Logs out: here at once, then at the tenant through the browser (`/v2/logout`). Ends when the browser came back,
       after 60 s, or by cancelWebAuth(); a login that waits ends in Cancelled first. InvalidArgument for parameters or
       a returnToUrl that cannot be sent: nothing is done. BrowserUnavailable, NoCallbackPort, NotSupported: the local
       part is done. StoreLocked, StoreUnavailable: signed out here, and the record is deleted at unlock before anything
       reads it. RevokeFailed (with revoke): the token may still be good at the tenant.
    */
    Async<Done> clearSession(const ClearSessionOptions &options = {});
    /*!
        Credentials for the login's audience: from memory when they live minTtl longer and cover the scope, else by one
        refresh for all who ask. NoCredentials, NoRefreshToken, RenewFailed (the server refused), LargeMinTtl,
       SessionExpired, StoreLocked, StoreUnavailable, NetworkFailure, Timeout, TooManyRequests, ServerFailure,
       MfaRequired, IdTokenInvalid and InvalidResponse (an answer that cannot be used; the session stays),
       InvalidArgument for parameters that the protocol computes, and the four Dpop codes.
    */
    Async<Credentials> getCredentials(const GetCredentialsOptions &options = {});
    //! No network: the stored token lives minTtl longer or a refresh token is stored, and the session ceiling is not
    //! reached. Also false while sessionState() is StoreLocked or StoreUnavailable: that does not say that nobody is
    //! signed in.
    Async<bool> hasValidCredentials(const HasValidCredentialsOptions &options = {});
    /*!
        Takes over credentials that came another way: accessToken or idToken is required (InvalidArgument). iss, aud and
       sub of the ID token are compared (IdTokenInvalid), without signature and network; without one user() is empty.
       SessionExpired: past its ceiling, nothing is changed. StoreLocked, StoreUnavailable: signed in all the same, held
       in memory until the store takes it.
    */
    Async<Done> saveCredentials(const Credentials &credentials);
    /*!
        Logs out here at once, without a browser. With revoke the refresh token is revoked beside it; RevokeFailed:
       signed out here, and the token may still be good at the tenant. StoreLocked, StoreUnavailable: signed out here,
       and the record is deleted at unlock before anything reads it; what could not be read is not revoked.
    */
    Async<Done> clearCredentials(const ClearCredentialsOptions &options = {});
    /*!
        A token for one more API, by the session's own refresh token (Auth0: Multi-Resource Refresh Token; the
        application's `refresh_token.policies` must name the API). From memory when a token that was *asked for* with
        this scope, or a wider one, lives minTtl longer; else by one refresh, in line with all others. The tenant may
        grant less than requestedScope: the answer says so, and the same call does not ask again. InvalidArgument
        without an audience, InvalidResponse for a token of another audience, else the errors of getCredentials().
    */
    Async<ApiCredentials> getApiCredentials(const GetApiCredentialsOptions &options);
    /*!
        Forgets the tokens of an audience, or the one that was asked for with a scope; the login's own token stays.
        Nothing is sent. InvalidArgument without an audience; StoreLocked, StoreUnavailable: nothing is changed.
    */
    Async<Done> clearApiCredentials(const ClearApiCredentialsOptions &options);
    //! The access token alone, of the login's audience or another; errors as getApiCredentials().
    Async<AccessToken> getAccessToken(const GetAccessTokenOptions &options = {});
    /*!
        The headers with which one request presents \a options.accessToken: `Authorization`, and for a DPoP token
       `DPoP`, a proof for this method and address (RFC 9449, section 7.1). For one attempt: a repetition needs new
       ones. No network. InvalidArgument names what is missing or unfit; DpopNotConfigured for a DPoP token while
       useDPoP is false; DpopKeyMissing, DpopKeyMismatch, DpopProofFailed.
    */
    Async<QVariantMap> getDPoPHeaders(const GetDPoPHeadersOptions &options);
    //! What is held, without a network; nothing when signed out, or while the store is locked or away.
    Async<std::optional<SessionData>> getSession();
    /*!
        Replaces the application's own data of the session whole; it lives and ends with the session, in the same
       record. Errors: NoCredentials when signed out, InvalidArgument without data, with a value that JSON cannot hold,
       or with more than 16 KiB of it, StoreLocked, StoreUnavailable (nothing is changed).
    */
    Async<Done> updateSession(const UpdateSessionOptions &options);
    /*!
        The accounts of this domain and clientId that have a session on this machine, in the order of their names,
        whichever is open here and whether the store can be read or not; logged-out ones are not among them. Their users
        come from the marks that stand beside the store: no network, no prompt.
    */
    Async<QList<Account>> listAccounts();
    //! Reads the store again, or writes what is held in memory; may show the keyring's prompt. Always ends in the state
    //! it finds: a prompt that is not answered within 5 s leaves StoreLocked.
    Async<SessionState> restore();
    //! `/userinfo` (OpenID Connect Core 5.3) as a map with camel-cased keys. InvalidResponse when its `sub` is another
    //! user's; errors of getCredentials(), and the server's refusals.
    Async<QVariantMap> userInfo();
    //! Asks `/userinfo` and updates user(). Errors of userInfo(); StoreLocked, StoreUnavailable: nothing is changed.
    Async<UserProfile> refreshUser();
    //! Revokes the refresh token (RFC 7009) and ends the session; RevokeFailed: it stays. NoCredentials,
    //! NoRefreshToken; StoreLocked, StoreUnavailable: whether there is one cannot be known, or, with the session in
    //! hand: it is revoked and signed out here, and the record is deleted at unlock.
    Async<Done> revokeRefreshToken();
    //! What calls an API with the session's token. The client owns it. A mistake in the options is each fetch's error.
    Fetcher *createFetcher(const CreateFetcherOptions &options = {});

Q_SIGNALS:
    void userChanged();
    void sessionStateChanged();
    void isAuthenticatedChanged();
    void isLoadingChanged();
    void isPersistentChanged();
    void errorChanged();
    void expiresAtChanged();
    //! Another domain, clientId, account or storage brings another object.
    void loginChanged();
    void callbackUrlsChanged();
    //! A login succeeded; never after a refresh.
    void loggedIn();
    //! The user logged out, here or in another process.
    void loggedOut();
    //! The session ended, for whatever reason; once.
    void sessionEnded(Auth0::EndReason reason);
    //! Tokens changed: login, refresh, logout, another process.
    void credentialsChanged();
    //! Comes with each failure that error() holds, equal ones too; not when it is cleared.
    void errorOccurred(const Auth0::Error &error);

private:
    friend class NetworkAccess;
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
