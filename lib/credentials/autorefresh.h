// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "credentials/credentialsmanager.h"
#include "credentials/renewalplan.h"
#include "credentials/waketimer.h"

namespace Auth0 {
/*!
    Renews the login's access token ahead of its end while the application runs, through the one queue of the manager.
    When is RenewalPlan's to say. A renewal that fails leaves the token in use and nobody is told; it is tried again
    with growing pauses, unless trying again cannot help before something changes.
*/
class AutoRefresh : public QObject
{
    Q_OBJECT
public:
    AutoRefresh(CredentialsManager *manager, Clock *clock, RenewalPlan::Dice dice, QObject *parent = nullptr);
    //! How long before its end a token is renewed; nothing: never.
    void setLeadTime(std::optional<std::chrono::milliseconds> lead);

private:
    void plan();
    void onWake();
    void renew();
    void onFailed(const Error &error);
    void wait();
    const StoredToken *token() const;

    CredentialsManager *m_manager;
    Clock *m_clock;
    RenewalPlan::Dice m_dice;
    RenewalPlan m_plan;
    WakeTimer m_timer;
    std::optional<std::chrono::milliseconds> m_lead;
    QString m_planned; //!< the access token that the plan is for
    bool m_isRenewing = false;
};
} // namespace Auth0
