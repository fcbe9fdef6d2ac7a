// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/world/machine.h"
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

namespace Auth0::Test {
//! The way from one process to the tenant and back: each request takes its time and may get lost.
class Network : public QNetworkAccessManager
{
public:
    explicit Network(Process *process)
        : m_process(process)
    {
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    Process *m_process;
};

class NetworkReply : public QNetworkReply
{
public:
    NetworkReply(
        QNetworkAccessManager::Operation operation, const QNetworkRequest &request, Process *process,
        const QByteArray &body, Fate fate, QObject *parent);
    ~NetworkReply() override;
    void abort() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_answer.size() - m_at + QNetworkReply::bytesAvailable(); }

protected:
    qint64 readData(char *to, qint64 most) override;

private:
    void arrive();
    void refuse(NetworkError error);
    void deliver(const ModelTenant::Answer &answer);
    void end();
    void closeAttempt(bool isFinal);

    Process *m_process;
    QByteArray m_body, m_proof, m_answer;
    qint64 m_at = 0;
    Fate m_fate;
    QString m_token; //!< the refresh token it carries
    bool m_isOpen = false; //!< the judge waits for its end
};
} // namespace Auth0::Test
