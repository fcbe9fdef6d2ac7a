// SPDX-License-Identifier: Apache-2.0
#include "credentials/credentialsmanager.h"
#include "core/base64url.h"
#include "core/logging.h"
#include "core/randombytes.h"
#include "credentials/dpopbinding.h"
#include "credentials/renewalpolicy.h"
#include "http/retrypolicy.h"
#include <algorithm>

namespace Auth0 {
CredentialsManager::CredentialsManager(const RefreshContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_login(context.store)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &CredentialsManager::flush);
    m_findOut.setSingleShot(true);
    connect(&m_findOut, &QTimer::timeout, this, &CredentialsManager::findOut);
}

CredentialsManager::~CredentialsManager() = default;

void CredentialsManager::setTenant(const Tenant &tenant, std::chrono::milliseconds leeway)
{
    m_context.tenant = tenant;
    m_context.leeway = leeway;
}

const StoredToken *CredentialsManager::cached(const TokenRequest &request) const
{
    if (!m_record)
        return nullptr;
    if (m_record->sessionExpiresAt != 0 && RenewalPolicy::ceilingReached(*m_record, serverTime()))
        return nullptr;
    return RenewalPolicy::serving(*m_record, request, m_context.clock->now());
}

// The ceiling is a time of the server's; a desktop whose clock is wrong does not end the session.
QDateTime CredentialsManager::serverTime() const
{
    return m_context.clock->now().addMSecs(m_context.http->clockOffset().count());
}

QDateTime CredentialsManager::ceiling() const
{
    if (!m_record || m_record->sessionExpiresAt == 0)
        return {};
    return RenewalPolicy::ceiling(*m_record).addMSecs(-m_context.http->clockOffset().count());
}

bool CredentialsManager::endAtCeiling()
{
    if (!m_record || !RenewalPolicy::ceilingReached(*m_record, serverTime()))
        return false;
    forget(EndReason::SessionCeilingReached);
    return true;
}

std::chrono::milliseconds CredentialsManager::lockWait() const
{
    return m_denials == m_denialsBefore ? CredentialsStore::bound : std::chrono::milliseconds(0);
}

Async<StoredToken> CredentialsManager::serve(const TokenRequest &request) const
{
    const StoredToken *token = RenewalPolicy::find(*m_record, request);
    if (!token)
        return failed<StoredToken>(
            {Error::InvalidResponse,
             QStringLiteral("The tenant renewed the session without a token for this request.")});
    return ready(*token);
}

Async<StoredToken> CredentialsManager::token(const TokenRequest &request)
{
    if (const StoredToken *hit = cached(request))
        return ready(*hit);
    const StoredToken *held = m_record ? RenewalPolicy::find(*m_record, request) : nullptr;
    return inTurn<StoredToken>(
        [this, request, before = held ? held->accessToken : QString()] { return tokenInTurn(request, before); });
}

Async<StoredToken> CredentialsManager::tokenInTurn(const TokenRequest &request, const QString &tokenBefore)
{
    if (!m_record)
        return failed<StoredToken>({Error::NoCredentials, QStringLiteral("Nobody is signed in.")});
    if (endAtCeiling())
        return failed<StoredToken>(
            {Error::SessionExpired, QStringLiteral("The session has reached its ceiling (session_expiry).")});
    if (const StoredToken *hit = served(request, tokenBefore))
        return ready(*hit);
    return andThen(flushInTurn(), this, [this, request, tokenBefore](Done) -> Async<StoredToken> {
        if (const StoredToken *hit = m_record ? served(request, tokenBefore) : nullptr)
            return ready(*hit); // taken over from another process
        return andThen(
            waitOutRetryAfter(request.timeout), this,
            [this, asked = stillAsked(request, tokenBefore)](Done) { return refresh(asked); });
    });
}

// What was renewed while this caller waited in line is not renewed once more.
TokenRequest CredentialsManager::stillAsked(const TokenRequest &request, const QString &tokenBefore) const
{
    TokenRequest asked = request;
    const StoredToken *held = m_record ? RenewalPolicy::find(*m_record, request) : nullptr;
    asked.force = request.force && !(held && held->accessToken != tokenBefore);
    return asked;
}

const StoredToken *CredentialsManager::served(const TokenRequest &request, const QString &tokenBefore) const
{
    return RenewalPolicy::serving(*m_record, stillAsked(request, tokenBefore), m_context.clock->now());
}

