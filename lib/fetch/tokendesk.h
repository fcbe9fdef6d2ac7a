// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetcherservices.h"
#include "fetch/mailbox.h"
#include "fetch/tokensupply.h"
#include <QtCore/QHash>
#include <memory>

namespace Auth0 {
class Presentation;

/*!
    Presents tokens for requests that other threads send. It lives on the client's thread; the others reach it through
    its mailbox, and get their answers in any way that takes them to their own thread. A request is known by a number of
    its own.
*/
class TokenDesk : public QObject
{
    Q_OBJECT
public:
    //! How a request goes out.
    struct Permit
    {
        FetchHeaders headers; //!< that show the token; none when nobody is signed in
        std::optional<QSslConfiguration> trust; //!< for TLS; nothing: whatever the network manager trusts
    };
    using Presented = std::function<void(const Result<Permit> &)>;
    using Judged = std::function<void(const Result<std::optional<FetchHeaders>> &)>;

    explicit TokenDesk(const FetcherServices &services, QObject *parent = nullptr);
    //! Who still waits is answered with Cancelled.
    ~TokenDesk() override;

    const std::shared_ptr<Mailbox> &mailbox() const { return m_mailbox; }
    //! A number that no other request has; from any thread.
    static quint64 newNumber();

    // On the desk's thread, as Presentation says.
    //! Errors of Presentation::present() but NoCredentials, and of FetcherServices::trust.
    void present(quint64 number, const QByteArray &method, const QUrl &url, const Presented &answer);
    void heed(quint64 number, const HttpResponse &response, const Judged &answer);
    void forget(quint64 number);

private Q_SLOTS:
    void readMail() { std::shared_ptr(m_mailbox)->read(); }

private:
    const FetcherServices m_services;
    const std::shared_ptr<Mailbox> m_mailbox;
    TokenSupply m_tokens;

    struct Request
    {
        Presentation *presentation = nullptr;
        std::function<void()> cancel; //!< answers who waits
    };
    template<typename T>
    static void answerOnce(Request &request, Async<T> source, std::function<void(const Result<T> &)> answer)
    {
        const Deferred<T> caller;
        caller.future().then(std::move(answer));
        request.cancel = [caller] { caller.settle(cancelledError()); };
        source.then([caller](const Result<T> &result) { caller.settle(result); });
    }

    Async<Permit> permit(const Result<FetchHeaders> &headers, const QUrl &url);

    QHash<quint64, Request> m_requests;
};
} // namespace Auth0
