// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchersettings.h"
#include "provider/auth0provider.h"
#include <QtCore/QPointer>
#include <QtCore/QStringList>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

namespace Auth0 {
class Auth0Context;
class Fetcher;
class Promises;

/*!
    Calls an API with the session's access token; what it does, and its errors, stand at Auth0::Fetcher. In QML an
    element, or what `createFetcher` of a provider returns.

        Auth0Fetcher { id: api; baseUrl: "https://api.example.com/v1" }
        api.fetch("/orders", {method: "POST", json: {item: 5}}).then(r => r.json()).then(order => show(order))
*/
class Auth0Fetcher : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Auth0Fetcher)
    Q_PROPERTY(Auth0::Auth0Provider *provider READ provider WRITE setProvider NOTIFY providerChanged)
    Q_PROPERTY(QString baseUrl READ baseUrl WRITE setBaseUrl NOTIFY baseUrlChanged)
    Q_PROPERTY(QString audience READ audience WRITE setAudience NOTIFY audienceChanged)
    Q_PROPERTY(QStringList allowedOrigins READ allowedOrigins WRITE setAllowedOrigins NOTIFY allowedOriginsChanged)

public:
    explicit Auth0Fetcher(QObject *parent = nullptr);
    //! For createFetcher(): with a mistake in \a settings each fetch ends in it.
    Auth0Fetcher(Auth0Provider *provider, const Result<FetcherSettings> &settings);
    ~Auth0Fetcher() override;

    //! Auth0Context.provider unless it is set.
    Auth0Provider *provider();
    void setProvider(Auth0Provider *provider);
    //! What relative URLs are put behind, its path kept; https, or http to a loopback address; "" at first. Its origin
    //! may see the token.
    QString baseUrl() const { return m_settings.baseUrl.value_or(QString()); }
    void setBaseUrl(const QString &baseUrl);
    //! Of the access token; "", as at first: the login's.
    QString audience() const { return m_audience; }
    void setAudience(const QString &audience);
    //! Other origins that may see the token: `https://host` or `http://127.0.0.1:PORT`; none at first.
    QStringList allowedOrigins() const { return m_settings.allowedOrigins; }
    void setAllowedOrigins(const QStringList &origins);

    /*!
        A promise of the response: `ok`, `status`, `statusText`, `url`, `headers` (`get(name)` is null without one,
        `has(name)`, `forEach((value, name) => …)`), and `text()`, `json()`, `arrayBuffer()`, which return promises;
        `json()` of what is no JSON rejects with InvalidResponse. Options: `method`, `headers`, one of `body` (text,
        ArrayBuffer, an object or array as JSON), `json` and `form`, `scope`, `audience`, `refresh`, `timeout` in
        seconds for all of it, `tag`; the defaults stand at Auth0::FetchOptions. Rejects as Auth0::Fetcher::fetch()
       does, and with InvalidArgument while there is no provider or when there is \a more.
    */
    Q_INVOKABLE QJSValue fetch(const QJSValue &url = {}, const QJSValue &options = {}, const QJSValue &more = {});
    //! Ends the fetches with that tag in Cancelled; without one all of this fetcher.
    Q_INVOKABLE void abort(const QJSValue &tag = {});

Q_SIGNALS:
    void providerChanged();
    void baseUrlChanged();
    void audienceChanged();
    void allowedOriginsChanged();
    //! Bytes so far, and how many there will be in the direction that moves; -1 while that is unknown.
    void progress(const QString &tag, qreal sent, qreal received, qreal total);

private:
    Async<FetchResponse> send(Client *client, const QString &url, const FetchOptions &options);
    CreateFetcherOptions clientOptions();
    Async<FetchResponse> transmit(const FetchRequest &request);
    Async<AccessToken> askForToken(const AccessTokenRequest &request);
    Promises *promises() const;

    QPointer<Auth0Provider> m_provider;
    Auth0Context *m_context = nullptr;
    FetcherSettings m_settings;
    std::optional<Error> m_mistake;
    const bool m_isEnginesOwn = false;
    QString m_audience;
    QPointer<Fetcher> m_fetcher;
};
} // namespace Auth0