Async<Done> CredentialsManager::waitOutRetryAfter(std::optional<std::chrono::milliseconds> timeout)
{
    const QDateTime now = m_context.clock->now();
    // Another process may have been told.
    const auto noted = m_context.store ? m_context.store->retryTime.read() : std::nullopt;
    if (noted && (!m_retryTime || noted->until > m_retryTime->until))
        m_retryTime = noted;
    if (m_retryTime && now < m_retryTime->toldAt)
        m_retryTime.reset(); // the clock was set back, by nobody knows how much
    const qint64 wait = m_retryTime ? now.msecsTo(m_retryTime->until) : 0;
    if (wait <= 0)
        return ready(Done{});
    const qint64 seconds = (wait + 999) / 1000;
    if (wait > timeout.value_or(m_context.http->timeout()).count())
        return failed<Done>(Error(
                                Error::TooManyRequests,
                                QStringLiteral("The tenant asked for no request in the next %1 s.").arg(seconds))
                                .withServer(429, {})
                                .withDetails({{QStringLiteral("retryAfter"), seconds}}));
    Deferred<Done> waited;
    QTimer::singleShot(wait, this, [waited] { waited.settle(Done{}); });
    return waited.future();
}

Async<StoredToken> CredentialsManager::refresh(const TokenRequest &request)
{
    if (!m_record)
        return failed<StoredToken>({Error::NoCredentials, QStringLiteral("Nobody is signed in.")});
    auto *transaction =
        new RefreshTransaction(m_context, *m_record, m_standing == Standing::NeverStored, request, this);
    transaction->setRefusedToken(m_refusedToken);
    transaction->setUnansweredWrites(m_login.unanswered());
    transaction->setLockWait(lockWait());
    if (m_guard)
        transaction->useLockOf(m_guard);
    const quint64 generation = m_generation;
    m_transaction = transaction;
    return whenDone(
        transaction->run(), this, [this, transaction, request, generation](const Result<RefreshOutcome> &result) {
            if (!transaction->holdsLock())
                ++m_denials;
            transaction->release();
            m_transaction.clear();
            m_refusedToken = transaction->refusedToken();
            transaction->deleteLater();
            if (generation == m_generation)
                return conclude(request, result);
            releaseGuard(); // end() left the lock to the refresh
            if (result && result->guard)
                result->guard->release();
            return failed<StoredToken>(endedMeanwhile());
        });
}

Async<StoredToken> CredentialsManager::conclude(const TokenRequest &request, const Result<RefreshOutcome> &result)
{
    if (!result) {
        noteError(result.error());
        return failed<StoredToken>(result.error());
    }
    if (result->ended) {
        // A lock that was kept says that what the store has is spent: nobody is to send it when we let go.
        if (m_guard)
            forget(*result->ended);
        else
            end(*result->ended);
        return failed<StoredToken>(*result->error);
    }
    m_unanswered = 0;
    const bool stays = m_standing == Standing::NeverStored && !result->written;
    hold(
        *result->record,
        result->written ? Standing::Stored
            : stays     ? Standing::NeverStored
                        : Standing::Renewed,
        result->guard || !stays ? result->guard : m_guard);
    if (!m_record) // whoever heard of it has logged out
        return failed<StoredToken>(endedMeanwhile());
    if (result->error)
        return failed<StoredToken>(*result->error);
    return serve(request);
}

void CredentialsManager::noteError(const Error &error)
{
    const qint64 seconds = error.details().value(QStringLiteral("retryAfter")).toLongLong();
    if (seconds > 0) {
        const QDateTime now = m_context.clock->now();
        m_retryTime = RetryTime::Wait{now, now.addSecs(seconds)};
        if (m_context.store && !m_context.store->retryTime.write(*m_retryTime))
            qCDebug(lcCredentials) << "other processes do not hear of the time to wait, the disk refused it";
    }
    if (isInFlight())
        findOutLater(error.code() == Error::Timeout);
    else
        m_unanswered = 0;
}

bool CredentialsManager::isInFlight() const
{
    return m_record && m_context.store && m_context.store->journal.isInFlight(m_record->refreshToken);
}

