// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/clock.h>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <algorithm>

namespace Benchmark {
class LateReply : public QNetworkReply
{
public:
    LateReply(const QNetworkRequest &request, QObject *parent)
        : QNetworkReply(parent)
    {
        setRequest(request);
        setUrl(request.url());
        open(ReadOnly | Unbuffered);
    }
    void answer(const QByteArray &body)
    {
        m_body = body;
        setAttribute(QNetworkRequest::HttpStatusCodeAttribute, 200);
        setFinished(true);
        Q_EMIT finished();
    }
    void abort() override { }
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
    QByteArray m_body;
    qint64 m_at = 0;
};

//! A tenant that answers when it is told to, so that the way there costs nothing.
class LateNetwork : public QNetworkAccessManager
{
public:
    int requests = 0;

    bool isAsked() const { return m_reply; }
    void answer(const QByteArray &body)
    {
        LateReply *reply = m_reply;
        m_reply.clear();
        reply->answer(body);
    }

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &request, QIODevice *) override
    {
        ++requests;
        m_reply = new LateReply(request, this);
        return m_reply;
    }

private:
    QPointer<LateReply> m_reply;
};

//! A clock that is moved by hand: at its day's end every token has ended.
class DayClock : public Auth0::Clock
{
public:
    QDateTime time = QDateTime::currentDateTimeUtc();
    QDateTime now() override { return time; }
    void nextDay() { time = time.addDays(2); }
};
} // namespace Benchmark
