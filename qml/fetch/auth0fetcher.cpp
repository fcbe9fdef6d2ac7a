// SPDX-License-Identifier: Apache-2.0
#include "fetch/auth0fetcher.h"
#include "context/auth0context.h"
#include "fetch/fetcher.h"
#include "fetch/responseobject.h"
#include "logging.h"
#include "promise/fromscript.h"
#include "provider/providerprivate.h"
#include <QtQml/QJSEngine>

namespace Auth0 {
namespace {
Error wrong(const QString &what) { return {Error::InvalidArgument, QStringLiteral("fetch: ") + what}; }

QJSValue optionalString(const std::optional<QString> &text) { return text ? QJSValue(*text) : QJSValue(); }

//! The request as `fetch(url, init)` of JavaScript has it.
QJSValue initOf(QJSEngine *engine, const FetchRequest &request)
{
    QJSValue headers = engine->newObject();
    bool isText = false;
    for (const auto &[name, value] : request.headers) {
        headers.setProperty(QString::fromLatin1(name), QString::fromUtf8(value));
        const bool isType = name.compare("content-type", Qt::CaseInsensitive) == 0;
        isText = isText || (isType && (value.contains("json") || value.contains("text") || value.contains("form-")));
    }
    QJSValue init = engine->newObject();
    init.setProperty(QStringLiteral("method"), QString::fromLatin1(request.method));
    init.setProperty(QStringLiteral("headers"), headers);
    if (!request.body.isEmpty())
        init.setProperty(
            QStringLiteral("body"),
            isText ? QJSValue(QString::fromUtf8(request.body)) : engine->toScriptValue(request.body));
    return init;
}

Result<AccessToken> tokenOf(const QJSValue &answer)
{
    AccessToken token;
    const bool isObject = answer.isObject();
    const auto member = [&answer](const char *name) {
        const QJSValue value = answer.property(QLatin1String(name));
        return value.isString() ? value.toString() : QString();
    };
    token.token = isObject ? member("token") : answer.toString();
    if (isObject)
        token.tokenType = member("token_type").isEmpty() ? member("tokenType") : member("token_type");
    if ((isObject || answer.isString()) && !token.token.isEmpty())
        return token;
    return wrong(QStringLiteral("the fetcher's own getAccessToken must return the token, {token, token_type}, or a "
                                "promise of it, not %1.")
                     .arg(Options::typeOf(answer)));
}
} // namespace

Auth0Fetcher::Auth0Fetcher(QObject *parent)
    : QObject(parent)
{
}

Auth0Fetcher::Auth0Fetcher(Auth0Provider *provider, const Result<FetcherSettings> &settings)
    : m_provider(provider)
    , m_isEnginesOwn(true)
{
    if (settings)
        m_settings = *settings;
    else
        m_mistake = settings.error();
}

Auth0Fetcher::~Auth0Fetcher() { delete m_fetcher; }

Auth0Provider *Auth0Fetcher::provider()
{
    if (m_provider || m_isEnginesOwn)
        return m_provider;
    if (!m_context) {
        m_context = qobject_cast<Auth0Context *>(qmlAttachedPropertiesObject<Auth0Context>(this));
        connect(m_context, &Auth0Context::providerChanged, this, &Auth0Fetcher::providerChanged);
    }
    return m_context->provider();
}

void Auth0Fetcher::setProvider(Auth0Provider *provider)
{
    if (m_provider == provider)
        return;
    m_provider = provider;
    Q_EMIT providerChanged();
}

void Auth0Fetcher::setBaseUrl(const QString &baseUrl)
{
    if (m_settings.baseUrl == baseUrl)
        return;
    m_settings.baseUrl = baseUrl;
    Q_EMIT baseUrlChanged();
}

void Auth0Fetcher::setAudience(const QString &audience)
{
    if (m_audience == audience)
        return;
    m_audience = audience;
    Q_EMIT audienceChanged();
}

void Auth0Fetcher::setAllowedOrigins(const QStringList &origins)
{
    if (m_settings.allowedOrigins == origins)
        return;
    m_settings.allowedOrigins = origins;
    Q_EMIT allowedOriginsChanged();
}

Promises *Auth0Fetcher::promises() const
{
    QJSEngine *engine = qjsEngine(this);
    if (!engine)
        qCWarning(lcQml) << "Auth0Fetcher is for QML; C++ has createFetcher() of Auth0::Client.";
    return engine ? Promises::of(engine) : nullptr;
}

QJSValue Auth0Fetcher::fetch(const QJSValue &url, const QJSValue &options, const QJSValue &more)
{
    Promises *const promises = this->promises();
    if (!promises)
        return {};
    const auto rejected = [promises](const Error &error) { return promises->rejected("fetch", error); };
    if (m_mistake)
        return rejected(*m_mistake);
    QString target;
    if (const QString complaint = Options::Kind<QString>::read(url, target); !complaint.isEmpty())
        return rejected(wrong(QStringLiteral("url ") + complaint + QLatin1Char('.')));
    Result<FetchOptions> read = Options::read<FetchOptions>("fetch", {options, more});
    if (!read)
        return rejected(read.error());
    Auth0Provider *const session = provider();
    if (!session)
        return rejected(wrong(
            m_isEnginesOwn ? QStringLiteral("its provider is gone.")
                           : QStringLiteral("set the Auth0Fetcher's provider.")));
    FetchOptions wanted = *read;
    if (!wanted.audience && !m_audience.isEmpty())
        wanted.audience = m_audience;
    // Without a reference of its own the engine might collect the fetcher that is still needed.
    const QJSValue self = m_isEnginesOwn ? promises->engine()->newQObject(this) : QJSValue();
    const auto convert = [self](QJSEngine *engine, const FetchResponse &response) {
        return ResponseObject::make(engine, response);
    };
    const QPointer<Auth0Fetcher> alive(this);
    const auto running = session->d->begin<FetchResponse>([alive, target, wanted](Client *client) {
        return alive ? alive->send(client, target, wanted) : failed<FetchResponse>(cancelledError());
    });
    return toPromise(promises, "fetch", running, convert);
}

Async<FetchResponse> Auth0Fetcher::send(Client *client, const QString &url, const FetchOptions &options)
{
    if (m_fetcher && m_fetcher->parent() != client) {
        const Fetcher *former = m_fetcher;
        m_fetcher.clear();
        delete former;
    }
    if (!m_fetcher) {
        m_fetcher = client->createFetcher();
        connect(m_fetcher, &Fetcher::progress, this, &Auth0Fetcher::progress);
    }
    m_fetcher->setOptions(clientOptions());
    return m_fetcher->fetch(url, options);
}

CreateFetcherOptions Auth0Fetcher::clientOptions()
{
    CreateFetcherOptions options;
    options.baseUrl = m_settings.baseUrl;
    options.allowedOrigins = m_settings.allowedOrigins;
    options.nonceStorageId = m_settings.nonceStorageId;
    options.useDPoP = m_settings.useDPoP;
    // The fetcher of the client dies with this object.
    if (m_settings.fetch)
        options.fetch = [this](const FetchRequest &request) { return transmit(request); };
    if (m_settings.getAccessToken)
        options.getAccessToken = [this](const AccessTokenRequest &request) { return askForToken(request); };
    return options;
}

Async<FetchResponse> Auth0Fetcher::transmit(const FetchRequest &request)
{
    QJSEngine *engine = promises()->engine();
    const QString url = request.url.toString(QUrl::FullyEncoded);
    return andThen(
        FromScript::call(engine, *m_settings.fetch, {url, initOf(engine, request)}, Error::NetworkFailure), this,
        [url = request.url](const QJSValue &answer) {
            return QtFuture::makeReadyFuture(ResponseObject::read(answer, url));
        });
}

Async<AccessToken> Auth0Fetcher::askForToken(const AccessTokenRequest &request)
{
    QJSEngine *engine = promises()->engine();
    QJSValue parameters = engine->newObject();
    parameters.setProperty(QStringLiteral("audience"), optionalString(request.audience));
    parameters.setProperty(QStringLiteral("scope"), optionalString(request.scope));
    parameters.setProperty(QStringLiteral("refresh"), request.refresh);
    return andThen(
        FromScript::call(engine, *m_settings.getAccessToken, {parameters}, Error::Unknown), this,
        [](const QJSValue &answer) { return QtFuture::makeReadyFuture(tokenOf(answer)); });
}

void Auth0Fetcher::abort(const QJSValue &tag)
{
    if (m_fetcher)
        m_fetcher->abort(tag.isUndefined() || tag.isNull() ? std::nullopt : std::optional(tag.toString()));
}
} // namespace Auth0