// Whether the token was rotated is found out while the tenant's overlap lasts, with growing pauses until there is an
// answer. At once when a caller has merely waited long enough; what failed otherwise will fail once more right now.
void CredentialsManager::findOutLater(bool atOnce)
{
    if (m_findOut.isActive())
        return;
    const double jitter = 0.5 + randomFraction() / 2;
    const bool isFirst = m_unanswered++ == 0;
    m_findOut.start(isFirst && atOnce ? std::chrono::milliseconds(0) : RetryPolicy::backOff(m_unanswered, jitter));
}

void CredentialsManager::findOut()
{
    inTurn<StoredToken>([this] {
        return whenDone(waitOutRetryAfter({}), this, [this](const Result<Done> &waited) {
            if (!isInFlight())
                return failed<StoredToken>(cancelledError());
            if (waited)
                return refresh({});
            findOutLater(false);
            return failed<StoredToken>(waited.error());
        });
    });
}

Async<Done> CredentialsManager::load()
{
    return inTurn<Done>([this] { return reload(); });
}

Async<Done> CredentialsManager::checkKey()
{
    const auto key = m_record && m_context.prover ? m_context.prover->keyOf(bindingOf(*m_record))
                                                  : Result<std::optional<DpopKey>>(std::nullopt);
    if (!isKeyLost(key.error()))
        return ready(Done{});
    TokenRequest again;
    again.force = true;
    return andThen(token(again), this, [](const StoredToken &) { return ready(Done{}); });
}

Async<Done> CredentialsManager::reload(bool isLocked)
{
    if (!m_context.store || m_standing != Standing::Stored)
        return ready(Done{});
    const bool first = !m_record;
    const quint64 generation = m_generation;
    return whenDone(
        m_context.store->read(isLocked), this,
        [this, first, generation](const Result<std::optional<SessionRecord>> &stored) -> Async<Done> {
            if (generation != m_generation)
                return failed<Done>(endedMeanwhile());
            if (stored || stored.error().details().contains(QStringLiteral("version")))
                m_mayOverwrite = bool(stored);
            m_mayHaveMore = !stored && !CredentialsStore::isKnownToHaveNone(stored.error());
            if (!stored)
                return failed<Done>(stored.error());
            if (!*stored) {
                if (m_record)
                    end(m_context.store->tombstone.reasonFor(m_record->family));
                return ready(Done{});
            }
            if (RenewalPolicy::ceilingReached(**stored, serverTime())) {
                m_record = **stored;
                endAtCeiling();
                return ready(Done{});
            }
            hold(**stored, Standing::Stored);
            // A refresh that a crash interrupted is found out now, while the tenant's overlap lasts.
            if (first && isInFlight()) {
                qCInfo(lcCredentials) << "an interrupted refresh was found and is repeated";
                TokenRequest again;
                again.force = true;
                token(again);
            }
            return ready(Done{});
        });
}

void CredentialsManager::followDisk()
{
    if (!m_context.store || (m_transaction && m_transaction->isEnding()))
        return;
    if (m_standing == Standing::NeverStored) {
        endIfEndedElsewhere();
        return;
    }
    if (m_record && m_context.store->tombstone.buries(m_record->family))
        end(m_context.store->tombstone.reasonFor(m_record->family));
    // Whoever began that may have died since, and the tenant's overlap does not wait for our next refresh.
    if (!m_transaction && isInFlight())
        findOutLater(false);
    if (m_standing == Standing::Renewed)
        return;
    // A login may have come right behind a logout.
    inTurn<Done>([this]() -> Async<Done> {
        const auto mark = m_context.store->mark.read();
        const bool isOver = !mark || m_context.store->tombstone.buries(mark->family);
        const bool same = isOver ? !m_record : isMarked(*mark);
        return same ? ready(Done{}) : reload();
    });
}

bool CredentialsManager::isMarked(const SessionMark::Content &mark) const
{
    return m_record && m_record->number == mark.number && m_record->family == mark.family
        && m_record->login == mark.login;
}

Async<Done> CredentialsManager::accept(const SessionRecord &record)
{
    SessionRecord named = record;
    named.login = QString::fromLatin1(toBase64Url(systemRandomBytes(12)));
    return inTurn<Done>([this, record = named] {
        m_login.startAnew();
        if (!m_context.store) {
            hold(record, Standing::Stored);
            return ready(Done{});
        }
        return whenDone(store(record), this, [this, record](const Result<Done> &stored) {
            if (stored || m_login.isLoggedOut())
                return QtFuture::makeReadyFuture(stored);
            SessionRecord held = record;
            held.family = m_record ? m_record->family + 1 : 1;
            // Behind renewed tokens that were not written the store has a spent one: the lock is kept for both.
            hold(held, Standing::NeverStored, m_guard);
            Q_EMIT writeFailed(stored.error());
            return ready(Done{});
        });
    });
}

