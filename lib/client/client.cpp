// SPDX-License-Identifier: Apache-2.0
#include "client/client.h"
#include "client/applicationdata.h"
#include "client/camelcase.h"
#include "client/clientprivate.h"
#include "core/queryfields.h"
#include "core/scopes.h"
#include "idtoken/idtokenvalidator.h"
#include "webauth/invitation.h"

namespace Auth0 {
static Error missingAudience(const char *method)
{
    return {
        Error::InvalidArgument,
        QStringLiteral("%1: \"audience\" is missing. Write %1({audience: \"https://api.example.com\"}).")
            .arg(QLatin1String(method))};
}

//! Why the text of an option cannot be a URL; nothing when it is left out, or may be one.
static std::optional<Error> emptyUrl(const char *option, const std::optional<QString> &text)
{
    if (!text || !text->isEmpty())
        return std::nullopt;
    return Error(
        Error::InvalidArgument,
        QStringLiteral("%1 is \"\", which is no URL: leave it out for the default.").arg(QLatin1String(option)));
}

//! Why \a parameters of an application cannot go into a refresh; nothing when they can.
static std::optional<Error> unfitForARefresh(const QVariantMap &parameters)
{
    if (parameters.isEmpty())
        return std::nullopt;
    const auto fields = fieldsOf(
        parameters,
        {QStringLiteral("grant_type"), QStringLiteral("client_id"), QStringLiteral("client_secret"),
         QStringLiteral("refresh_token"), QStringLiteral("scope"), QStringLiteral("audience")});
    return fields ? std::nullopt : std::optional(fields.error());
}

Client::Client(const Configuration &configuration, QObject *parent)
    : Client(configuration, Services(), parent)
{
}

Client::Client(const Configuration &configuration, const Services &services, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, services))
{
    d->configure(configuration);
}

Client::~Client()
{
    // Whoever waits for one of them may still call this client, or delete another of them.
    const auto found = findChildren<Fetcher *>(QString(), Qt::FindDirectChildrenOnly);
    const QList<QPointer<Fetcher>> fetchers(found.begin(), found.end());
    for (const QPointer<Fetcher> &fetcher : fetchers)
        delete fetcher;
    d->close();
}

const Configuration &Client::configuration() const { return d->configuration; }

void Client::setConfiguration(const Configuration &configuration) { d->configure(configuration); }

UserProfile Client::user() const { return d->shown.user; }

SessionState Client::sessionState() const { return d->shown.state; }

bool Client::isAuthenticated() const { return d->shown.state == SessionState::SignedIn; }

bool Client::isLoading() const { return d->shown.state == SessionState::Restoring; }

bool Client::isPersistent() const { return d->shown.persistent; }

Error Client::error() const { return d->error; }

Login *Client::login() const { return d->login(); }

QDateTime Client::expiresAt() const { return d->shown.expiresAt; }

QStringList Client::callbackUrls() const { return d->configuration.callbackUrls(); }

Async<Credentials> Client::authorize(const AuthorizeOptions &options)
{
    return d->call<Credentials>([this, options]() -> Async<Credentials> {
        if (const auto wrong = emptyUrl("redirectUrl", options.redirectUrl))
            return failed<Credentials>(*wrong);
        if (options.invitationUrl && options.invitationUrl->isEmpty())
            return failed<Credentials>(Invitation::fromUrl({}).error());
        const WebAuthRequest request = d->loginRequest(options);
        if (options.store.value_or(true))
            return d->logIn(request);
        const QPointer<Client> alive(this); // whoever hears that the login before has ended may delete it
        const auto login = d->webAuth->authorize(request);
        if (!alive)
            return failed<Credentials>(cancelledError());
        return d->stillHere(
            login, [this](const WebAuthResult &result) { return ready(d->session->handedOut(result)); });
    });
}

Async<Done> Client::cancelWebAuth()
{
    // Behind a login that waits for the store as well.
    return d->call<Done>([this] {
        d->webAuth->cancel();
        return ready(Done{});
    });
}

Async<Done> Client::clearSession(const ClearSessionOptions &options)
{
    return d->call<Done>([this, options]() -> Async<Done> {
        if (const auto wrong = emptyUrl("returnToUrl", options.returnToUrl))
            return failed<Done>(*wrong);
        const auto held = d->session->snapshot();
        const WebLogoutRequest request = d->logoutRequest(options, held ? held->tokenSet.idToken : QString());
        if (const Result<Done> fit = d->webAuth->check(request); !fit)
            return QtFuture::makeReadyFuture(fit);
        // Whoever hears of an end may delete the client, or go over to another session.
        const auto isHere = d->staying();
        d->webAuth->cancel();
        const auto local = isHere() ? d->session->signOut() : failed<Done>(cancelledError());
        if (!isHere())
            return local;
        const auto revoked =
            options.revoke.value_or(false) && held ? d->session->revoke(held->tokenSet.refreshToken) : ready(Done{});
        // All three run side by side. The browser's part may stay unanswered: the user is logged out here all the same.
        const auto page = d->webAuth->logout(request);
        if (!isHere())
            return local;
        return whenDone(page, this, [this, local, revoked](const Result<Done> &browser) {
            const Error::Code code = browser.error().code();
            const auto shown = code == Error::Timeout || code == Error::Cancelled ? Result<Done>(Done{}) : browser;
            return andThen(local, this, [this, revoked, shown](Done) {
                return andThen(revoked, this, [shown](Done) { return QtFuture::makeReadyFuture(shown); });
            });
        });
    });
}

