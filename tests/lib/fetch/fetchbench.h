// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "core/clock.h"
#include "fetch/fetcher.h"
#include "fetch/fetcherservices.h"
#include "support/await.h"
#include "support/rawserver.h"

namespace Auth0::Test {
//! Shows the token and nothing else; what an answer says about a proof does not concern it.
class PlainSigner : public RequestSigner
{
public:
    explicit PlainSigner(const AccessToken &token)
        : m_value((token.tokenType + QLatin1Char(' ') + token.token).toLatin1())
    {
    }
    Result<FetchHeaders> sign(const QByteArray &, const QUrl &) override
    {
        return FetchHeaders{{"Authorization", m_value}};
    }
    bool wantsRetry(const QUrl &, const HttpResponse &) override { return false; }

private:
    const QByteArray m_value;
};

//! A client as its fetchers see it: it hands out `canary-1`, after each forced refresh the next number.
class FetchBench
{
public:
    SystemClock clock;
    HttpClient http{nullptr, &clock};
    QList<AccessTokenRequest> asked;
    int number = 1;
    std::optional<Error> refusal; //!< instead of a token
    std::optional<Error> refreshRefusal; //!< instead of a refreshed token
    QList<Deferred<AccessToken>> held; //!< while `holds` is true callers wait here
    bool holds = false;
    std::optional<QSslConfiguration> trust; //!< what `caCertificates` would make of it

    AccessToken token() const
    {
        AccessToken token;
        token.token = QStringLiteral("canary-%1").arg(number);
        token.tokenType = QStringLiteral("Bearer");
        return token;
    }
    int refreshes() const
    {
        return int(std::count_if(asked.begin(), asked.end(), [](const auto &request) { return request.refresh; }));
    }
    void release()
    {
        holds = false;
        const auto waiting = std::exchange(held, {});
        for (const auto &caller : waiting)
            caller.settle(token());
    }
    FetcherServices services()
    {
        FetcherServices services;
        services.token = [this](const AccessTokenRequest &request) { return answer(request); };
        services.signer = [](const AccessToken &token, const QString &) {
            return std::make_shared<PlainSigner>(token);
        };
        services.send = [this](const HttpRequest &request) { return http.send(request); };
        services.trust = [this](const QUrl &) { return ready(trust); };
        services.usesDpop = [] { return false; };
        return services;
    }

private:
    Async<AccessToken> answer(const AccessTokenRequest &request)
    {
        asked.append(request);
        if (refusal)
            return failed<AccessToken>(*refusal);
        if (request.refresh && refreshRefusal)
            return failed<AccessToken>(*refreshRefusal);
        if (request.refresh)
            ++number;
        if (!holds)
            return ready(token());
        held.append(Deferred<AccessToken>());
        return held.last().future();
    }
};

inline CreateFetcherOptions at(const QUrl &baseUrl)
{
    CreateFetcherOptions options;
    options.baseUrl = baseUrl.toString();
    return options;
}

inline FetchOptions sending(const QString &method)
{
    FetchOptions options;
    options.method = method;
    return options;
}

//! Refuses the token `canary-1` as RFC 6750 wants it.
inline void refuseFirst(QTcpSocket *socket, const RawRequest &request)
{
    if (request.headers["authorization"] == "Bearer canary-1")
        RawServer::answer(socket, 401, {}, "WWW-Authenticate: Bearer realm=\"api\", error=\"invalid_token\"\r\n");
    else
        RawServer::answer(socket, 200, "{}");
}
} // namespace Auth0::Test
