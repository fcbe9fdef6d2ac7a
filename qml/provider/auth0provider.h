// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/client/client.h>
#include <Auth0Qt/quick/export.h>
#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace Auth0 {
class Auth0Fetcher;

/*!
    Auth0::Client for QML: the same configuration, states, signals and methods. What a method does, and its errors,
   stand at Client; each takes one options object and returns a JavaScript Promise, and no mistake in the options
   throws.

    Durations are seconds, fractions allowed. Changes of the configuration count from the next call on, or from the next
    turn of the event loop. Belongs to the thread of its engine.
*/
class AUTH0_QUICK_EXPORT Auth0Provider : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_MOC_INCLUDE("fetch/auth0fetcher.h")
    QML_NAMED_ELEMENT(Auth0Provider)
    Q_PROPERTY(QString domain READ domain WRITE setDomain NOTIFY domainChanged)
    Q_PROPERTY(QString clientId READ clientId WRITE setClientId NOTIFY clientIdChanged)
    Q_PROPERTY(QString audience READ audience WRITE setAudience NOTIFY audienceChanged)
    Q_PROPERTY(QString scope READ scope WRITE setScope NOTIFY scopeChanged)
    Q_PROPERTY(QString organization READ organization WRITE setOrganization NOTIFY organizationChanged)
    Q_PROPERTY(QObject *browser READ browser WRITE setBrowser NOTIFY browserChanged)
    Q_PROPERTY(QList<int> callbackPorts READ callbackPorts WRITE setCallbackPorts NOTIFY callbackPortsChanged)
    Q_PROPERTY(QString redirectUri READ redirectUri WRITE setRedirectUri NOTIFY redirectUriChanged)
    Q_PROPERTY(
        QString logoutRedirectUri READ logoutRedirectUri WRITE setLogoutRedirectUri NOTIFY logoutRedirectUriChanged)
    Q_PROPERTY(bool useDPoP READ useDPoP WRITE setUseDPoP NOTIFY useDPoPChanged)
    Q_PROPERTY(QString account READ account WRITE setAccount NOTIFY accountChanged)
    Q_PROPERTY(Storage storage READ storage WRITE setStorage NOTIFY storageChanged)
    Q_PROPERTY(qreal leeway READ leeway WRITE setLeeway NOTIFY leewayChanged)
    Q_PROPERTY(qreal timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged)
    Q_PROPERTY(qreal loginTimeout READ loginTimeout WRITE setLoginTimeout NOTIFY loginTimeoutChanged)
    Q_PROPERTY(LoginPolicy loginPolicy READ loginPolicy WRITE setLoginPolicy NOTIFY loginPolicyChanged)
    Q_PROPERTY(bool autoRefresh READ autoRefresh WRITE setAutoRefresh NOTIFY autoRefreshChanged)
    Q_PROPERTY(qreal refreshLeadTime READ refreshLeadTime WRITE setRefreshLeadTime NOTIFY refreshLeadTimeChanged)
    Q_PROPERTY(QString tokenEndpoint READ tokenEndpoint WRITE setTokenEndpoint NOTIFY tokenEndpointChanged)
    Q_PROPERTY(QString caCertificates READ caCertificates WRITE setCaCertificates NOTIFY caCertificatesChanged)
    Q_PROPERTY(bool telemetry READ telemetry WRITE setTelemetry NOTIFY telemetryChanged)

    Q_PROPERTY(Auth0::UserProfile user READ user NOTIFY userChanged)
    Q_PROPERTY(SessionState sessionState READ sessionState NOTIFY sessionStateChanged)
    Q_PROPERTY(bool isAuthenticated READ isAuthenticated NOTIFY isAuthenticatedChanged)
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY isLoadingChanged)
    Q_PROPERTY(bool isPersistent READ isPersistent NOTIFY isPersistentChanged)
    Q_PROPERTY(Auth0::Error error READ error NOTIFY errorChanged)
    Q_PROPERTY(Auth0::Login *login READ login NOTIFY loginChanged)
    Q_PROPERTY(QDateTime expiresAt READ expiresAt NOTIFY expiresAtChanged)
    Q_PROPERTY(QStringList callbackUrls READ callbackUrls NOTIFY callbackUrlsChanged)

