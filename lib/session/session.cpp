// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"
#include "api/authenticationapi.h"
#include "core/logging.h"
#include "core/randombytes.h"
#include "credentials/dpopbinding.h"
#include "credentials/renewalpolicy.h"
#include "credentials/sessionchanges.h"
#include "session/recordviews.h"
#include "storage/chunkedsecretstore.h"
#include "storage/insecurefilestore.h"
#include "storage/keychainsecretstore.h"
#include "storage/sessiondirectory.h"
#include <QtCore/QMap>
#include <algorithm>
#include <utility>

namespace Auth0 {
Session::Session(const SessionParts &parts, QObject *parent)
    : QObject(parent)
    , m_key(parts.key)
    , m_clock(parts.clock ? parts.clock : &m_systemClock)
    , m_http(std::make_unique<HttpClient>(parts.network, m_clock))
    , m_prover(std::make_unique<DpopProver>(m_clock, [http = m_http.get()] { return http->clockOffset(); }))
    , m_keys(std::make_unique<JwkSource>(m_http.get(), m_clock))
{
    startStore(parts);
    RefreshContext context;
    context.http = m_http.get();
    context.keys = m_keys.get();
    context.clock = m_clock;
    context.prover = m_prover.get();
    context.store = m_store.get();
    m_manager = std::make_unique<CredentialsManager>(context);
    connect(m_manager.get(), &CredentialsManager::recordChanged, this, &Session::onRecordChanged);
    connect(m_manager.get(), &CredentialsManager::ended, this, &Session::onEnded);
    connect(
        m_manager.get(), &CredentialsManager::writeFailed, this, [this](const Error &error) { m_writeError = error; });
    m_ceiling = std::make_unique<CeilingWatch>(m_manager.get(), m_clock);
    m_autoRefresh = std::make_unique<AutoRefresh>(m_manager.get(), m_clock, randomFraction);
    if (!m_store) {
        m_state = SessionState::SignedOut;
        return;
    }
    connect(m_store.get(), &CredentialsStore::changedOnDisk, this, &Session::onDiskChanged);
    connect(m_store.get(), &CredentialsStore::availabilityChanged, this, &Session::onStoreAvailable);
    m_store->watch();
    load();
}

Session::~Session()
{
    m_autoRefresh.reset();
    m_ceiling.reset();
    // Manager and store answer their callers while they die; these may ask for the state.
    m_manager.reset();
    m_store.reset();
    const QList<Deferred<Done>> waiting = std::move(m_waitingForStore);
    for (const Deferred<Done> &caller : waiting)
        caller.settle(cancelledError());
}

void Session::startStore(const SessionParts &parts)
{
    SecretStore *secrets = parts.secrets;
    SessionKey key = parts.key;
    QString backend = QStringLiteral("custom");
    if (!secrets && parts.storage == Storage::MemoryOnly)
        return;
    if (!secrets && parts.storage == Storage::InsecureFile) {
        m_ownSecrets = std::make_unique<InsecureFileStore>(sessionDirectory());
        backend = QStringLiteral("file");
        key.isInFile = true;
    } else if (!secrets) {
        m_ownSecrets = std::make_unique<KeychainSecretStore>();
        backend = KeychainSecretStore::backendName();
    }
#ifdef Q_OS_WIN
    if (m_ownSecrets && parts.storage == Storage::Keychain) {
        m_limited = std::move(m_ownSecrets);
        m_ownSecrets = std::make_unique<ChunkedSecretStore>(m_limited.get(), ChunkedSecretStore::windowsLimit);
    }
#endif
    m_store =
        std::make_unique<CredentialsStore>(secrets ? secrets : m_ownSecrets.get(), backend, sessionDirectory(), key);
}

void Session::configure(const SessionSettings &settings)
{
    if (m_settings == settings)
        return;
    const bool dpopIsNew = settings.useDpop && !m_settings.useDpop;
    m_settings = settings;
    m_prover->setOn(settings.useDpop);
    // Not from inside the call that brought the setting: its caller would be told of an end it cannot know of yet.
    if (dpopIsNew && m_state == SessionState::SignedIn)
        QMetaObject::invokeMethod(
            this, [this] { checkKey(); }, Qt::QueuedConnection);
    m_http->setSettings(settings.http);
    m_keys->setUrl(settings.tenant.endpoint(QStringLiteral(".well-known/jwks.json")));
    m_manager->setTenant(settings.tenant, settings.leeway);
}

void Session::setRefreshLeadTime(const QObject *client, std::optional<std::chrono::milliseconds> lead)
{
    if (lead)
        m_leadTimes.insert(client, *lead);
    else
        m_leadTimes.remove(client);
    const auto earliest = std::max_element(m_leadTimes.cbegin(), m_leadTimes.cend());
    m_autoRefresh->setLeadTime(earliest == m_leadTimes.cend() ? std::nullopt : std::optional(*earliest));
}

bool Session::isPersistent() const { return m_manager->isPersistent(); }

Async<Done> Session::restored()
{
    if (m_state != SessionState::Restoring)
        return ready(Done{});
    m_waitingForStore.append(Deferred<Done>());
    return m_waitingForStore.last().future();
}

Async<Done> Session::load()
{
    return whenDone(m_manager->load(), this, [this](const Result<Done> &loaded) {
        if (m_manager)
            onLoaded(loaded);
        return ready(Done{});
    });
}

void Session::onLoaded(const Result<Done> &loaded)
{
    const Error error = loaded.error();
    m_loadError = error;
    if (m_manager->record()) {
        setState(SessionState::SignedIn);
        checkKey();
    } else if (error.code() == Error::StoreLocked)
        setState(SessionState::StoreLocked);
    else if (loaded || error.code() == Error::StoreFailed || error.code() == Error::NoCredentials) // ended meanwhile
        setState(SessionState::SignedOut);
    else
        setState(SessionState::StoreUnavailable);
    // Queued: a store that answers at once does so before anybody has connected.
    if (error.code() == Error::StoreFailed)
        QMetaObject::invokeMethod(
            this, [this, error] { tell([this, error] { Q_EMIT storeError(error); }); }, Qt::QueuedConnection);
    if (std::exchange(m_changedWhileRestoring, false))
        onDiskChanged();
    const QList<Deferred<Done>> waiting = std::exchange(m_waitingForStore, {});
    for (const Deferred<Done> &caller : waiting)
        caller.settle(Done{});
}

// A session whose key is lost cannot be renewed: it ends now, and is told, not at some call to come.
void Session::checkKey()
{
    if (!m_prover->isOn())
        return;
    whenDone(m_manager->checkKey(), this, [this](const Result<Done> &checked) {
        if (isKeyLost(checked.error()))
            tell([this, error = checked.error()] { Q_EMIT storeError(error); });
        return ready(Done{});
    });
}

Async<SessionState> Session::restore()
{
    const bool isHeld = m_state == SessionState::SignedIn;
    if (!m_store || (isHeld && isPersistent()))
        return ready(m_state);
    // What is held in memory is written, anything else is read.
    const auto goOn = [this, isHeld] {
        return whenDone(
            isHeld ? m_manager->flush() : load(), this, [this](const Result<Done> &) { return ready(m_state); });
    };
    auto *keychain = dynamic_cast<KeychainSecretStore *>(m_ownSecrets.get());
    const bool mayBeLocked = isHeld || m_state == SessionState::StoreLocked;
    if (!keychain || !mayBeLocked)
        return goOn();
    return whenDone(keychain->unlock(), this, [goOn](const Result<Done> &) { return goOn(); });
}

void Session::onStoreAvailable()
{
    m_manager->flush();
    if (m_state == SessionState::StoreLocked || m_state == SessionState::StoreUnavailable)
        load();
    else
        m_manager->followDisk(); // what could not be read when the files changed
}

void Session::onDiskChanged()
{
    if (m_state == SessionState::StoreLocked || m_state == SessionState::StoreUnavailable)
        load();
    else if (m_state != SessionState::Restoring)
        m_manager->followDisk();
    else
        m_changedWhileRestoring = true; // the answer of the store may be older
}

void Session::onRecordChanged()
{
    const SessionRecord &record = *m_manager->record();
    m_user = UserProfile::fromClaims(record.userClaims);
    m_credentials = RecordViews::credentials(record, record.loginToken);
    m_prover->setBinding(bindingOf(record));
    m_state = SessionState::SignedIn;
    m_endedAtCeiling = false;
    tell([this] {
        Q_EMIT changed();
        Q_EMIT credentialsChanged();
    });
}

void Session::tell(const std::function<void()> &signal)
{
    ++m_telling;
    signal();
    --m_telling;
}

void Session::onEnded(EndReason reason)
{
    qCInfo(lcSession) << "session ended:" << reason;
    m_endedAtCeiling = reason == EndReason::SessionCeilingReached;
    m_user = {};
    m_credentials = {};
    m_prover->setBinding({});
    const bool isEarly = std::exchange(m_state, SessionState::SignedOut) == SessionState::Restoring;
    const auto tellAll = [this, reason] {
        tell([this, reason] {
            Q_EMIT changed();
            Q_EMIT credentialsChanged();
            Q_EMIT ended(reason);
        });
    };
    // A store that answers at once does so before anybody has connected.
    if (isEarly)
        QMetaObject::invokeMethod(this, tellAll, Qt::QueuedConnection);
    else
        tellAll();
}

void Session::setState(SessionState state)
{
    if (m_state == state)
        return;
    qCInfo(lcSession) << "state:" << state;
    m_state = state;
    tell([this] { Q_EMIT changed(); });
}

Error Session::signedOutError() const
{
    switch (m_state) {
    case SessionState::StoreLocked:
        return {Error::StoreLocked, QStringLiteral("The keyring is locked: unlock it, or call restore().")};
    case SessionState::StoreUnavailable:
        return Error(
                   Error::StoreUnavailable,
                   QStringLiteral("Whether somebody is signed in cannot be known, restore() tries again: %1")
                       .arg(m_loadError.message()))
            .causedBy(m_loadError);
    default:
        if (m_endedAtCeiling)
            return {Error::SessionExpired, QStringLiteral("The session has reached its ceiling: call authorize().")};
        return {Error::NoCredentials, QStringLiteral("Nobody is signed in: call authorize().")};
    }
}

const Credentials *Session::cachedCredentials(const TokenRequest &request) const
{
    const StoredToken *token = m_manager->cached(request);
    return token && token == &m_manager->record()->loginToken ? &m_credentials : nullptr;
}

Async<StoredToken> Session::token(const TokenRequest &request)
{
    return m_manager->record() ? m_manager->token(request) : failed<StoredToken>(signedOutError());
}

Async<Credentials> Session::getCredentials(const TokenRequest &request)
{
    if (const Credentials *hit = cachedCredentials(request))
        return ready(*hit);
    return andThen(token(request), this, [this](const StoredToken &token) {
        if (!m_manager->record())
            return failed<Credentials>(signedOutError());
        return ready(RecordViews::credentials(*m_manager->record(), token));
    });
}

Async<ApiCredentials> Session::apiCredentials(const TokenRequest &request)
{
    return andThen(token(request), this, [audience = request.audience](const StoredToken &token) {
        ApiCredentials api = RecordViews::apiCredentials(token);
        api.audience = audience;
        return ready(api);
    });
}

Async<Done> Session::clearApiCredentials(const QString &audience, const std::optional<QString> &scope)
{
    if (!m_manager->record())
        return m_state == SessionState::SignedOut ? ready(Done{}) : failed<Done>(signedOutError());
    return m_manager->modify(
        [audience, scope](SessionRecord &record) { record = SessionChanges::withoutTokens(record, audience, scope); });
}

QString Session::loginScope() const { return m_manager->record() ? m_manager->record()->loginScope : QString(); }

QString Session::tokenTypeOf(const QString &accessToken) const
{
    const auto &record = m_manager->record();
    if (!record)
        return {};
    if (record->loginToken.accessToken == accessToken)
        return record->loginToken.tokenType;
    const auto same = std::find_if(record->tokens.begin(), record->tokens.end(), [&accessToken](const StoredToken &t) {
        return t.accessToken == accessToken;
    });
    return same == record->tokens.end() ? QString() : same->tokenType;
}

bool Session::hasValidCredentials(std::chrono::milliseconds minTtl) const
{
    const auto &record = m_manager->record();
    const QDateTime now = m_clock->now();
    if (!record || RenewalPolicy::ceilingReached(*record, now.addMSecs(m_http->clockOffset().count())))
        return false;
    const StoredToken &token = record->loginToken;
    return !record->refreshToken.isEmpty()
        || (!token.accessToken.isEmpty() && RenewalPolicy::isFresh(token, now, minTtl));
}

std::optional<SessionData> Session::snapshot() const
{
    const auto &record = m_manager->record();
    return record ? std::optional(RecordViews::snapshot(*record)) : std::nullopt;
}

QList<Account> Session::accounts() const
{
    QMap<QString, UserProfile> users;
    const QList<SessionMark::Content> marks = m_store ? m_store->siblings() : QList<SessionMark::Content>();
    for (const SessionMark::Content &mark : marks) {
        UserProfile &user = users[mark.key.account];
        user.sub = mark.sub;
        user.name = mark.name;
    }
    if (m_manager->record())
        users[m_key.account] = m_user;
    QList<Account> accounts;
    for (auto it = users.cbegin(); it != users.cend(); ++it)
        accounts.append({it.key(), it.value()});
    return accounts;
}

Async<Done> Session::accept(const SessionRecord &record)
{
    m_writeError.reset();
    if (RenewalPolicy::ceilingReached(record, m_clock->now().addMSecs(m_http->clockOffset().count())))
        return failed<Done>(
            {Error::SessionExpired, QStringLiteral("The session of this login has already reached its ceiling.")});
    return m_manager->accept(record);
}

Async<Credentials> Session::signIn(const WebAuthResult &result)
{
    return andThen(accept(RecordViews::fromLogin(result, m_clock->now())), this, [this, result](Done) {
        if (!m_manager->record()) // whoever heard of it has logged out
            return failed<Credentials>(endedMeanwhile());
        if (result.dpopKey)
            m_prover->loginStored(*result.dpopKey);
        qCInfo(lcSession) << "signed in" << (isPersistent() ? "and stored" : "in memory");
        Credentials credentials = m_credentials;
        credentials.recoveryCode = result.tokens.recoveryCode;
        tell([this] {
            Q_EMIT loggedIn();
            if (m_writeError)
                Q_EMIT storeError(heldInMemory());
        });
        return ready(credentials);
    });
}

Credentials Session::handedOut(const WebAuthResult &result) const
{
    const SessionRecord record = RecordViews::fromLogin(result, m_clock->now());
    Credentials credentials = RecordViews::credentials(record, record.loginToken);
    credentials.recoveryCode = result.tokens.recoveryCode;
    return credentials;
}

Error Session::heldInMemory() const
{
    return Error(
               Error::StoreUnavailable,
               QStringLiteral("The login is held in memory until the store takes it: %1").arg(m_writeError->message()))
        .causedBy(*m_writeError);
}

Async<Done> Session::takeOver(
    const Credentials &credentials, const QJsonObject &claims, const QString &audience, const QString &scope)
{
    SessionRecord record = RecordViews::fromCredentials(credentials, claims, audience, scope);
    // Tokens of the session in hand that are saved again stay bound to its key.
    const auto &held = m_manager->record();
    if (held && (bindingOf(record).isBound || held->refreshToken == record.refreshToken)) {
        record.dpopKey = held->dpopKey;
        record.dpopJkt = held->dpopJkt;
    }
    return andThen(
        accept(record), this, [this](Done) { return m_writeError ? failed<Done>(*m_writeError) : ready(Done{}); });
}

Async<Done> Session::signOut()
{
    // A session behind a locked keyring was never in memory; ending it is an end all the same.
    const bool unseen = m_state == SessionState::StoreLocked || m_state == SessionState::StoreUnavailable;
    const Async<Done> forgotten = m_manager->forget();
    if (unseen && m_state != SessionState::SignedOut)
        onEnded(EndReason::LoggedOut);
    return forgotten;
}

Async<Done> Session::revoke(const QString &refreshToken)
{
    if (refreshToken.isEmpty())
        return ready(Done{});
    return AuthenticationApi::revoke(m_http.get(), m_settings.tenant, refreshToken);
}

Async<QJsonObject> Session::userInfo()
{
    return andThen(token({}), this, [this](const StoredToken &token) {
        TokenUse use;
        use.accessToken = token.accessToken;
        use.tokenType = token.tokenType;
        return AuthenticationApi::userInfo(
            m_http.get(), m_settings.tenant, token.accessToken, token.tokenType, m_user.sub,
            m_prover->resourceSigner(use));
    });
}

Async<Done> Session::setData(const QJsonObject &data)
{
    if (!m_manager->record())
        return failed<Done>(signedOutError());
    return m_manager->modify([data](SessionRecord &record) { record.data = data; });
}

Async<UserProfile> Session::refreshUser()
{
    return andThen(userInfo(), this, [this](const QJsonObject &claims) {
        const auto merge = [fresh = UserProfile::userClaims(claims)](SessionRecord &record) {
            for (auto it = fresh.begin(); it != fresh.end(); ++it)
                record.userClaims.insert(it.key(), it.value());
        };
        return andThen(m_manager->modify(merge), this, [this](Done) { return ready(m_user); });
    });
}
} // namespace Auth0
