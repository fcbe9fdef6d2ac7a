// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/callbackrequest.h"
#include <QtCore/QObject>
#include <chrono>
#include <functional>

class QTcpSocket;

namespace Auth0 {
//! One connection to the loopback listener: hears one request, answers it, and is gone. It waits for nobody.
class CallbackConnection : public QObject
{
    Q_OBJECT
public:
    //! The whole answer; null when the answerer is gone.
    using Answerer = std::function<QByteArray(const CallbackRequest &)>;

    //! Takes \a socket over. Whoever has said nothing complete after \a patience is dropped.
    CallbackConnection(QTcpSocket *socket, std::chrono::milliseconds patience, Answerer answerer, QObject *parent);
    ~CallbackConnection() override;

    bool isAnswered() const { return m_answered; }

private:
    void read();
    void answer(const QByteArray &bytes);
    void halfClose();

    QTcpSocket *m_socket;
    Answerer m_answerer;
    bool m_answered = false;
};
} // namespace Auth0