public:
    //! Auth0::SessionState
    enum SessionState { Restoring, SignedOut, SignedIn, StoreLocked, StoreUnavailable };
    Q_ENUM(SessionState)
    //! Auth0::Storage
    enum Storage { Keychain, MemoryOnly, InsecureFile };
    Q_ENUM(Storage)
    //! Auth0::LoginPolicy
    enum LoginPolicy { Join, Replace };
    Q_ENUM(LoginPolicy)
    //! Auth0::EndReason
    enum EndReason { LoggedOut, LoggedOutElsewhere, RefreshTokenRejected, SessionCeilingReached, DpopKeyLost };
    Q_ENUM(EndReason)

    explicit Auth0Provider(QObject *parent = nullptr);
    ~Auth0Provider() override;

    /*!
        The client behind this element, for C++: the session that QML shows. Null while QML still builds the element;
        otherwise it lives as long as the provider, and all changes made so far count.
    */
    Client *client() const;

    // Configuration: meaning and defaults stand at Auth0::Configuration.
    QString domain() const;
    void setDomain(const QString &domain);
    QString clientId() const;
    void setClientId(const QString &clientId);
    QString audience() const;
    void setAudience(const QString &audience);
    QString scope() const;
    void setScope(const QString &scope);
    QString organization() const;
    void setOrganization(const QString &organization);
    //! A SystemBrowser, CustomBrowser, or another QObject that is an Auth0::Browser; null: a SystemBrowser. Not owned.
    QObject *browser() const;
    void setBrowser(QObject *browser);
    QList<int> callbackPorts() const;
    void setCallbackPorts(const QList<int> &ports);
    QString redirectUri() const;
    void setRedirectUri(const QString &uri);
    QString logoutRedirectUri() const;
    void setLogoutRedirectUri(const QString &uri);
    bool useDPoP() const;
    void setUseDPoP(bool useDPoP);
    QString account() const;
    void setAccount(const QString &account);
    Storage storage() const;
    void setStorage(Storage storage);
    //! Seconds.
    qreal leeway() const;
    void setLeeway(qreal seconds);
    //! Seconds.
    qreal timeout() const;
    void setTimeout(qreal seconds);
    //! Seconds.
    qreal loginTimeout() const;
    void setLoginTimeout(qreal seconds);
    LoginPolicy loginPolicy() const;
    void setLoginPolicy(LoginPolicy policy);
    bool autoRefresh() const;
    void setAutoRefresh(bool on);
    //! Seconds.
    qreal refreshLeadTime() const;
    void setRefreshLeadTime(qreal seconds);
    QString tokenEndpoint() const;
    void setTokenEndpoint(const QString &url);
    QString caCertificates() const;
    void setCaCertificates(const QString &file);
    bool telemetry() const;
    void setTelemetry(bool telemetry);

    // State: meaning stands at Auth0::Client.
    UserProfile user() const;
    SessionState sessionState() const;
    bool isAuthenticated() const;
    bool isLoading() const;
    bool isPersistent() const;
    Error error() const;
    Login *login() const;
    QDateTime expiresAt() const;
    QStringList callbackUrls() const;

    // Methods: Auth0::Client's. `more` is there to be refused: Qt drops what a method has no parameter for.
    // `getAccessToken` resolves with the bare token, or with includeFullResponse with {token, scope, expires_at,
    // expires_in, token_type}; `getSession` with null when signed out.
    Q_INVOKABLE QJSValue authorize(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue cancelWebAuth(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue clearSession(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue getCredentials(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue hasValidCredentials(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue saveCredentials(const QJSValue &credentials = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue clearCredentials(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue getApiCredentials(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue clearApiCredentials(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue getAccessToken(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue getDPoPHeaders(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue getSession(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue updateSession(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue listAccounts(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue restore(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue userInfo(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue refreshUser(const QJSValue &options = {}, const QJSValue &more = {});
    Q_INVOKABLE QJSValue revokeRefreshToken(const QJSValue &options = {}, const QJSValue &more = {});
    //! No promise: a fetcher that the engine owns. With a mistake in the options each fetch of it rejects.
    Q_INVOKABLE Auth0::Auth0Fetcher *createFetcher(const QJSValue &options = {}, const QJSValue &more = {});

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void domainChanged();
    void clientIdChanged();
    void audienceChanged();
    void scopeChanged();
    void organizationChanged();
    void browserChanged();
    void callbackPortsChanged();
    void redirectUriChanged();
    void logoutRedirectUriChanged();
    void useDPoPChanged();
    void accountChanged();
    void storageChanged();
    void leewayChanged();
    void timeoutChanged();
    void loginTimeoutChanged();
    void loginPolicyChanged();
    void autoRefreshChanged();
    void refreshLeadTimeChanged();
    void tokenEndpointChanged();
    void caCertificatesChanged();
    void telemetryChanged();

    void userChanged();
    void sessionStateChanged();
    void isAuthenticatedChanged();
    void isLoadingChanged();
    void isPersistentChanged();
    void errorChanged();
    void loginChanged();
    void expiresAtChanged();
    void callbackUrlsChanged();

    void loggedIn();
    void loggedOut();
    void sessionEnded(Auth0::Auth0Provider::EndReason reason);
    void credentialsChanged();
    void errorOccurred(const Auth0::Error &error);

protected:
    //! For subclasses: parts to use instead of the defaults, given before the element is complete.
    void setServices(const Services &services);

private:
    friend class Auth0Fetcher;
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
using Auth0::Auth0Provider;
