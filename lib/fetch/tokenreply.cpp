// SPDX-License-Identifier: Apache-2.0
#include "fetch/tokenreply.h"
#include "fetch/redirect.h"
#include "http/httpdate.h"

namespace Auth0 {
namespace {
//! Posts to the desk; \a work runs on its thread, with the desk.
bool post(const std::shared_ptr<Mailbox> &desk, std::function<void(TokenDesk *)> work)
{
    return desk->post([work = std::move(work)](QObject *owner) { work(static_cast<TokenDesk *>(owner)); });
}

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD";
    case QNetworkAccessManager::PutOperation:
        return "PUT";
    case QNetworkAccessManager::PostOperation:
        return "POST";
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE";
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    default:
        return "GET";
    }
}

constexpr QNetworkRequest::Attribute shown[]{
    QNetworkRequest::HttpStatusCodeAttribute,    QNetworkRequest::HttpReasonPhraseAttribute,
    QNetworkRequest::RedirectionTargetAttribute, QNetworkRequest::ConnectionEncryptedAttribute,
    QNetworkRequest::SourceIsFromCacheAttribute, QNetworkRequest::HttpPipeliningWasUsedAttribute,
    QNetworkRequest::Http2WasUsedAttribute,      QNetworkRequest::OriginalContentLengthAttribute};
} // namespace

TokenReply::TokenReply(
    TokenNetworkAccessManager *manager, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
    QIODevice *body)
    : QNetworkReply(manager)
    , m_manager(manager)
    , m_desk(manager->desk())
    , m_mailbox(std::make_shared<Mailbox>(this))
    , m_number(TokenDesk::newNumber())
    , m_request(request)
    , m_operation(operation)
{
    setRequest(request);
    setOperation(operation);
    setUrl(request.url());
    open(ReadOnly | Unbuffered);
    if (body) {
        const bool isStreamed = request.attribute(QNetworkRequest::DoNotBufferUploadDataAttribute).toBool()
            && request.header(QNetworkRequest::ContentLengthHeader).isValid();
        m_body = new UploadBody(body, isStreamed, this);
        connect(m_body, &UploadBody::becameWhole, this, &TokenReply::askForToken);
        const auto lost = [this] {
            if (m_body && !m_body->isWhole())
                abort();
        };
        connect(body, &QObject::destroyed, this, lost, Qt::QueuedConnection);
    }
    if (!m_body || m_body->isWhole())
        askForToken();
}

TokenReply::~TokenReply()
{
    m_mailbox->close();
    dropInner();
    post(m_desk, [number = m_number](TokenDesk *desk) { desk->forget(number); });
}

void TokenReply::askForToken()
{
    if (isFinished() || !m_manager)
        return;
    const auto answer = [own = m_mailbox](const Result<TokenDesk::Permit> &permit) {
        own->post([permit](QObject *reply) { static_cast<TokenReply *>(reply)->presented(permit); });
    };
    const QByteArray method = methodOf(m_operation, m_request);
    const QUrl url = m_request.url();
    const bool posted = post(m_desk, [number = m_number, method, url, answer](TokenDesk *desk) {
        desk->present(number, method, url, answer);
    });
    if (!posted)
        answer(cancelledError());
}

void TokenReply::presented(const Result<TokenDesk::Permit> &permit)
{
    if (isFinished())
        return;
    if (permit) {
        m_trust = permit->trust;
        m_showsToken = !permit->headers.isEmpty();
        return launch(permit->headers);
    }
    const Error error = permit.error();
    NetworkError code = AuthenticationRequiredError;
    if (error.code() == Error::Cancelled)
        code = OperationCanceledError;
    else if (error.isRetryable())
        code = TemporaryNetworkFailureError;
    else if (error.code() == Error::InvalidConfiguration)
        code = UnknownNetworkError;
    finishWith(code, error.toString());
}

void TokenReply::launch(const FetchHeaders &proof)
{
    if (!m_manager)
        return finishWith(OperationCanceledError, cancelledError().message());
    QNetworkRequest out = m_request;
    out.setRawHeader("Authorization", {});
    out.setRawHeader("DPoP", {});
    for (const auto &[name, value] : proof)
        out.setRawHeader(name, value);
    // Another origin's answers are Qt's matter; until then nobody else may carry the token on.
    if (m_showsToken)
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    if (m_trust && m_manager->origins().allows(out.url())
        && out.sslConfiguration() == QSslConfiguration::defaultConfiguration())
        out.setSslConfiguration(*m_trust);
    m_isJudged = m_isWaiting = false;
    m_inner = sent(out);
    // It stays the manager's child: the manager deletes every reply below it, and must not meet one twice.
    connectInner();
}

