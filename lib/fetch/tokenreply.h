// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchmessage.h"
#include "fetch/tokennetworkaccessmanager.h"
#include "fetch/uploadbody.h"
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

namespace Auth0 {
/*!
    The answer to a request that shows a token: it asks the desk on the client's thread for one and starts then; what
    the server says to it shows through. Redirects are followed here, as the request's policy says, because Qt would
    take the token along to another origin.
*/
class TokenReply : public QNetworkReply
{
    Q_OBJECT
public:
    TokenReply(
        TokenNetworkAccessManager *manager, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
        QIODevice *body);
    ~TokenReply() override;

    void abort() override;
    void close() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    void setReadBufferSize(qint64 size) override;
    void ignoreSslErrors() override;

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }
    void ignoreSslErrorsImplementation(const QList<QSslError> &errors) override;
    void setSslConfigurationImplementation(const QSslConfiguration &configuration) override;
    void sslConfigurationImplementation(QSslConfiguration &configuration) const override;

private Q_SLOTS:
    void readMail() { std::shared_ptr(m_mailbox)->read(); }

private:
    void askForToken();
    void presented(const Result<TokenDesk::Permit> &permit);
    void launch(const FetchHeaders &proof);
    QNetworkReply *sent(QNetworkRequest request);
    void connectInner();
    void dropInner();
    void onHead();
    void heeded(const Result<std::optional<FetchHeaders>> &again);
    void showHead();
    bool follow();
    bool maySendAgain() const { return !m_body || m_body->isRepeatable(); }
    void onFinished();
    void finishWith(NetworkError error, const QString &text);
    HttpResponse head() const;

    const QPointer<TokenNetworkAccessManager> m_manager;
    const std::shared_ptr<Mailbox> m_desk; //!< also while the manager is being destroyed
    const std::shared_ptr<Mailbox> m_mailbox;
    const quint64 m_number;
    QNetworkRequest m_request; //!< as it goes out next, without the token
    QNetworkAccessManager::Operation m_operation;
    UploadBody *m_body = nullptr; //!< null: there is none, or not any more after a redirect
    std::optional<QSslConfiguration> m_trust; //!< of the allowed origins
    QPointer<QNetworkReply> m_inner;
    QPointer<ReadOnce> m_sent; //!< the body of the attempt under way
    bool m_showsToken = true; //!< not any more once a redirect led to another origin
    bool m_isJudged = false; //!< the head of the answer in hand is shown
    bool m_isWaiting = false; //!< for the desk's word about it
    bool m_ignoresSslErrors = false;
    int m_redirects = 0;
};
} // namespace Auth0
