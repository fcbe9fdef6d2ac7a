// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/browser.h"
#include "core/async.h"
#include "support/webpage.h"
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkCookieJar>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

namespace Auth0::Test {
/*!
    A person at a browser, by plain GET and POST: follows redirects, keeps cookies, fills the login form and presses the
    button `answer` where a page has it.
*/
class HttpUser : public Browser
{
public:
    QString username = QStringLiteral("alice@example.com"), password = QStringLiteral("Passw0rd!");
    QString answer = QStringLiteral("accept"); //!< at a question: accept or deny
    bool isAway = false; //!< opens nothing
    QList<BrowserRequest> requests;
    QList<QUrl> visited;
    QList<QPair<QUrl, int>> answers; //!< each page or form, and the status it was answered with; 0: not at all
    std::function<void(const QUrl &)> beforeVisit; //!< asked before each page

    //! Trusts the certificates of this PEM file and no others.
    void trust(const QString &pemFile)
    {
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls.setCaCertificates(QSslCertificate::fromPath(pemFile));
    }
    //! Another person, or the same one at another computer: nobody is logged in.
    void forgetCookies() { m_network.setCookieJar(new QNetworkCookieJar); }

    Async<QUrl> open(const BrowserRequest &request) override
    {
        requests.append(request);
        m_open = Deferred<QUrl>();
        if (!isAway)
            visit(request.url);
        return m_open.future();
    }
    void cancel() override { m_open.settle(cancelledError()); }
    bool usesListener() const override { return true; }
    bool canBeEphemeral() const override { return true; }

    //! Opens a page and goes on to the last one, which asks nothing.
    void visit(const QUrl &url)
    {
        if (beforeVisit)
            beforeVisit(url);
        visited.append(url);
        follow(m_network.get(request(url)));
    }

private:
    QNetworkRequest request(const QUrl &url) const
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        if (url.scheme() == u"https")
            request.setSslConfiguration(m_tls);
        return request;
    }
    void follow(QNetworkReply *reply)
    {
        QObject::connect(reply, &QNetworkReply::finished, &m_network, [this, reply] {
            reply->deleteLater();
            read(reply);
        });
    }
    void read(QNetworkReply *reply)
    {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answers.append({reply->url(), status});
        const QUrl target = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (status == 0)
            m_open.settle(Error(Error::PageLoadFailed, reply->url().toString() + u' ' + reply->errorString()));
        else if (!target.isEmpty())
            visit(reply->url().resolved(target));
        else if (auto form = WebForm::first(reply->url(), QString::fromUtf8(reply->readAll())); form && status == 200)
            send(*form);
    }
    void send(WebForm &form)
    {
        form.fill(QStringLiteral("username"), username);
        form.fill(QStringLiteral("password"), password);
        form.press(answer);
        follow(m_network.post(request(form.action), form.fields.toString(QUrl::FullyEncoded).toUtf8()));
    }

    QNetworkAccessManager m_network;
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();
    Deferred<QUrl> m_open;
};
} // namespace Auth0::Test