QNetworkReply *TokenReply::sent(QNetworkRequest request)
{
    const bool isSafe = m_operation == QNetworkAccessManager::GetOperation
        || m_operation == QNetworkAccessManager::HeadOperation || m_operation == QNetworkAccessManager::DeleteOperation;
    auto body = m_body ? m_body->readOnce() : isSafe ? nullptr : std::make_unique<ReadOnce>(QByteArray());
    if (!m_showsToken || !body)
        return m_manager->sendPlain(m_operation, request, m_body ? m_body->device() : nullptr);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_body ? m_body->size() : 0);
    m_sent = body.release();
    QNetworkReply *reply = m_manager->sendPlain(m_operation, request, m_sent);
    m_sent->setParent(reply);
    return reply;
}

void TokenReply::connectInner()
{
    QNetworkReply *inner = m_inner;
    if (m_ignoresSslErrors)
        inner->ignoreSslErrors();
    inner->setReadBufferSize(readBufferSize());
    connect(inner, &QNetworkReply::metaDataChanged, this, &TokenReply::onHead);
    connect(inner, &QNetworkReply::readyRead, this, [this] {
        if (m_isJudged)
            Q_EMIT readyRead();
    });
    connect(inner, &QNetworkReply::finished, this, &TokenReply::onFinished);
    connect(inner, &QNetworkReply::encrypted, this, &QNetworkReply::encrypted);
    connect(inner, &QNetworkReply::sslErrors, this, &QNetworkReply::sslErrors);
    connect(inner, &QNetworkReply::redirected, this, [this](const QUrl &url) {
        setUrl(url);
        Q_EMIT redirected(url);
    });
    connect(inner, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        // Qt does not ask a body that is read once how long it is; it ends with 0 of 0.
        Q_EMIT uploadProgress(sent, sent > 0 && m_sent && m_body ? m_body->size() : total);
    });
    connect(inner, &QNetworkReply::downloadProgress, this, [this](qint64 received, qint64 total) {
        if (m_isJudged)
            Q_EMIT downloadProgress(received, total);
    });
}

void TokenReply::dropInner()
{
    if (!m_inner)
        return;
    m_inner->disconnect(this);
    m_inner->abort();
    m_inner->deleteLater(); // it may be inside a signal of its own
    m_inner = nullptr;
}

HttpResponse TokenReply::head() const
{
    HttpResponse response;
    response.status = m_inner->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto pairs = m_inner->rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        response.headers.append({name, value});
    response.date = fromHttpDate(response.header("Date"));
    return response;
}

void TokenReply::onHead()
{
    if (m_isJudged || m_isWaiting || !m_inner)
        return;
    if (!m_showsToken || !m_manager)
        return showHead();
    const HttpResponse response = head();
    if (m_sent && (response.status == 307 || response.status == 308))
        m_sent->setAnswered();
    TokenDesk::Judged answer = [](const auto &) {};
    m_isWaiting = response.status == 401 && maySendAgain();
    if (m_isWaiting)
        answer = [own = m_mailbox](const Result<std::optional<FetchHeaders>> &again) {
            own->post([again](QObject *reply) { static_cast<TokenReply *>(reply)->heeded(again); });
        };
    const bool posted =
        post(m_desk, [number = m_number, response, answer](TokenDesk *desk) { desk->heed(number, response, answer); });
    if (m_isWaiting && posted)
        return;
    m_isWaiting = false;
    if (!follow())
        showHead();
}

void TokenReply::heeded(const Result<std::optional<FetchHeaders>> &again)
{
    if (isFinished() || !m_inner || !std::exchange(m_isWaiting, false))
        return;
    if (again && *again && (!m_body || m_body->rewind())) {
        dropInner();
        return launch(**again);
    }
    if (!again && again.error().isRetryable())
        return finishWith(TemporaryNetworkFailureError, again.error().toString());
    showHead();
}

