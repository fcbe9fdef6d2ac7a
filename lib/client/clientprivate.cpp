// SPDX-License-Identifier: Apache-2.0
#include "client/clientprivate.h"
#include "client/domain.h"
#include "core/logging.h"
#include "core/scopes.h"

namespace Auth0 {
namespace {
SessionParts partsOf(const Configuration &configuration, const Services &services)
{
    SessionParts parts;
    parts.key = {configuration.domain.toLower(), configuration.clientId, configuration.account};
    parts.storage = configuration.storage;
    parts.network = services.networkAccessManager;
    parts.secrets = services.secretStore;
    parts.clock = services.clock;
    return parts;
}

bool isSameSession(const Configuration &a, const Configuration &b)
{
    return a.domain.toLower() == b.domain.toLower() && a.clientId == b.clientId && a.account == b.account
        && a.storage == b.storage;
}
} // namespace

Client::Private::Private(Client *client, const Services &services)
    : q(client)
    , services(services)
    , m_systemBrowser(std::make_unique<SystemBrowser>())
{
}

void Client::Private::configure(const Configuration &next)
{
    if (isClosing)
        return;
    const bool sameSession = session && isSameSession(configuration, next);
    const QStringList urlsBefore = configuration.callbackUrls();
    const Login *loginBefore = login();
    configuration = next;
    m_waiting.close();
    const Result<Done> checked = next.check();
    wrongConfiguration = checked ? std::nullopt : std::optional(checked.error());
    if (wrongConfiguration)
        qCWarning(lcClient).noquote() << wrongConfiguration->message();
    // Whoever hears that a call ended here may delete the client, or call it: that is a call of the next session.
    const QPointer<Client> alive(q);
    Place former;
    if (!sameSession) {
        former = leave();
        if (!wrongConfiguration)
            attach();
    }
    if (session && !wrongConfiguration)
        applySettings();
    if (!sameSession) {
        if (login() != loginBefore)
            Q_EMIT q->loginChanged(); // while the one before is still there
        end(std::move(former));
        if (!alive)
            return;
        publish();
    }
    if (alive && configuration.callbackUrls() != urlsBefore)
        Q_EMIT q->callbackUrlsChanged();
}

void Client::Private::attach()
{
    session = SessionRegistry::sessionFor(partsOf(configuration, services));
    webAuth = std::make_unique<WebAuth>(session->http(), session->keys(), session->clock(), systemRandomBytes);
    QObject::connect(session.get(), &Session::changed, q, [this] { publish(); });
    QObject::connect(session.get(), &Session::credentialsChanged, q, &Client::credentialsChanged);
    QObject::connect(session.get(), &Session::loggedIn, q, [this] {
        const QPointer<Client> alive(q);
        clearError();
        if (alive)
            Q_EMIT q->loggedIn();
    });
    QObject::connect(session.get(), &Session::storeError, q, [this](const Error &failure) { setError(failure); });
    QObject::connect(session.get(), &Session::ended, q, [this](EndReason reason) {
        const bool byUser = reason == EndReason::LoggedOut || reason == EndReason::LoggedOutElsewhere;
        const QPointer<Client> alive(q);
        if (byUser) {
            clearError();
            if (alive)
                Q_EMIT q->loggedOut();
        }
        if (alive)
            Q_EMIT q->sessionEnded(reason);
    });
}

Client::Private::Place Client::Private::leave()
{
    if (session) {
        session->disconnect(q);
        session->setRefreshLeadTime(q, {});
    }
    m_loggingIn.close();
    return {std::exchange(session, nullptr), std::exchange(webAuth, nullptr), std::exchange(m_pending, {})};
}

void Client::Private::end(Place place)
{
    if (place.webAuth)
        place.webAuth->cancel();
    for (const auto &cancel : std::as_const(place.pending))
        cancel();
    place.webAuth.reset();
}

void Client::Private::close()
{
    isClosing = true;
    end(leave());
}

Login *Client::Private::login() const { return webAuth ? webAuth->login() : const_cast<Login *>(&m_idleLogin); }

std::optional<Error> Client::Private::mistake() const
{
    if (QThread::currentThread() != q->thread())
        return Error(
            Error::InvalidArgument,
            QStringLiteral("The client was called from another thread than the one that made it."));
    return isClosing ? std::optional(cancelledError()) : wrongConfiguration;
}

SessionSettings Client::Private::settings() const
{
    SessionSettings settings;
    settings.tenant.baseUrl = *baseUrlOf(configuration.domain);
    settings.tenant.clientId = configuration.clientId;
    settings.tenant.tokenEndpoint = QUrl(configuration.tokenEndpoint, QUrl::StrictMode);
    settings.http.timeout = configuration.timeout;
    settings.http.caCertificates = configuration.caCertificates;
    settings.http.telemetry = configuration.telemetry;
    settings.leeway = configuration.leeway;
    settings.useDpop = configuration.useDPoP;
    return settings;
}

void Client::Private::applySettings()
{
    session->configure(settings());
    session->setRefreshLeadTime(
        q, configuration.autoRefresh ? std::optional(configuration.refreshLeadTime) : std::nullopt);
    WebAuthSettings web;
    web.tenant = settings().tenant;
    for (int port : std::as_const(configuration.callbackPorts))
        web.callbackPorts.append(quint16(port));
    web.loginPolicy = configuration.loginPolicy;
    web.telemetry = configuration.telemetry;
    web.prover = session->prover();
    webAuth->setSettings(web);
    Browser *browser = configuration.browser ? configuration.browser : services.browser;
    webAuth->setBrowser(browser ? browser : m_systemBrowser.get());
}

WebAuthRequest Client::Private::loginRequest(const AuthorizeOptions &options) const
{
    WebAuthRequest request;
    request.scope = Scopes::withOpenId(options.scope.value_or(configuration.scope));
    request.audience = options.audience.value_or(configuration.audience);
    request.connection = options.connection.value_or(QString());
    request.organization = options.organization.value_or(configuration.organization);
    request.invitationUrl = options.invitationUrl.value_or(QString());
    request.maxAge = options.maxAge;
    request.redirectUrl = options.redirectUrl.value_or(configuration.redirectUri);
    request.state = options.state;
    request.nonce = options.nonce;
    request.leeway = options.leeway.value_or(configuration.leeway);
    request.ephemeralSession = options.ephemeralSession.value_or(false);
    request.timeout = options.timeout.value_or(configuration.loginTimeout);
    request.parameters = options.parameters;
    return request;
}

WebLogoutRequest Client::Private::logoutRequest(const ClearSessionOptions &options, const QString &idToken) const
{
    WebLogoutRequest request;
    request.federated = options.federated.value_or(false);
    const QString derived =
        configuration.logoutRedirectUri.isEmpty() ? configuration.redirectUri : configuration.logoutRedirectUri;
    request.returnToUrl = options.returnToUrl.value_or(derived);
    request.useOidcLogout = options.useOidcLogout.value_or(false);
    request.idTokenHint = idToken;
    request.parameters = options.parameters;
    return request;
}

TokenRequest Client::Private::tokenRequest(std::optional<std::chrono::milliseconds> minTtl) const
{
    TokenRequest request;
    request.minTtl = minTtl.value_or(std::chrono::milliseconds(0));
    request.timeout = configuration.timeout;
    return request;
}

TokenRequest Client::Private::tokenRequest(const GetCredentialsOptions &options) const
{
    TokenRequest request = tokenRequest(options.minTtl);
    if (options.scope)
        request.scope = Scopes::withOpenId(*options.scope);
    request.force = options.forceRefresh.value_or(false);
    request.parameters = options.parameters;
    return request;
}

TokenRequest Client::Private::tokenRequest(const GetApiCredentialsOptions &options) const
{
    TokenRequest request = tokenRequest(options.minTtl);
    request.audience = options.audience.value_or(QString());
    if (options.scope)
        request.scope = Scopes::withOpenId(*options.scope);
    request.parameters = options.parameters;
    return request;
}

TokenRequest Client::Private::tokenRequest(const GetAccessTokenOptions &options) const
{
    TokenRequest request = tokenRequest(options.minTtl);
    request.audience = options.audience.value_or(QString());
    if (options.scope)
        request.scope = Scopes::united(session->loginScope(), *options.scope);
    request.force = options.refresh.value_or(false);
    return request;
}

TokenUse Client::Private::tokenUse(const GetDPoPHeadersOptions &options) const
{
    TokenUse use;
    use.method = options.method.value_or(QString());
    use.url = options.url.value_or(QUrl());
    use.accessToken = options.accessToken.value_or(QString());
    use.tokenType = options.tokenType ? *options.tokenType : session->tokenTypeOf(use.accessToken);
    use.nonce = options.nonce;
    return use;
}

Result<QVariantMap> Client::Private::headersFor(const TokenUse &use) const
{
    const auto headers = session->prover()->headers(use);
    if (!headers)
        return headers.error();
    QVariantMap map;
    for (const auto &[name, value] : *headers)
        map.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    return map;
}

std::optional<QVariantMap> Client::Private::presented(const GetDPoPHeadersOptions &options) const
{
    if (mistake() || session->state() == SessionState::Restoring || session->prover()->isOn() != configuration.useDPoP)
        return std::nullopt;
    const Result<QVariantMap> headers = headersFor(tokenUse(options));
    return headers ? std::optional(*headers) : std::nullopt;
}

AccessToken Client::Private::accessToken(const StoredToken &token) const
{
    AccessToken answer;
    answer.token = token.accessToken;
    answer.scope = token.grantedScope;
    answer.tokenType = token.tokenType;
    if (token.expiresAt) {
        answer.expiresAt = QDateTime::fromMSecsSinceEpoch(token.expiresAt, Qt::UTC);
        answer.expiresIn = std::max<qint64>(0, (token.expiresAt - session->clock()->now().toMSecsSinceEpoch()) / 1000);
    }
    return answer;
}

Async<Credentials> Client::Private::credentialsFor(const TokenRequest &request)
{
    const auto ask = [this, request] {
        return call<Credentials>([this, request] { return session->getCredentials(request); });
    };
    if (mistake())
        return ask();
    return m_waiting.join(
        {request, session->state()}, ask, [this](const Result<Credentials> &result) { setError(result.error()); });
}

Async<Credentials> Client::Private::logIn(const WebAuthRequest &request)
{
    // A login that has left the browser and is being stored is nobody's to join.
    if (!webAuth->isPending(request))
        m_loggingIn.close();
    const QPointer<Client> alive(q); // whoever hears that the login before has ended may delete it
    const auto login = webAuth->authorize(request);
    if (!alive)
        return failed<Credentials>(cancelledError());
    const auto signIn = [this, login] {
        return stillHere(login, [this](const WebAuthResult &result) { return session->signIn(result); });
    };
    // One that ended at once was overtaken, or could not begin: it does not join the one that waits.
    return login.isFinished() ? signIn() : m_loggingIn.join(request, signIn);
}

const Credentials *Client::Private::hit(const TokenRequest &request) const
{
    if (mistake() || !session)
        return nullptr;
    return session->cachedCredentials(request);
}

void Client::Private::publish()
{
    const Shown before = shown;
    shown = Shown();
    shown.state = SessionState::SignedOut;
    if (session)
        shown = {session->user(), session->state(), session->isPersistent(), session->credentials().expiresAt};
    const QPointer<Client> alive(q);
    const auto tell = [this, &alive](bool changed, void (Client::*signal)()) {
        if (changed && alive)
            Q_EMIT(q->*signal)();
    };
    const auto is = [](SessionState state, const Shown &a, const Shown &b) {
        return (a.state == state) != (b.state == state);
    };
    const Shown now = shown;
    tell(before.user != now.user, &Client::userChanged);
    tell(before.expiresAt != now.expiresAt, &Client::expiresAtChanged);
    tell(before.persistent != now.persistent, &Client::isPersistentChanged);
    tell(before.state != now.state, &Client::sessionStateChanged);
    tell(is(SessionState::SignedIn, before, now), &Client::isAuthenticatedChanged);
    tell(is(SessionState::Restoring, before, now), &Client::isLoadingChanged);
}

void Client::Private::setError(const Error &failure)
{
    if (failure.code() == Error::NoError || failure.code() == Error::Cancelled
        || failure.code() == Error::InvalidArgument)
        return;
    const bool changed = error != failure;
    error = failure;
    const QPointer<Client> alive(q);
    if (changed)
        Q_EMIT q->errorChanged();
    if (alive)
        Q_EMIT q->errorOccurred(failure);
}

void Client::Private::clearError()
{
    if (error.code() == Error::NoError)
        return;
    error = {};
    Q_EMIT q->errorChanged();
}
} // namespace Auth0
