// SPDX-License-Identifier: Apache-2.0
#include "credentials/autorefresh.h"
#include "core/logging.h"
#include "credentials/renewalpolicy.h"

namespace Auth0 {
static Error tokenThatIsNoGood()
{
    return {Error::InvalidResponse, QStringLiteral("The tenant's new access token had ended already.")};
}

AutoRefresh::AutoRefresh(CredentialsManager *manager, Clock *clock, RenewalPlan::Dice dice, QObject *parent)
    : QObject(parent)
    , m_manager(manager)
    , m_clock(clock)
    , m_dice(std::move(dice))
    , m_timer(clock)
{
    connect(manager, &CredentialsManager::recordChanged, this, &AutoRefresh::plan);
    connect(manager, &CredentialsManager::ended, this, &AutoRefresh::plan);
    connect(&m_timer, &WakeTimer::woke, this, &AutoRefresh::onWake);
}

void AutoRefresh::setLeadTime(std::optional<std::chrono::milliseconds> lead)
{
    if (m_lead == lead)
        return;
    m_lead = lead;
    m_planned.clear();
    plan();
}

const StoredToken *AutoRefresh::token() const
{
    const auto &record = m_manager->record();
    const bool renewable = record && !record->refreshToken.isEmpty() && record->loginToken.expiresAt != 0;
    return m_lead && renewable ? &record->loginToken : nullptr;
}

void AutoRefresh::plan()
{
    const StoredToken *held = token();
    if (!held) {
        m_planned.clear();
        m_timer.stop();
    } else if (!m_isRenewing && held->accessToken != m_planned) {
        m_planned = held->accessToken;
        m_plan.begin(*held, *m_lead, m_dice);
        wait();
    }
}

void AutoRefresh::wait() { m_timer.wakeAt(QDateTime::fromMSecsSinceEpoch(m_plan.next(), Qt::UTC)); }

void AutoRefresh::onWake()
{
    const StoredToken *held = token();
    if (!held || m_isRenewing)
        return;
    if (m_plan.isDue(*held, m_clock->now().toMSecsSinceEpoch(), m_dice))
        renew();
    else
        wait();
}

void AutoRefresh::renew()
{
    TokenRequest request;
    request.force = true;
    m_isRenewing = true;
    whenDone(m_manager->token(request), this, [this](const Result<StoredToken> &renewed) {
        m_isRenewing = false;
        if (renewed && RenewalPolicy::isFresh(*renewed, m_clock->now(), std::chrono::milliseconds(0)))
            m_planned.clear(); // the plan is for whichever token is held now
        else
            onFailed(renewed ? tokenThatIsNoGood() : renewed.error());
        plan();
        return ready(Done{});
    });
}

void AutoRefresh::onFailed(const Error &error)
{
    const StoredToken *held = token();
    if (!held)
        return;
    m_planned = held->accessToken;
    if (!error.isRetryable()) {
        qCInfo(lcCredentials) << "renewal ahead of time: given up until the session changes:" << error.message();
        return;
    }
    qCInfo(lcCredentials) << "renewal ahead of time: failed, the token stays in use:" << error.message();
    const std::chrono::seconds asked(error.details().value(QStringLiteral("retryAfter")).toLongLong());
    m_plan.failed(*held, m_clock->now().toMSecsSinceEpoch(), asked, m_dice);
    wait();
}
} // namespace Auth0