void TokenReply::showHead()
{
    m_isJudged = true;
    for (const auto code : shown)
        setAttribute(code, m_inner->attribute(code));
    const auto pairs = m_inner->rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        setRawHeader(name, value);
    const QPointer<TokenReply> alive(this);
    Q_EMIT metaDataChanged();
    if (alive && m_inner && m_inner->bytesAvailable() > 0)
        Q_EMIT readyRead();
    if (alive && m_inner && m_inner->isFinished())
        onFinished();
}

bool TokenReply::follow()
{
    const HttpResponse response = head();
    const QVariant asked = m_request.attribute(QNetworkRequest::RedirectPolicyAttribute);
    const int policy = asked.isValid() ? asked.toInt() : int(m_manager->redirectPolicy());
    if (!Redirect::isRedirect(response.status) || policy == QNetworkRequest::ManualRedirectPolicy
        || m_redirects >= m_request.maximumRedirectsAllowed())
        return false;
    const QUrl from = m_request.url();
    const auto target = Redirect::target(response.header("Location"), from);
    const bool sameOrigin = target && originOf(*target) == originOf(from);
    const bool lessSafe = target && from.scheme() == QLatin1String("https") && target->scheme() != from.scheme();
    if (!target || lessSafe || (!sameOrigin && policy != QNetworkRequest::NoLessSafeRedirectPolicy))
        return false;
    ++m_redirects;
    const QByteArray before = methodOf(m_operation, m_request);
    FetchRequest next{before, from, {}, {}};
    next = Redirect::followed(next, response.status, *target);
    if (next.method != before) {
        m_operation = QNetworkAccessManager::GetOperation;
        delete std::exchange(m_body, nullptr);
        m_request.setHeader(QNetworkRequest::ContentTypeHeader, {});
        m_request.setHeader(QNetworkRequest::ContentLengthHeader, {});
    } else if (m_body && !m_body->rewind()) {
        return false;
    }
    dropInner();
    m_request.setUrl(next.url);
    setUrl(next.url);
    const QPointer<TokenReply> alive(this);
    Q_EMIT redirected(next.url);
    if (!alive || isFinished()) // aborted by whoever heard of it
        return true;
    m_showsToken = sameOrigin;
    if (sameOrigin) {
        askForToken();
    } else {
        m_request.setRawHeader("Cookie", {});
        launch({});
    }
    return true;
}

void TokenReply::onFinished()
{
    if (isFinished() || !m_inner || m_isWaiting)
        return;
    if (!m_isJudged && m_inner->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        return onHead(); // comes back here, or starts anew
    finishWith(m_inner->error(), m_inner->errorString());
}

void TokenReply::finishWith(NetworkError error, const QString &text)
{
    if (isFinished())
        return;
    setFinished(true);
    const QPointer<TokenReply> alive(this);
    if (error != NoError) {
        setError(error, text);
        Q_EMIT errorOccurred(error);
    }
    if (alive)
        Q_EMIT readChannelFinished();
    if (alive)
        Q_EMIT finished();
}

void TokenReply::abort()
{
    if (isFinished())
        return;
    dropInner();
    finishWith(OperationCanceledError, cancelledError().message());
}

void TokenReply::close()
{
    if (m_inner)
        m_inner->close();
    QNetworkReply::close();
}

qint64 TokenReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + (m_inner && m_isJudged ? m_inner->bytesAvailable() : 0);
}

void TokenReply::setReadBufferSize(qint64 size)
{
    QNetworkReply::setReadBufferSize(size);
    if (m_inner)
        m_inner->setReadBufferSize(size);
}

qint64 TokenReply::readData(char *to, qint64 most)
{
    if (!m_inner || !m_isJudged)
        return isFinished() ? -1 : 0;
    const qint64 count = m_inner->read(to, most);
    return count == 0 && isFinished() ? -1 : count;
}

void TokenReply::ignoreSslErrors()
{
    m_ignoresSslErrors = true;
    if (m_inner)
        m_inner->ignoreSslErrors();
}

void TokenReply::ignoreSslErrorsImplementation(const QList<QSslError> &errors)
{
    if (m_inner)
        m_inner->ignoreSslErrors(errors);
}

void TokenReply::setSslConfigurationImplementation(const QSslConfiguration &configuration)
{
    m_request.setSslConfiguration(configuration);
    if (m_inner)
        m_inner->setSslConfiguration(configuration);
}

void TokenReply::sslConfigurationImplementation(QSslConfiguration &configuration) const
{
    configuration = m_inner ? m_inner->sslConfiguration() : m_request.sslConfiguration();
}
} // namespace Auth0
