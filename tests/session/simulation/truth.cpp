// SPDX-License-Identifier: Apache-2.0
#include "session/simulation/truth.h"

namespace Auth0::Test {
void Ledger::loginEnds(const QString &user, bool worked, bool isStored)
{
    Truth &truth = of(user);
    --truth.loginsUnderway;
    if (!worked)
        return;
    truth.lateLogouts.removeIf([](const auto &isOpen) { return !isOpen(); });
    const bool isSure = isStored && !truth.isDisturbed && truth.lateLogouts.isEmpty();
    truth.expected = isSure ? Truth::SignedIn : Truth::Open;
    truth.isCut = truth.isCut && !isSure;
    if (truth.loginsUnderway == 0)
        truth.isDisturbed = false;
}

void Ledger::loginIsCut(const QString &user)
{
    Truth &truth = of(user);
    --truth.loginsUnderway;
    truth.isCut = true;
    // It may have been stored or not. Where a session was, the old one or the new one is there.
    if (truth.expected == Truth::SignedOut)
        truth.expected = Truth::Open;
}

void Ledger::logout(const QString &user, bool isNoted)
{
    Truth &truth = of(user);
    truth.expected = isNoted && !truth.isCut && truth.loginsUnderway == 0 ? Truth::SignedOut : Truth::Open;
    truth.isDisturbed = truth.loginsUnderway > 0;
    truth.loggedOutAt = m_machine->time->now();
}

void Ledger::tenantRevokes(const QString &user) { of(user).expected = Truth::Open; }

// The watch hears of a logout within a second, and then of the login behind it; who is stopped hears of both
// afterwards.
bool Ledger::isNewsOfLogout(const Truth &truth, const Process &process) const
{
    if (!truth.loggedOutAt)
        return false;
    const qint64 heardBy = *truth.loggedOutAt + 1000;
    const bool wasStopped = process.stoppedAt <= heardBy && *truth.loggedOutAt <= process.continuedAt;
    return m_machine->time->now() <= (wasStopped ? process.continuedAt + 1000 : heardBy);
}

void Ledger::sessionEnded(const QString &user, EndReason reason, const Process &process)
{
    Truth &truth = of(user);
    const bool isExcused = m_machine->tenant.hasExcusedLoss(user);
    if (reason == EndReason::RefreshTokenRejected && !isExcused && truth.expected != Truth::SignedOut)
        m_machine->violation(QStringLiteral("%1 is signed out, and the tenant has no reason").arg(user));
    if (truth.expected != Truth::SignedIn)
        return;
    if (reason == EndReason::LoggedOutElsewhere && isNewsOfLogout(truth, process))
        return;
    if (isExcused)
        truth.expected = Truth::Open;
    else
        m_machine->violation(
            QStringLiteral("%1 is signed out for reason %2, and nobody did it").arg(user).arg(int(reason)));
}

void Ledger::sessionFound(const QString &user)
{
    if (of(user).expected == Truth::SignedOut && of(user).loginsUnderway == 0)
        m_machine->violation(QStringLiteral("%1 is signed in again after a logout").arg(user));
}
} // namespace Auth0::Test
