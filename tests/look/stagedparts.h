// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/browser.h"
#include "core/async.h"
#include "support/fakenetwork.h"
#include <QtQml/QQmlNetworkAccessManagerFactory>

namespace Auth0::Test {
//! A browser in which nobody does anything until it is told what it came back with.
class StagedBrowser : public Browser
{
public:
    BrowserRequest request;

    Async<QUrl> open(const BrowserRequest &asked) override
    {
        request = asked;
        m_open = Deferred<QUrl>();
        return m_open.future();
    }
    void cancel() override { m_open.settle(Error(Error::Cancelled, QStringLiteral("closed"))); }
    //! It comes back with this query, and with the state it was sent with.
    void comeBack(QUrlQuery query)
    {
        query.addQueryItem(QStringLiteral("state"), QUrlQuery(request.url).queryItemValue(QStringLiteral("state")));
        QUrl callback = request.callbackUrl;
        callback.setQuery(query);
        m_open.settle(callback);
    }

private:
    Deferred<QUrl> m_open;
};

//! Answers by path; nothing is there at the others.
class StagedNetwork : public QNetworkAccessManager
{
public:
    using QNetworkAccessManager::QNetworkAccessManager;
    QHash<QString, ScriptedReply> answers;
    std::function<void()> onRequest = [] {};

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        onRequest();
        const ScriptedReply gone{0, {}, {}, QNetworkReply::ConnectionRefusedError};
        return new FakeReply(operation, request, answers.value(request.url().path(), gone), this);
    }
};

//! Gives the engine's XMLHttpRequest such a network too.
class StagedNetworkFactory : public QQmlNetworkAccessManagerFactory
{
public:
    QHash<QString, ScriptedReply> answers;
    std::function<void()> onRequest = [] {};

    QNetworkAccessManager *create(QObject *parent) override
    {
        auto *network = new StagedNetwork(parent);
        network->answers = answers;
        network->onRequest = [this, network] {
            network->answers = answers; // as they are now
            onRequest();
        };
        return network;
    }
};
} // namespace Auth0::Test
