// SPDX-License-Identifier: Apache-2.0
// A thousand callers wait for one refresh: from the tenant's answer to the last continuation, against as many futures
// that are finished later.
#include "frame.h"
#include "latenetwork.h"
#include <Auth0Qt/Client>
#include <QtCore/QCoreApplication>
#include <QtCore/QPromise>
#include <variant>
#include <vector>

using Benchmark::check;

namespace {
constexpr int callers = 1000;

using Answer = std::variant<Auth0::Credentials, Auth0::Error>;

//! One promise each, with one continuation, made and finished by hand.
class ByHand
{
public:
    explicit ByHand(const Auth0::Credentials &credentials)
        : m_answer(credentials)
    {
    }
    void wait()
    {
        m_promises = std::vector<QPromise<Answer>>(callers);
        m_answered = 0;
        for (auto &promise : m_promises) {
            promise.start();
            promise.future().then([this](const Answer &answer) {
                m_answered += std::get<Auth0::Credentials>(answer).accessToken.isEmpty() ? 0 : 1;
            });
        }
    }
    void answer()
    {
        for (auto &promise : m_promises) {
            promise.addResult(m_answer);
            promise.finish();
        }
        check(m_answered == callers, "every future is answered");
    }

private:
    Answer m_answer;
    std::vector<QPromise<Answer>> m_promises;
    int m_answered = 0;
};

class Crowd
{
public:
    Crowd()
        : m_client(configuration(), Auth0::Services{&m_network, nullptr, nullptr, &m_clock})
    {
        Auth0::Credentials credentials;
        credentials.accessToken = QStringLiteral("an-access-token");
        credentials.refreshToken = QStringLiteral("a-refresh-token");
        credentials.expiresAt = m_clock.time.addDays(1);
        check(bool(m_client.saveCredentials(credentials).result()), "a session in memory");
    }
    Auth0::Credentials credentials() { return *m_client.getCredentials().result(); }

    //! Everybody asks for a token that has ended.
    void wait()
    {
        m_clock.nextDay();
        m_answered = 0;
        for (int i = 0; i < callers; ++i)
            m_client.getCredentials().then([this](const Auth0::Result<Auth0::Credentials> &result) {
                m_answered += result && result->accessToken == m_token ? 1 : 0;
            });
        while (!m_network.isAsked())
            QCoreApplication::processEvents();
    }
    void answer()
    {
        m_token = QStringLiteral("access-token-of-request-%1").arg(m_network.requests);
        m_network.answer(
            "{\"token_type\":\"Bearer\",\"expires_in\":86400,\"scope\":\"openid\",\"refresh_token\":\"r"
            + QByteArray::number(m_network.requests) + "\",\"access_token\":\"" + m_token.toLatin1() + "\"}");
        while (m_answered < callers)
            QCoreApplication::processEvents();
    }
    int requests() const { return m_network.requests; }

private:
    static Auth0::Configuration configuration()
    {
        Auth0::Configuration configuration;
        configuration.domain = QStringLiteral("tenant.example.com");
        configuration.clientId = QStringLiteral("bench");
        configuration.storage = Auth0::Storage::MemoryOnly;
        return configuration;
    }

    Benchmark::LateNetwork m_network;
    Benchmark::DayClock m_clock;
    QString m_token;
    int m_answered = 0;
    Auth0::Client m_client;
};
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Crowd crowd;
    ByHand byHand(crowd.credentials());
    const auto whole = [&byHand] {
        return Benchmark::processorTimeOf([&byHand] {
            byHand.wait();
            byHand.answer();
        });
    };
    const auto onlyFinished = [&byHand] {
        byHand.wait();
        return Benchmark::processorTimeOf([&byHand] { byHand.answer(); });
    };
    const auto library = [&crowd] {
        crowd.wait();
        return Benchmark::processorTimeOf([&crowd] { crowd.answer(); });
    };
    Benchmark::compareTimed(
        QStringLiteral("goal 6: 1000 C++ callers wait, from the answer to the last continuation"),
        {{QStringLiteral("1000 later futures"), whole},
         {QStringLiteral("finishing them alone"), onlyFinished},
         {QStringLiteral("Client::getCredentials()"), library}},
        1.5, 60);
    // Each run was one request: the first, unmeasured one and sixty more.
    Benchmark::tell(
        QStringLiteral("goal 8: token requests at 61 expiries of 1000 C++ callers each"),
        QString::number(crowd.requests()), QStringLiteral("61"), crowd.requests() == 61);
    return 0;
}