Async<Credentials> Client::getCredentials(const GetCredentialsOptions &options)
{
    if (const auto wrong = unfitForARefresh(options.parameters))
        return failed<Credentials>(*wrong);
    const TokenRequest request = d->tokenRequest(options);
    // The path of every API call: no continuation, no allocation beyond the future.
    if (const Credentials *hit = d->hit(request))
        return ready(*hit);
    return d->credentialsFor(request);
}

Async<bool> Client::hasValidCredentials(const HasValidCredentialsOptions &options)
{
    const auto minTtl = options.minTtl.value_or(std::chrono::milliseconds(0));
    // Asked again and again, and no settings count for it.
    if (!d->mistake() && d->session->state() != SessionState::Restoring)
        return ready(d->session->hasValidCredentials(minTtl));
    return d->call<bool>([this, minTtl] { return ready(d->session->hasValidCredentials(minTtl)); });
}

Async<Done> Client::saveCredentials(const Credentials &credentials)
{
    return d->call<Done>([this, credentials]() -> Async<Done> {
        if (credentials.accessToken.isEmpty() && credentials.idToken.isEmpty())
            return failed<Done>(
                {Error::InvalidArgument,
                 QStringLiteral("saveCredentials needs an accessToken or an idToken; both are empty.")});
        QJsonObject claims;
        if (!credentials.idToken.isEmpty()) {
            const auto own = IdTokenValidator::decodeOwn(
                credentials.idToken, d->settings().tenant.issuer(), d->configuration.clientId);
            if (!own)
                return failed<Done>(own.error());
            claims = *own;
        }
        return d->session->takeOver(credentials, claims, d->configuration.audience, d->configuration.scope);
    });
}

Async<Done> Client::clearCredentials(const ClearCredentialsOptions &options)
{
    return d->call<Done>([this, options]() -> Async<Done> {
        // Whoever hears of an end may delete the client, or go over to another session.
        const auto isHere = d->staying();
        d->webAuth->cancel();
        const auto held = isHere() ? d->session->snapshot() : std::nullopt;
        const auto local = isHere() ? d->session->signOut() : failed<Done>(cancelledError());
        if (!isHere())
            return local;
        const bool revoke = options.revoke.value_or(false) && held;
        const auto revoked = revoke ? d->session->revoke(held->tokenSet.refreshToken) : ready(Done{});
        return andThen(local, this, [revoked](Done) { return revoked; });
    });
}

Async<ApiCredentials> Client::getApiCredentials(const GetApiCredentialsOptions &options)
{
    if (options.audience.value_or(QString()).isEmpty())
        return failed<ApiCredentials>(missingAudience("getApiCredentials"));
    if (const auto wrong = unfitForARefresh(options.parameters))
        return failed<ApiCredentials>(*wrong);
    return d->call<ApiCredentials>([this, options] { return d->session->apiCredentials(d->tokenRequest(options)); });
}

Async<Done> Client::clearApiCredentials(const ClearApiCredentialsOptions &options)
{
    if (options.audience.value_or(QString()).isEmpty())
        return failed<Done>(missingAudience("clearApiCredentials"));
    return d->call<Done>([this, options] {
        const auto scope = options.scope ? std::optional(Scopes::withOpenId(*options.scope)) : std::nullopt;
        return d->session->clearApiCredentials(*options.audience, scope);
    });
}

Async<AccessToken> Client::getAccessToken(const GetAccessTokenOptions &options)
{
    return d->call<AccessToken>([this, options] {
        const QPointer<Client> alive(this); // whoever hears that the session has ended may delete it
        const auto held = d->session->token(d->tokenRequest(options));
        if (!alive)
            return failed<AccessToken>(cancelledError());
        return d->stillHere(held, [this](const StoredToken &token) { return ready(d->accessToken(token)); });
    });
}

Async<QVariantMap> Client::getDPoPHeaders(const GetDPoPHeadersOptions &options)
{
    // The path of every API call, like that of getCredentials().
    if (auto headers = d->presented(options))
        return ready(*std::move(headers));
    return d->call<QVariantMap>(
        [this, options] { return QtFuture::makeReadyFuture(d->headersFor(d->tokenUse(options))); });
}

Async<std::optional<SessionData>> Client::getSession()
{
    return d->call<std::optional<SessionData>>([this] { return ready(d->session->snapshot()); });
}

Async<Done> Client::updateSession(const UpdateSessionOptions &options)
{
    return d->call<Done>([this, options] {
        const Result<QJsonObject> data = applicationData(options);
        return data ? d->session->setData(*data) : failed<Done>(data.error());
    });
}

Async<QList<Account>> Client::listAccounts()
{
    return d->call<QList<Account>>([this] { return ready(d->session->accounts()); });
}

Async<SessionState> Client::restore()
{
    return d->call<SessionState>([this] { return d->session->restore(); });
}

Async<QVariantMap> Client::userInfo()
{
    return d->call<QVariantMap>([this] {
        return d->session->userInfo().then([](const Result<QJsonObject> &claims) {
            return claims ? Result<QVariantMap>(camelCased(*claims)) : Result<QVariantMap>(claims.error());
        });
    });
}

Async<UserProfile> Client::refreshUser()
{
    return d->call<UserProfile>([this] { return d->session->refreshUser(); });
}

Async<Done> Client::revokeRefreshToken()
{
    return d->call<Done>([this]() -> Async<Done> {
        const auto held = d->session->snapshot();
        if (!held)
            return failed<Done>(d->session->signedOutError());
        if (held->tokenSet.refreshToken.isEmpty())
            return failed<Done>(
                {Error::NoRefreshToken, QStringLiteral("The session has no refresh token to be revoked.")});
        return d->stillHere(
            d->session->revoke(held->tokenSet.refreshToken), [this](Done) { return d->session->signOut(); });
    });
}
} // namespace Auth0