Async<Done> CredentialsManager::store(const SessionRecord &record)
{
    m_login.begin();
    if (!m_mayOverwrite)
        return failed<Done>(
            {Error::StoreUnavailable,
             QStringLiteral("The stored session was written by a newer version of the library; it is left alone.")});
    return underLock([this, record] {
        return whenDone(m_login.write(record, m_record), this, [this](const Result<SessionRecord> &stored) {
            if (stored)
                hold(*stored, Standing::Stored);
            else
                endIfEndedElsewhere();
            return stored ? ready(Done{}) : failed<Done>(stored.error());
        });
    });
}

// What waits in memory may be in the store all the same.
void CredentialsManager::endIfEndedElsewhere()
{
    if (const std::optional<EndReason> reason = m_login.endedElsewhere()) {
        m_login.noteLogout();
        end(*reason);
    }
}

Async<Done> CredentialsManager::underLock(std::function<Async<Done>()> work)
{
    using Guard = std::shared_ptr<ProcessLockGuard>;
    // What is kept over time goes back where it was, unless the work is done or the session has ended meanwhile.
    const bool isKept = m_guard != nullptr;
    const auto run = [this, work, isKept](const Guard &guard) {
        ++m_locked;
        return whenDone(work(), this, [this, guard, isKept, before = m_generation](const Result<Done> &result) {
            --m_locked;
            if (isKept && !result && before == m_generation)
                m_guard = guard;
            else
                guard->release();
            return QtFuture::makeReadyFuture(result);
        });
    };
    if (isKept)
        return run(std::exchange(m_guard, {}));
    return whenDone(m_context.store->lock.acquire(lockWait()), this, [this, run](const Result<Guard> &guard) {
        if (guard)
            return run(*guard);
        ++m_denials;
        return failed<Done>(guard.error());
    });
}

Async<Done> CredentialsManager::modify(std::function<void(SessionRecord &)> change)
{
    return inTurn<Done>([this, change]() -> Async<Done> {
        if (!m_record)
            return failed<Done>({Error::NoCredentials, QStringLiteral("Nobody is signed in.")});
        if (!m_context.store || m_standing != Standing::Stored) {
            SessionRecord next = *m_record;
            change(next);
            hold(next, m_standing, m_guard);
            return ready(Done{});
        }
        return underLock([this, change] {
            return andThen(reload(true), this, [this, change](Done) -> Async<Done> {
                if (!m_record)
                    return failed<Done>({Error::NoCredentials, QStringLiteral("Nobody is signed in.")});
                SessionRecord next = *m_record;
                change(next);
                if (next == *m_record)
                    return ready(Done{});
                ++next.number;
                return rewrite(next);
            });
        });
    });
}

// The record of a session that stands in the store; a logout that came meanwhile wins.
Async<Done> CredentialsManager::rewrite(const SessionRecord &record)
{
    const quint64 generation = m_generation;
    return andThen(m_context.store->write(record), this, [this, record, generation](Done) {
        const bool isOver = generation != m_generation;
        if (!isOver && !m_context.store->tombstone.buries(record.family)) {
            hold(record, Standing::Stored);
            return ready(Done{});
        }
        if (!isOver)
            end(m_context.store->tombstone.reasonFor(record.family));
        return m_context.store->remove();
    });
}

