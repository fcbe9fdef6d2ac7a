// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <cstring>

namespace Auth0::Test {
//! What the tenant says to one request.
struct ScriptedAnswer
{
    int status = 200;
    QJsonObject body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError; //!< instead of an answer
    QList<std::pair<QByteArray, QByteArray>> headers;
    bool held = false; //!< until release()
};

class ScriptedReply : public QNetworkReply
{
    Q_OBJECT
public:
    ScriptedReply(
        const QNetworkRequest &request, QNetworkAccessManager::Operation operation, const ScriptedAnswer &answer,
        QObject *parent)
        : QNetworkReply(parent)
        , m_body(QJsonDocument(answer.body).toJson())
    {
        setRequest(request);
        setUrl(request.url());
        setOperation(operation);
        open(ReadOnly | Unbuffered);
        if (answer.error == NoError)
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
        else
            setError(answer.error, QStringLiteral("scripted"));
        for (const auto &[name, value] : answer.headers)
            setRawHeader(name, value);
        if (answer.error != NoError)
            m_body.clear();
        if (!answer.held)
            release();
    }
    void release()
    {
        QTimer::singleShot(0, this, [this] {
            setFinished(true);
            Q_EMIT finished();
        });
    }
    void abort() override { }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QNetworkReply::bytesAvailable(); }
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 count = qMin(most, qint64(m_body.size()) - m_at);
        std::memcpy(to, m_body.constData() + m_at, size_t(count));
        m_at += count;
        return count;
    }

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

//! Answers POSTs to the token endpoint in the order of the script, and requests for keys with an empty set. Nothing
//! else.
class TokenEndpoint : public QNetworkAccessManager
{
    Q_OBJECT
public:
    QList<ScriptedAnswer> script;
    QList<QUrlQuery> posts;
    ScriptedReply *last = nullptr;

    QStringList sentTokens() const
    {
        QStringList tokens;
        for (const QUrlQuery &post : posts)
            tokens.append(post.queryItemValue(QStringLiteral("refresh_token")));
        return tokens;
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        if (!request.url().path().endsWith(QLatin1String("oauth/token")))
            return new ScriptedReply(
                request, operation, {200, {{QStringLiteral("keys"), QJsonArray()}}, {}, {}, false}, this);
        posts.append(QUrlQuery(QString::fromUtf8(body->readAll())));
        const ScriptedAnswer answer =
            script.isEmpty() ? ScriptedAnswer{0, {}, QNetworkReply::UnknownServerError, {}, false} : script.takeFirst();
        last = new ScriptedReply(request, operation, answer, this);
        return last;
    }
};
} // namespace Auth0::Test
