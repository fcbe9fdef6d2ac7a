// SPDX-License-Identifier: Apache-2.0
#include "credentials/refreshtransaction.h"
#include "core/logging.h"
#include "credentials/dpopbinding.h"
#include "credentials/renewalpolicy.h"
#include "credentials/sessionchanges.h"
#include "idtoken/idtokenvalidator.h"

namespace Auth0 {
namespace {
QString accessTokenFor(const SessionRecord &record, const TokenRequest &request)
{
    const StoredToken *token = RenewalPolicy::find(record, request);
    return token ? token->accessToken : QString();
}

RefreshOutcome endedOutcome(EndReason reason, const Error &error)
{
    RefreshOutcome outcome;
    outcome.ended = reason;
    outcome.error = error;
    return outcome;
}

Error refusedBefore()
{
    const Error cause = Error(Error::ServerFailure, QStringLiteral("The tenant had refused this refresh token before."))
                            .withServer(403, QStringLiteral("invalid_grant"));
    return Error(Error::RenewFailed, QStringLiteral("The tenant refused to renew the credentials.")).causedBy(cause);
}

Error endedElsewhere() { return {Error::NoCredentials, QStringLiteral("The session was ended by another process.")}; }

// A JWT access token names its audience; an opaque one says nothing.
bool isForOtherAudience(const QString &accessToken, const QString &audience)
{
    const Result<Jwt> jwt = Jwt::decode(accessToken);
    if (audience.isEmpty() || !jwt)
        return false;
    const QJsonValue aud = jwt->claims.value(QLatin1String("aud"));
    if (aud.isArray())
        return !aud.toArray().contains(QJsonValue(audience));
    return aud.isString() && aud.toString() != audience;
}

// The last are those of Cloudflare, for an origin that did not answer it or not in time.
bool isOfAGateway(int status) { return status == 502 || status == 504 || (status >= 520 && status <= 524); }

//! The cause itself: no network is no defect of the ID token.
Error withoutKeys(const Error &cause)
{
    return Error(
               cause.code(),
               QStringLiteral("The refreshed ID token cannot be checked, the tenant's keys could not be fetched; the "
                              "session stays: %1")
                   .arg(cause.message()))
        .causedBy(cause);
}
} // namespace

RefreshTransaction::RefreshTransaction(
    const RefreshContext &context, const SessionRecord &record, bool neverStored, const TokenRequest &request,
    QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_record(record)
    , m_neverStored(neverStored)
    , m_request(request)
    , m_tokenBefore(accessTokenFor(record, request))
{
}

Async<RefreshOutcome> RefreshTransaction::run()
{
    if (!m_context.store)
        return send();
    const auto begin = [this] {
        if (isStored())
            return reread();
        return m_unanswered.isEmpty() ? send() : lookForIt();
    };
    if (m_guard)
        return begin();
    using Guard = std::shared_ptr<ProcessLockGuard>;
    return andThen(m_context.store->lock.acquire(m_lockWait), this, [this, begin](const Guard &guard) {
        m_guard = guard;
        return begin();
    });
}

void RefreshTransaction::useLockOf(const std::shared_ptr<ProcessLockGuard> &guard)
{
    m_guard = guard;
    m_guardHandedOn = true;
}

void RefreshTransaction::release()
{
    if (m_guard && !m_guardHandedOn)
        m_guard->release();
    m_guard.reset();
}

Async<RefreshOutcome> RefreshTransaction::reread()
{
    return andThen(m_context.store->read(true), this, [this](const std::optional<SessionRecord> &stored) {
        if (!stored)
            return endedByOthers();
        const bool changed = stored->number != m_record.number;
        m_record = *stored;
        const bool isRefused = m_record.refreshToken == m_refused && !m_refused.isEmpty();
        if (isRefused || m_context.store->journal.isRefused(m_record.refreshToken))
            return end(EndReason::RefreshTokenRejected, refusedBefore());
        return changed && accessTokenFor(m_record, m_request) != m_tokenBefore ? adopt() : send();
    });
}

// It may have got through all the same. Then what other processes did since is newer, and what was renewed in memory is
// newer than what the store was given.
Async<RefreshOutcome> RefreshTransaction::lookForIt()
{
    const bool isFollowed = m_unanswered.areFollowedBy(m_context.store->mark.read()); // a reader may write it
    return whenDone(
        m_context.store->read(true), this,
        [this, isFollowed](const Result<std::optional<SessionRecord>> &read) -> Async<RefreshOutcome> {
            if (m_unanswered.areBuriedBy(m_context.store->tombstone.family()))
                return endedByOthers();
            if (!read && isFollowed && !CredentialsStore::isKnownToHaveNone(read.error()))
                return failed<RefreshOutcome>(read.error()); // it may be spent
            if (!read || !*read)
                return send();
            const SessionRecord &stored = **read;
            const bool isOlder = m_unanswered.has(stored.refreshToken) && stored.refreshToken != m_record.refreshToken;
            if (isOlder || (stored.login != m_record.login && !isFollowed))
                return send();
            m_neverStored = false;
            const bool isSame = stored.login == m_record.login;
            const QJsonObject data = isSame ? m_record.data : stored.data; // set while the login waited
            m_hasNewData = data != stored.data;
            m_record = stored;
            m_record.data = data;
            return accessTokenFor(m_record, m_request) != m_tokenBefore ? adopt() : send();
        });
}

Async<RefreshOutcome> RefreshTransaction::adopt()
{
    TokenRequest asked = m_request;
    asked.force = false; // whoever renewed it meanwhile did what was asked
    if (!RenewalPolicy::serving(m_record, asked, m_context.clock->now()))
        return send();
    qCInfo(lcCredentials) << "refresh: another process was faster, its tokens are taken over";
    if (m_hasNewData)
        return write(m_record);
    RefreshOutcome outcome;
    outcome.record = m_record;
    return ready(outcome);
}

Async<RefreshOutcome> RefreshTransaction::send()
{
    if (m_record.refreshToken.isEmpty())
        return failed<RefreshOutcome>(
            {Error::NoRefreshToken,
             QStringLiteral("The session has no refresh token: ask for the scope `offline_access` at login, and allow "
                            "offline access for the API.")});
    if (m_context.prover) {
        const auto key = m_context.prover->keyOf(bindingOf(m_record));
        if (!key)
            return keyUnfit(key.error());
        m_key = *key;
    }
    if (m_context.store) {
        m_wasInFlight = m_context.store->journal.isInFlight(m_record.refreshToken);
        const Result<Done> noted = m_context.store->journal.begin(m_record.refreshToken);
        if (!noted)
            return failed<RefreshOutcome>(noted.error());
    }
    return post();
}

// Without its key a bound refresh token is refused for ever; switched off, the key is still there.
Async<RefreshOutcome> RefreshTransaction::keyUnfit(const Error &error)
{
    qCInfo(lcCredentials) << "refresh: nothing was sent:" << error.message();
    return isKeyLost(error) ? end(EndReason::DpopKeyLost, error) : failed<RefreshOutcome>(error);
}

Async<RefreshOutcome> RefreshTransaction::post()
{
    AuthenticationApi::Refresh refresh;
    refresh.refreshToken = m_record.refreshToken;
    refresh.parameters = m_request.parameters;
    refresh.timeout = m_request.timeout;
    if (!RenewalPolicy::isForLogin(m_record, m_request)) {
        refresh.audience = m_request.audience;
        refresh.scope = RenewalPolicy::sentScope(m_request);
    }
    // Side by side with the refresh: keys at hand when the answer comes save a write of the record.
    if (!m_record.idToken.isEmpty())
        m_context.keys->prefetch();
    qCInfo(lcCredentials) << (m_repeated ? "refresh: repeated, the first answer was lost" : "refresh: started");
    // A proof that is refused for its nonce is made once more by http/: the token was not looked at and is not spent.
    const auto signer =
        m_key && m_context.prover ? m_context.prover->tokenEndpointSigner(*m_key) : AuthenticationApi::Signer();
    return whenDone(
        AuthenticationApi::refresh(m_context.http, m_context.tenant, refresh, signer), this,
        [this](const Result<TokenResponse> &answer) {
            if (answer)
                return answer->defect ? write(SessionChanges::rotated(m_record, *answer), answer->defect)
                                      : judge(*answer);
            const Error error = answer.error();
            // A gateway that got no answer says so; behind it the token may have been rotated.
            const bool ofGateway = isOfAGateway(error.statusCode());
            const bool noAnswer = error.code() == Error::NetworkFailure || error.code() == Error::Timeout
                || error.code() == Error::InvalidConfiguration || ofGateway;
            // An answer that cannot be read may have rotated the token all the same: the journal stays.
            if (error.code() == Error::InvalidResponse || error.code() == Error::Cancelled)
                return failed<RefreshOutcome>(error);
            return noAnswer ? unanswered(error) : refused(error);
        });
}

Async<RefreshOutcome> RefreshTransaction::unanswered(const Error &error)
{
    // Without a way to the tenant nothing has left.
    const bool sent =
        error.code() != Error::InvalidConfiguration && error.details().value(QStringLiteral("sent"), true).toBool();
    if (error.code() == Error::NetworkFailure && sent && !m_repeated) {
        m_repeated = true;
        return post();
    }
    if (!sent && !m_repeated && !m_wasInFlight && m_context.store)
        m_context.store->journal.clear();
    qCInfo(lcCredentials) << "refresh: no answer, the session stays:" << error.message();
    return failed<RefreshOutcome>(error);
}

Async<RefreshOutcome> RefreshTransaction::refused(const Error &error)
{
    const bool passes = error.isRetryable() || error.code() == Error::MfaRequired
        || error.code() == Error::DpopKeyMissing || error.code() == Error::DpopKeyMismatch
        || error.code() == Error::DpopNotConfigured || error.code() == Error::DpopProofFailed;
    // Who did not look at the token says nothing about an earlier attempt whose outcome nobody knows.
    const bool mayBeSpent = m_repeated || m_wasInFlight;
    if (m_context.store && !(passes && mayBeSpent))
        m_context.store->journal.clear();
    if (passes) {
        qCInfo(lcCredentials) << "refresh: not now, the session stays:" << error.message();
        return failed<RefreshOutcome>(error);
    }
    const Error wrapped =
        Error(
            Error::RenewFailed, QStringLiteral("The tenant refused to renew the credentials: %1").arg(error.message()))
            .causedBy(error);
    return error.serverCode() == QLatin1String("invalid_grant") ? confirmRefusal(wrapped)
                                                                : failed<RefreshOutcome>(wrapped);
}

Async<RefreshOutcome> RefreshTransaction::confirmRefusal(const Error &refusal)
{
    if (!isStored())
        return end(EndReason::RefreshTokenRejected, refusal);
    m_refused = m_record.refreshToken;
    return whenDone(
        m_context.store->read(true), this,
        [this, refusal](const Result<std::optional<SessionRecord>> &read) -> Async<RefreshOutcome> {
            if (!read) {
                noteRefusal(); // confirmed later, by this process or another
                return failed<RefreshOutcome>(read.error());
            }
            const std::optional<SessionRecord> &stored = *read;
            if (!stored)
                return endedByOthers();
            if (stored->refreshToken == m_record.refreshToken)
                return end(EndReason::RefreshTokenRejected, refusal);
            // Somebody who did not take the lock stored a newer token: the refused one was not the newest.
            m_record = *stored;
            return adopt();
        });
}

void RefreshTransaction::noteRefusal() const
{
    if (!m_context.store->journal.refuse(m_record.refreshToken))
        qCDebug(lcCredentials) << "the refusal could not be noted on disk";
}

Async<RefreshOutcome> RefreshTransaction::end(EndReason reason, const Error &error)
{
    qCInfo(lcCredentials) << "refresh: the session ends:" << reason;
    if (!isStored())
        return ready(endedOutcome(reason, error));
    m_isEnding = true;
    // A dead token is tried once: nobody is to find it again, and whoever misses it is to know why it is gone.
    if (!m_context.store->tombstone.write(m_record.family, reason))
        qCWarning(lcCredentials) << "the end of the session could not be noted on disk";
    return whenDone(m_context.store->remove(), this, [this, reason, error](const Result<Done> &removed) {
        // Where the tombstone did not get there either, the next one is not to send it once more.
        if (removed)
            m_context.store->journal.clear();
        else if (reason == EndReason::RefreshTokenRejected)
            noteRefusal();
        return ready(endedOutcome(reason, error));
    });
}

Async<RefreshOutcome> RefreshTransaction::endedByOthers() const
{
    return ready(endedOutcome(m_context.store->tombstone.reasonFor(m_record.family), endedElsewhere()));
}

QJsonObject RefreshTransaction::previousClaims() const
{
    const Result<Jwt> previous = Jwt::decode(m_record.idToken);
    if (previous)
        return previous->claims;
    const QJsonValue sub = m_record.userClaims.value(QLatin1String("sub"));
    return sub.isString() ? QJsonObject{{QStringLiteral("sub"), sub}} : QJsonObject();
}

Async<RefreshOutcome> RefreshTransaction::judge(const TokenResponse &answer)
{
    if (answer.idToken.isEmpty())
        return accept(answer, {});
    const auto own = IdTokenValidator::decodeOwn(answer.idToken, m_context.tenant.issuer(), m_context.tenant.clientId);
    const QJsonValue sub = previousClaims().value(QLatin1String("sub"));
    const bool foreign = !own ? own.error().details().value(QStringLiteral("foreign")).toBool()
                              : !sub.isUndefined() && own->value(QLatin1String("sub")) != sub;
    if (foreign) {
        // A foreign user never replaces the session: nothing of this answer is kept.
        if (m_context.store)
            m_context.store->journal.clear();
        return failed<RefreshOutcome>(
            own ? Error(Error::IdTokenInvalid, QStringLiteral("The refreshed ID token belongs to another user (sub)."))
                : own.error());
    }
    if (const JwkSet *keys = m_context.keys->cachedKeysFor(answer.idToken))
        return judgeWithKeys(answer, *keys);
    return fetchKeysAndJudge(answer);
}

Async<RefreshOutcome> RefreshTransaction::fetchKeysAndJudge(const TokenResponse &answer)
{
    const auto judgeAnyway = [this, answer](const RefreshOutcome &saved) {
        return whenDone(
            m_context.keys->keysFor(answer.idToken), this, [this, answer, saved](const Result<JwkSet> &keys) {
                if (keys)
                    return judgeWithKeys(answer, *keys);
                RefreshOutcome outcome = saved;
                outcome.error = withoutKeys(keys.error());
                return ready(outcome);
            });
    };
    // The rotated token first: a defect elsewhere costs the call, never the family.
    return andThen(
        write(SessionChanges::rotated(m_record, answer)), this,
        [this, judgeAnyway](const RefreshOutcome &saved) -> Async<RefreshOutcome> {
            if (saved.ended)
                return ready(saved);
            m_record = *saved.record;
            return judgeAnyway(saved);
        });
}

Async<RefreshOutcome> RefreshTransaction::judgeWithKeys(const TokenResponse &answer, const JwkSet &keys)
{
    IdTokenExpectations expected;
    expected.issuer = m_context.tenant.issuer();
    expected.clientId = m_context.tenant.clientId;
    expected.now = answer.serverTime;
    expected.leeway = m_context.leeway;
    expected.accessToken = answer.accessToken;
    expected.previousClaims = previousClaims();
    const Result<QJsonObject> claims = IdTokenValidator::validate(answer.idToken, keys, expected);
    if (claims)
        return accept(answer, *claims);
    return write(SessionChanges::rotated(m_record, answer), claims.error());
}

Async<RefreshOutcome> RefreshTransaction::accept(const TokenResponse &answer, const QJsonObject &claims)
{
    if (isForOtherAudience(answer.accessToken, m_request.audience))
        return write(
            SessionChanges::rotated(m_record, answer),
            Error(
                Error::InvalidResponse,
                QStringLiteral("The tenant sent an access token for another audience than %1.")
                    .arg(m_request.audience)));
    const QDateTime now = m_context.clock->now();
    SessionRecord next = SessionChanges::withToken(m_record, m_request, answer, now);
    if (!claims.isEmpty())
        next = SessionChanges::withIdentity(next, answer.idToken, claims);
    const StoredToken *token = RenewalPolicy::find(next, m_request);
    if (token && !RenewalPolicy::isFresh(*token, now, m_request.minTtl))
        return write(
            next,
            Error(
                Error::LargeMinTtl,
                QStringLiteral(
                    "minTtl of %1 s is longer than the access token lives (%2 s): ask for less, or raise the "
                    "token lifetime of the API in the dashboard.")
                    .arg(m_request.minTtl.count() / 1000)
                    .arg(answer.expiresIn.value_or(0))));
    return write(next);
}

Async<RefreshOutcome> RefreshTransaction::write(const SessionRecord &record, const std::optional<Error> &error)
{
    SessionRecord next = record;
    ++next.number;
    if (!isStored()) {
        if (m_context.store)
            m_context.store->journal.clear();
        RefreshOutcome outcome;
        outcome.record = next;
        outcome.error = error;
        outcome.written = !m_context.store;
        if (!m_unanswered.isEmpty()) {
            // The token that may be in the store is spent: nobody is to read and send it.
            outcome.guard = m_guard;
            m_guardHandedOn = true;
        }
        return ready(outcome);
    }
    return whenDone(m_context.store->write(next), this, [this, next, error](const Result<Done> &written) {
        if (written)
            return afterWrite(next, error);
        qCWarning(lcCredentials) << "refresh: the renewed tokens wait in memory, the store did not take them:"
                                 << written.error().message();
        RefreshOutcome outcome;
        outcome.record = next;
        outcome.error = error;
        outcome.written = false;
        outcome.guard = m_guard;
        m_guardHandedOn = true;
        return ready(outcome);
    });
}

Async<RefreshOutcome> RefreshTransaction::afterWrite(const SessionRecord &record, const std::optional<Error> &error)
{
    m_context.store->journal.clear();
    if (m_context.store->tombstone.buries(record.family)) {
        // A logout while the answer was on its way wins: what was written is deleted.
        return whenDone(m_context.store->remove(), this, [this](const Result<Done> &) { return endedByOthers(); });
    }
    qCInfo(lcCredentials) << "refresh: done, record" << record.number << "stored";
    m_guardHandedOn = false; // a write before this one had failed
    RefreshOutcome outcome;
    outcome.record = record;
    outcome.error = error;
    return ready(outcome);
}
} // namespace Auth0