Async<Done> CredentialsManager::forget(EndReason reason)
{
    if (reason == EndReason::LoggedOut)
        m_login.noteLogout();
    const auto mark = m_context.store ? m_context.store->mark.read() : std::nullopt;
    if (!m_context.store || (!m_record && !mark && !m_mayHaveMore)) {
        end(reason);
        return ready(Done{});
    }
    const quint64 attempted = m_standing == Standing::NeverStored ? m_login.unanswered().lastFamily() : 0;
    const quint64 known = std::max({m_record ? m_record->family : 0, mark ? mark->family : 0, attempted});
    // Nothing names what is behind a lock when its mark is lost. Families are counted from 1: the time is above them
    // all, and later logins count on from there.
    const bool isNamed = mark || !m_mayHaveMore;
    const quint64 family = isNamed ? known : std::max<quint64>(known, m_context.clock->now().toMSecsSinceEpoch());
    m_mayHaveMore = false;
    const Result<Done> buried = m_context.store->tombstone.write(family, reason);
    if (!buried)
        qCWarning(lcCredentials) << "the logout could not be noted on disk:" << buried.error().message();
    end(reason);
    // Without a tombstone, what is under way would write the record again after it was removed.
    const auto removed = buried ? removeUpTo(family) : inTurn<Done>([this, family] { return removeUpTo(family); });
    return whenDone(removed, this, [buried](const Result<Done> &removed) {
        // Without a tombstone and with the record still there, the logout would not outlive this process.
        return removed || buried ? Async<Done>(QtFuture::makeReadyFuture(removed)) : failed<Done>(buried.error());
    });
}

// A login writes under the lock. Where another process has it and does not let go, the record stays for now: it is
// dead.
Async<Done> CredentialsManager::removeUpTo(quint64 family)
{
    if (holdsLock())
        return removeIfUpTo(family);
    using Guard = std::shared_ptr<ProcessLockGuard>;
    return whenDone(
        m_context.store->lock.acquire(CredentialsStore::bound), this, [this, family](const Result<Guard> &guard) {
            if (!guard) {
                m_context.store->buryLater();
                return failed<Done>(guard.error());
            }
            return whenDone(removeIfUpTo(family), this, [held = *guard](const Result<Done> &removed) {
                held->release();
                return QtFuture::makeReadyFuture(removed);
            });
        });
}

// A login of another process since the tombstone is a newer family, and stays.
Async<Done> CredentialsManager::removeIfUpTo(quint64 family)
{
    const auto mark = m_context.store->mark.read();
    if (mark && mark->family > family)
        return ready(Done{});
    return andThen(m_context.store->remove(), this, [this](Done) {
        m_mayOverwrite = true;
        return ready(Done{});
    });
}

Async<Done> CredentialsManager::flush()
{
    if (!m_context.store || m_standing == Standing::Stored)
        return ready(Done{});
    return inTurn<Done>([this] { return flushInTurn(); });
}

// Writes what waits in memory. A session that stood in the store is not refreshed again before that is done.
Async<Done> CredentialsManager::flushInTurn()
{
    if (!m_record || !m_context.store || m_standing == Standing::Stored)
        return ready(Done{});
    const bool renewed = m_standing == Standing::Renewed;
    const auto written = renewed ? underLock([this] { return writeRenewed(); }) : store(*m_record);
    return whenDone(written, this, [this, renewed](const Result<Done> &result) {
        if (result || !m_record)
            return ready(Done{});
        m_retry.start(RetryPolicy::backOff(m_retries++, 0.5 + randomFraction() / 2));
        return renewed ? failed<Done>(result.error()) : ready(Done{});
    });
}

// The journal is cleared while the lock is kept: afterwards it is another process's.
Async<Done> CredentialsManager::writeRenewed()
{
    return andThen(rewrite(*m_record), this, [this](Done) {
        m_context.store->journal.clear();
        return ready(Done{});
    });
}

void CredentialsManager::hold(const SessionRecord &record, Standing standing, std::shared_ptr<ProcessLockGuard> guard)
{
    const bool changed = !m_record || !(*m_record == record) || m_standing != standing;
    m_record = record;
    m_standing = standing;
    if (m_guard != guard)
        releaseGuard();
    m_guard = std::move(guard);
    if (standing == Standing::Stored) {
        m_retry.stop();
        m_retries = 0;
    } else if (!m_retry.isActive()) {
        m_retry.start(RetryPolicy::backOff(m_retries++, 1.0));
    }
    if (changed)
        Q_EMIT recordChanged();
}

void CredentialsManager::releaseGuard()
{
    if (m_guard)
        m_guard->release();
    m_guard.reset();
}

void CredentialsManager::end(EndReason reason)
{
    ++m_generation;
    if (!m_transaction || !m_transaction->holdsLock())
        releaseGuard();
    m_retry.stop();
    m_findOut.stop();
    m_unanswered = 0;
    m_standing = Standing::Stored;
    if (!m_record)
        return;
    m_record.reset();
    Q_EMIT ended(reason);
}
} // namespace Auth0
