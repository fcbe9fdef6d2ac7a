// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTimer>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>
#include <functional>

namespace Auth0::Test {
//! What FakeNetwork was asked for.
struct SentRequest
{
    QByteArray method;
    QUrl url;
    QByteArray body;
    QNetworkRequest request;

    QByteArray header(const QByteArray &name) const { return request.rawHeader(name); }
    //! A field of a form body, decoded.
    QString field(const QString &name) const
    {
        return QUrlQuery(QString::fromLatin1(body)).queryItemValue(name, QUrl::FullyDecoded);
    }
};

//! What FakeNetwork answers.
struct ScriptedReply
{
    int status = 200;
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;
    QNetworkReply::NetworkError error = QNetworkReply::NoError; //!< set: no answer, but this
    bool isSilent = false; //!< no answer at all, until it is aborted
};

class FakeReply : public QNetworkReply
{
public:
    FakeReply(
        QNetworkAccessManager::Operation operation, const QNetworkRequest &request, const ScriptedReply &script,
        QObject *parent)
        : QNetworkReply(parent)
        , m_body(script.body)
    {
        setOperation(operation);
        setRequest(request);
        setUrl(request.url());
        open(ReadOnly | Unbuffered);
        if (script.error != NoError) {
            setError(script.error, QStringLiteral("as scripted"));
        } else if (!script.isSilent) {
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, script.status);
            for (const auto &[name, value] : script.headers)
                setRawHeader(name, value);
        }
        if (!script.isSilent)
            QTimer::singleShot(0, this, &FakeReply::end);
    }
    void abort() override
    {
        if (isFinished())
            return;
        setError(OperationCanceledError, QStringLiteral("aborted"));
        end();
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QNetworkReply::bytesAvailable(); }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_body.size() - m_at);
        std::copy_n(m_body.constData() + m_at, count, to);
        m_at += count;
        return count > 0 ? count : -1;
    }

private:
    void end()
    {
        if (isFinished())
            return;
        setFinished(true);
        Q_EMIT finished();
    }

    QByteArray m_body;
    qint64 m_at = 0;
};

/*!
    A network without a wire: answers in the order of the script and records what was sent, bodies included.

    `network.reply({200, "{}"})` puts an answer at the end of the script. A request without one fails the test, and so
    does an answer that nobody fetched (checked when it is destroyed).
*/
class FakeNetwork : public QNetworkAccessManager
{
public:
    ~FakeNetwork() override
    {
        if (!m_script.isEmpty())
            QTest::qFail("An answer of the script was never fetched.", __FILE__, __LINE__);
    }

    QList<SentRequest> sent;

    void reply(const ScriptedReply &answer) { m_script.append(answer); }
    void reply(const QByteArray &body, int status = 200) { m_script.append({status, body, {}}); }
    void reply(const QJsonObject &json, int status = 200)
    {
        reply(QJsonDocument(json).toJson(QJsonDocument::Compact), status);
    }
    //! The last request; an empty one when there was none.
    SentRequest last() const { return sent.isEmpty() ? SentRequest() : sent.last(); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        QByteArray method = request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
        if (method.isEmpty())
            method = operation == GetOperation ? "GET" : "POST";
        sent.append({method, request.url(), body ? body->readAll() : QByteArray(), request});
        if (m_script.isEmpty()) {
            QTest::qFail(
                qPrintable(
                    u"No answer in the script for %1 %2"_qs.arg(QString::fromLatin1(method), request.url().toString())),
                __FILE__, __LINE__);
            return new FakeReply(operation, request, {0, {}, {}, QNetworkReply::ConnectionRefusedError}, this);
        }
        return new FakeReply(operation, request, m_script.takeFirst(), this);
    }

private:
    QList<ScriptedReply> m_script;
};
} // namespace Auth0::Test
