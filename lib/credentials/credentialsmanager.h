// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/serialqueue.h"
#include "credentials/loginwriter.h"
#include "credentials/refreshtransaction.h"
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <functional>

namespace Auth0 {
/*!
    What we still have from last time: the record in memory, and the one queue through which everything that changes it
    passes. A valid token in memory costs no I/O; an expired one costs one refresh for all who ask.
*/
class CredentialsManager : public QObject
{
    Q_OBJECT
public:
    explicit CredentialsManager(const RefreshContext &context, QObject *parent = nullptr);
    ~CredentialsManager() override;

    //! Tenant and tolerance count from the next call on.
    void setTenant(const Tenant &tenant, std::chrono::milliseconds leeway);

    const std::optional<SessionRecord> &record() const { return m_record; }
    //! Whether the record in memory is the one in the store.
    bool isPersistent() const { return m_record && m_context.store && m_standing == Standing::Stored; }

    //! Whether somebody who called it has not got his future yet, while others are answered already.
    bool isStarting() const { return m_queue.isStarting(); }

    //! Reads the store and takes over what it holds; Done when it answered, be there a session or not.
    Async<Done> load();
    /*!
        Done while the record in memory has the key that it is bound to. Otherwise DpopKeyMissing or DpopKeyMismatch,
       after the stored record was judged under the lock and the session has ended; another error when it has not.
    */
    Async<Done> checkKey();
    //! The token that serves the request at once; null when it takes more than memory.
    const StoredToken *cached(const TokenRequest &request) const;
    //! A token that serves the request, refreshed if it must be.
    Async<StoredToken> token(const TokenRequest &request);
    //! A login: replaces the session whole. Succeeds even when the store refuses; then the record waits in memory.
    Async<Done> accept(const SessionRecord &record);
    //! Changes the stored record under the lock, without a refresh; writes nothing when it comes out the same.
    //! NoCredentials when there is none.
    Async<Done> modify(std::function<void(SessionRecord &)> change);
    /*!
        Ends the session: memory and tombstone at once, then the record. StoreLocked or StoreUnavailable when the record
       is still there; it is deleted as soon as that is possible, before anything reads it.
    */
    Async<Done> forget(EndReason reason = EndReason::LoggedOut);
    //! The mark or tombstone changed on disk: follow, unless it was our own doing.
    void followDisk();
    //! The store may answer again: write what waits. Done when that is over, well or not.
    Async<Done> flush();
    //! When the session reaches its ceiling, by our clock; invalid without one.
    QDateTime ceiling() const;
    //! Ends the session when its ceiling has come; whether it did.
    bool endAtCeiling();

Q_SIGNALS:
    void recordChanged();
    void ended(Auth0::EndReason reason);
    //! A login or renewal could not be written and waits in memory.
    void writeFailed(const Auth0::Error &error);

private:
    enum class Standing {
        Stored, //!< what memory holds is what the store holds
        NeverStored, //!< a login that the store did not take
        Renewed, //!< renewed tokens that the store did not take; the lock is kept
    };

    //! Runs \a work after all that was asked for before.
    template<typename T>
    Async<T> inTurn(std::function<Async<T>()> work)
    {
        return m_queue.enqueue<T>([this, work = std::move(work), denials = m_denials] {
            m_denialsBefore = denials;
            return work();
        });
    }
    //! Who stood in line behind somebody that waited for the lock in vain has waited for it, too.
    std::chrono::milliseconds lockWait() const;
    //! \a isLocked: under the lock, which the caller has.
    Async<Done> reload(bool isLocked = false);
    //! TooManyRequests when the time that `Retry-After` named is further away than a request may take: \a timeout, or
    //! the usual one.
    Async<Done> waitOutRetryAfter(std::optional<std::chrono::milliseconds> timeout);
    TokenRequest stillAsked(const TokenRequest &request, const QString &tokenBefore) const;
    const StoredToken *served(const TokenRequest &request, const QString &tokenBefore) const;
    Async<StoredToken> tokenInTurn(const TokenRequest &request, const QString &tokenBefore);
    Async<StoredToken> refresh(const TokenRequest &request);
    Async<StoredToken> conclude(const TokenRequest &request, const Result<RefreshOutcome> &result);
    Async<StoredToken> serve(const TokenRequest &request) const;
    Async<Done> store(const SessionRecord &record);
    void endIfEndedElsewhere();
    bool isMarked(const SessionMark::Content &mark) const;
    Async<Done> underLock(std::function<Async<Done>()> work);
    Async<Done> rewrite(const SessionRecord &record);
    Async<Done> flushInTurn();
    Async<Done> writeRenewed();
    Async<Done> removeUpTo(quint64 family);
    Async<Done> removeIfUpTo(quint64 family);
    bool holdsLock() const { return m_locked > 0 || (m_transaction && m_transaction->holdsLock()); }
    void hold(const SessionRecord &record, Standing standing, std::shared_ptr<ProcessLockGuard> guard = {});
    void releaseGuard();
    void end(EndReason reason);
    void noteError(const Error &error);
    //! Whether an attempt with the refresh token in hand may have reached the tenant, and nobody knows its outcome.
    bool isInFlight() const;
    void findOutLater(bool atOnce);
    void findOut();
    QDateTime serverTime() const;

    RefreshContext m_context;
    SerialQueue m_queue;
    quint64 m_denials = 0, m_denialsBefore = 0; //!< of the lock; when the work whose turn it is was asked for
    std::optional<SessionRecord> m_record;
    Standing m_standing = Standing::Stored;
    std::shared_ptr<ProcessLockGuard> m_guard;
    QTimer m_retry;
    int m_retries = 0;
    QTimer m_findOut;
    int m_unanswered = 0; //!< refreshes in a row that got no answer in time
    int m_locked = 0; //!< work of ours that has the lock
    QPointer<RefreshTransaction> m_transaction;
    quint64 m_generation = 0;
    bool m_mayOverwrite = true;
    bool m_mayHaveMore = false; //!< the store was asked, and nobody knows whether it has a session
    LoginWriter m_login;
    QString m_refusedToken;
    std::optional<RetryTime::Wait> m_retryTime; //!< of the last `Retry-After`
};
} // namespace Auth0
