// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/authenticationapi.h"
#include "core/clock.h"
#include "core/enums.h"
#include "credentials/tokenrequest.h"
#include "credentials/unansweredwrites.h"
#include "dpop/dpopprover.h"
#include "idtoken/jwksource.h"
#include "storage/credentialsstore.h"
#include <QtCore/QObject>

namespace Auth0 {
//! What a refresh needs from outside.
struct RefreshContext
{
    HttpClient *http = nullptr;
    JwkSource *keys = nullptr;
    Clock *clock = nullptr;
    CredentialsStore *store = nullptr; //!< null: the session lives in memory only
    Tenant tenant;
    std::chrono::milliseconds leeway{60'000};
    DpopProver *prover = nullptr; //!< null: no session is bound to a key
};

//! How a refresh ended.
struct RefreshOutcome
{
    std::optional<SessionRecord> record; //!< what is to be held from now on; nothing: as before, or ended
    std::optional<EndReason> ended;
    std::optional<Error> error; //!< for the callers, though the record may have changed
    bool written = true; //!< false: the record could not be stored; the guard stays with it until it is
    std::shared_ptr<ProcessLockGuard> guard;
};

/*!
    One refresh from lock to stored, in the order that design and model prove:

    lock -> re-read -> newer there? adopt -> journal -> POST -> write the rotated token -> judge -> clear the journal.

    A refresh token is sent a second time only after an attempt without an answer. Only a refusal of the newest stored
    token, re-read under the lock, ends the session.
*/
class RefreshTransaction : public QObject
{
    Q_OBJECT
public:
    //! \a neverStored: the record is held in memory and the store has none of its family.
    RefreshTransaction(
        const RefreshContext &context, const SessionRecord &record, bool neverStored, const TokenRequest &request,
        QObject *parent);

    //! Ends in an outcome; in an Error when nothing changed (transient, or nothing to refresh with).
    Async<RefreshOutcome> run();
    //! Lets go of the lock, unless the outcome keeps it.
    void release();
    //! With what the record was given to the store, when that gave no answer.
    void setUnansweredWrites(const UnansweredWrites &writes) { m_unanswered = writes; }
    //! How long the lock is waited for; 5 s unless it is said.
    void setLockWait(std::chrono::milliseconds wait) { m_lockWait = wait; }
    //! The caller has the lock, and keeps it.
    void useLockOf(const std::shared_ptr<ProcessLockGuard> &guard);
    //! The token that the tenant has refused and that could not be confirmed to be the newest; it is never sent again.
    void setRefusedToken(const QString &token) { m_refused = token; }
    QString refusedToken() const { return m_refused; }
    //! The session is over, and is about to be told so: the tombstone on disk is this transaction's own.
    bool isEnding() const { return m_isEnding; }
    bool holdsLock() const { return m_guard || m_guardHandedOn; }

private:
    Async<RefreshOutcome> reread();
    Async<RefreshOutcome> lookForIt();
    Async<RefreshOutcome> send();
    Async<RefreshOutcome> keyUnfit(const Error &error);
    Async<RefreshOutcome> post();
    Async<RefreshOutcome> unanswered(const Error &error);
    Async<RefreshOutcome> refused(const Error &error);
    Async<RefreshOutcome> confirmRefusal(const Error &refusal);
    void noteRefusal() const;
    Async<RefreshOutcome> end(EndReason reason, const Error &error);
    Async<RefreshOutcome> endedByOthers() const;
    Async<RefreshOutcome> judge(const TokenResponse &answer);
    Async<RefreshOutcome> judgeWithKeys(const TokenResponse &answer, const JwkSet &keys);
    Async<RefreshOutcome> fetchKeysAndJudge(const TokenResponse &answer);
    Async<RefreshOutcome> accept(const TokenResponse &answer, const QJsonObject &claims);
    Async<RefreshOutcome> write(const SessionRecord &record, const std::optional<Error> &error = {});
    Async<RefreshOutcome> afterWrite(const SessionRecord &record, const std::optional<Error> &error);
    Async<RefreshOutcome> adopt();
    bool isStored() const { return m_context.store && !m_neverStored; }
    QJsonObject previousClaims() const;

    RefreshContext m_context;
    SessionRecord m_record;
    bool m_neverStored;
    TokenRequest m_request;
    QString m_tokenBefore;
    std::optional<DpopKey> m_key;
    QString m_refused;
    UnansweredWrites m_unanswered;
    std::shared_ptr<ProcessLockGuard> m_guard;
    bool m_guardHandedOn = false;
    std::chrono::milliseconds m_lockWait = CredentialsStore::bound;
    bool m_repeated = false;
    bool m_hasNewData = false; //!< which the record in the store has not
    bool m_isEnding = false;
    bool m_wasInFlight = false;
};
} // namespace Auth0
