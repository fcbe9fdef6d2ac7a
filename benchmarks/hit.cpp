// SPDX-License-Identifier: Apache-2.0
// What a valid token in memory costs: getCredentials(), hasValidCredentials() and the properties, against the same
// look-up by hand.
#include "frame.h"
#include <Auth0Qt/Client>
#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <variant>

using Benchmark::check;

namespace {
using Answer = std::variant<Auth0::Credentials, Auth0::Error>;

Auth0::Credentials credentials()
{
    Auth0::Credentials credentials;
    credentials.accessToken = QStringLiteral("token");
    credentials.tokenType = QStringLiteral("Bearer");
    credentials.expiresAt = QDateTime::currentDateTimeUtc().addDays(1);
    return credentials;
}
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QHash<QString, Auth0::Credentials> held{{QString(), credentials()}};
    const auto floor = [&held] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto found = held.constFind(QString());
        check(found != held.constEnd() && found->expiresAt.toMSecsSinceEpoch() > now);
        const auto ready = QtFuture::makeReadyFuture(Answer(*found));
        check(!std::get<Auth0::Credentials>(ready.result()).accessToken.isEmpty());
    };

    Auth0::Configuration configuration;
    configuration.domain = QStringLiteral("tenant.example.com");
    configuration.clientId = QStringLiteral("bench");
    configuration.storage = Auth0::Storage::MemoryOnly;
    Auth0::Client client(configuration);
    check(bool(client.saveCredentials(credentials()).result()));
    const auto library = [&client] {
        const auto answer = client.getCredentials();
        check(answer.isFinished() && !answer.result()->accessToken.isEmpty());
    };

    Benchmark::compare(
        QStringLiteral("goal 3: getCredentials() on a valid token"),
        {{QStringLiteral("clock, hash look-up, ready future"), floor},
         {QStringLiteral("Client::getCredentials()"), library}},
        1.3);

    const auto isFresh = [&held] {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto found = held.constFind(QString());
        check(found != held.constEnd() && found->expiresAt.toMSecsSinceEpoch() > now);
    };
    const auto ready = [&isFresh] {
        isFresh();
        check(QtFuture::makeReadyFuture(true).result());
    };
    Benchmark::compare(
        QStringLiteral("goal 4: hasValidCredentials() on a valid token"),
        {{QStringLiteral("clock, hash look-up"), isFresh},
         {QStringLiteral("the same and a ready future"), ready},
         {QStringLiteral("Client::hasValidCredentials()"),
          [&client] { check(*client.hasValidCredentials().result()); }}},
        3);
    Benchmark::compare(
        QStringLiteral("goal 4: the properties isAuthenticated and expiresAt"),
        {{QStringLiteral("clock, hash look-up"), isFresh},
         {QStringLiteral("Client"), [&client] { check(client.isAuthenticated() && client.expiresAt().isValid()); }}},
        3);
    return 0;
}
