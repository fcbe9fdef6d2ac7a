// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/simulation/truth.h"
#include <vector>

namespace Auth0::Test {
//! What a history is made of; drawn from its seed.
struct Circumstances
{
    qint64 overlap = ModelTenant::always;
    int tokenLifetime = 600;
    int users = 1, processes = 2, acts = 30;
    double killChance = 0, failureChance = 0; //!< of an operation, in percent
    bool hasOutages = false, hasSleeps = false, hasLocking = false, hasStops = false, hasForeignUsers = false;
    bool hasLogouts = false, hasRevocations = false;

    static Circumstances drawn(Random &random);
    QString toString() const;
};

/*!
    One history: processes come, ask, sign in and out, are stopped and killed, while the network, the keyring and the
    tenant have their moods. Then all of it ends, and each user's session must be what it has to be.
*/
class History
{
public:
    History(VirtualTime *time, quint64 seed, bool isTelling);
    ~History();
    //! What went wrong; empty: nothing.
    QStringList run();
    QString circumstances() const { return m_circumstances.toString(); }

    int events = 0;
    const ModelTenant &tenant() const { return m_machine.tenant; }
    int kills = 0, losses = 0;

private:
    void start();
    void act();
    void ask(Application &application);
    void login(Application &application);
    void logout(Application &application);
    void kill(Application &application);
    void stop(Application &application);
    void changeMood();
    void sleep();
    void run(qint64 milliseconds);
    void reap();
    void check();
    void settleDown();
    void finish();
    void finishFor(const QString &user);
    Application *anyone();
    quint64 markedFamily(const QString &key) const;
    bool isLoggingIn(const Application &application) const;

    Machine m_machine;
    Ledger m_ledger;
    Random m_random;
    Circumstances m_circumstances;
    std::vector<std::unique_ptr<Application>> m_applications;
    bool m_isCalm = false;
};
} // namespace Auth0::Test
