// SPDX-License-Identifier: Apache-2.0
#include "http/httpclient.h"
#include "core/logging.h"
#include "http/exchange.h"
#include "http/proxychoice.h"
#include "http/readonce.h"
#include "http/requestsigner.h"
#include "http/telemetry.h"
#include <QtCore/QFile>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

namespace Auth0 {
class HttpClient::Private
{
public:
    Async<HttpResponse> attempt(const HttpRequest &request, bool first);
    Async<HttpResponse> launch(const HttpRequest &request, const QList<std::pair<QByteArray, QByteArray>> &proof);
    QNetworkRequest networkRequest(const HttpRequest &request) const;
    Result<Done> prepareTls();
    QNetworkAccessManager *manager();
    void noteDate(const HttpResponse &response);

    HttpClient *q;
    QNetworkAccessManager *given;
    std::unique_ptr<QNetworkAccessManager> own;
    Clock *clock;
    HttpSettings settings;
    std::optional<QSslConfiguration> tls;
    std::chrono::milliseconds offset{0};
};

HttpClient::HttpClient(QNetworkAccessManager *network, Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->given = network;
    d->clock = clock;
}

HttpClient::~HttpClient()
{
    // Those who wait are answered while the client is still whole.
    const auto pending = findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(pending);
}

void HttpClient::setSettings(const HttpSettings &settings)
{
    if (d->settings.caCertificates != settings.caCertificates)
        d->tls.reset();
    d->settings = settings;
}

std::chrono::milliseconds HttpClient::clockOffset() const { return d->offset; }

QNetworkAccessManager *HttpClient::Private::manager()
{
    if (given)
        return given;
    if (!own) {
        own = std::make_unique<QNetworkAccessManager>();
        own->setAutoDeleteReplies(false);
    }
    return own.get();
}

Result<Done> HttpClient::Private::prepareTls()
{
    if (tls)
        return Done{};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!settings.caCertificates.isEmpty()) {
        QFile file(settings.caCertificates);
        const auto certificates =
            file.open(QIODevice::ReadOnly) ? QSslCertificate::fromDevice(&file, QSsl::Pem) : QList<QSslCertificate>();
        if (certificates.isEmpty())
            return Error(
                Error::InvalidConfiguration,
                QStringLiteral("caCertificates \"%1\" holds no PEM certificate that can be read.")
                    .arg(settings.caCertificates));
        configuration.addCaCertificates(certificates);
    }
    tls = configuration;
    return Done{};
}

QNetworkRequest HttpClient::Private::networkRequest(const HttpRequest &request) const
{
    QNetworkRequest out(request.url);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (tls)
        out.setSslConfiguration(*tls);
    out.setRawHeader("Accept", "application/json");
    if (settings.telemetry)
        out.setRawHeader("Auth0-Client", telemetryValue());
    if (!request.contentType.isEmpty())
        out.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    return out;
}

Async<HttpResponse> HttpClient::send(const HttpRequest &request)
{
    if (const auto prepared = d->prepareTls(); !prepared)
        return failed<HttpResponse>(prepared.error());
    if (d->given)
        return d->attempt(request, true);
    return andThen(proxyFor(request.url), this, [this, request](const QNetworkProxy &proxy) {
        if (d->manager()->proxy() != proxy)
            d->manager()->setProxy(proxy);
        return d->attempt(request, true);
    });
}

Async<HttpResponse> HttpClient::Private::attempt(const HttpRequest &request, bool first)
{
    if (!request.signer)
        return launch(request, {});
    const auto proof = request.signer->sign(request.method, request.url);
    if (!proof)
        return failed<HttpResponse>(proof.error());
    return andThen(launch(request, *proof), q, [this, request, first](const HttpResponse &response) {
        return request.signer->wantsRetry(request.url, response) && first ? attempt(request, false) : ready(response);
    });
}

Async<HttpResponse>
HttpClient::Private::launch(const HttpRequest &request, const QList<std::pair<QByteArray, QByteArray>> &proof)
{
    QNetworkRequest out = networkRequest(request);
    for (const auto &[name, value] : proof)
        out.setRawHeader(name, value);
    QNetworkReply *reply = nullptr;
    if (request.method == "GET") {
        reply = manager()->get(out);
    } else {
        // All three together keep QNetworkAccessManager from sending the body again by itself.
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        auto *body = new ReadOnce(request.body);
        reply = manager()->sendCustomRequest(out, request.method, body);
        body->setParent(reply);
    }
    auto *exchange = new Exchange(reply, settings.timeout, clock, q);
    return andThen(exchange->future(), q, [this](const HttpResponse &response) {
        noteDate(response);
        return ready(response);
    });
}

void HttpClient::Private::noteDate(const HttpResponse &response)
{
    // `Date` has whole seconds: a difference below two is rounding.
    if (!response.date.isValid())
        return;
    const qint64 difference = clock->now().msecsTo(response.date);
    offset = std::chrono::milliseconds(qAbs(difference) < 2000 ? 0 : difference);
}

void HttpClient::preconnect(const QUrl &url)
{
    if (!d->prepareTls())
        return;
    if (url.scheme() == QLatin1String("https"))
        d->manager()->connectToHostEncrypted(url.host(), quint16(url.port(443)), *d->tls);
    else
        d->manager()->connectToHost(url.host(), quint16(url.port(80)));
}
} // namespace Auth0
