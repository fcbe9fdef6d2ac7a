// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/client.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/offsetclock.h"
#include "support/tenantprocess.h"
#include <QtTest/QSignalSpy>

namespace Auth0::Test {
//! One tenant, one user and one application, whose clocks move together.
struct Flow
{
    explicit Flow(const QJsonObject &tenantSettings = {})
        : tenant(tenantSettings)
    {
    }

    TenantProcess tenant;
    HttpUser user;
    FakeSecretStore store;
    OffsetClock clock;
    QString account;

    Configuration configuration() const
    {
        Configuration configuration = tenant.configuration();
        configuration.account = account;
        return configuration;
    }
    //! An application that keeps its secrets in `store`.
    std::unique_ptr<Client> start()
    {
        return std::make_unique<Client>(configuration(), Services{nullptr, &store, &user, &clock});
    }
    //! The same, and the user has logged in; null when that failed.
    std::unique_ptr<Client> startSignedIn()
    {
        auto client = start();
        const auto login = await(client->authorize());
        if (!login)
            qWarning() << "the login failed:" << login.error().toString();
        return login ? std::move(client) : nullptr;
    }
    void moveClock(int seconds)
    {
        clock.offset = seconds;
        tenant.moveClock(seconds);
    }
};

inline GetCredentialsOptions forced()
{
    GetCredentialsOptions options;
    options.forceRefresh = true;
    return options;
}

//! A fault of the token endpoint's next refresh.
inline QJsonObject refreshFault(QJsonObject fault)
{
    fault[QStringLiteral("path")] = QStringLiteral("/oauth/token");
    fault[QStringLiteral("grant")] = QStringLiteral("refresh_token");
    return fault;
}
} // namespace Auth0::Test
