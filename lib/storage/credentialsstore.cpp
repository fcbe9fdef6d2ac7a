// SPDX-License-Identifier: Apache-2.0
#include "storage/credentialsstore.h"
#include "core/logging.h"
#include "storage/boundedwait.h"
#include "storage/durablefile.h"
#include "storage/keychainsecretstore.h"
#include "storage/sessionwatch.h"
#include "storage/storedetails.h"
#include <QtCore/QFileInfo>

namespace Auth0 {
namespace {
using Record = std::optional<SessionRecord>;
using Bytes = std::optional<QByteArray>;
using namespace std::chrono_literals;
constexpr std::chrono::milliseconds firstRetry = 2s, longestRetry = 60s;

Error lateAnswer()
{
    return {
        Error::StoreUnavailable,
        QStringLiteral("The secret store did not answer within %1 s.").arg(CredentialsStore::bound.count() / 1000)};
}

//! Only a record that was read and makes no sense is known to be none.
Error unread(const Error &error)
{
    return error.code() == Error::StoreFailed ? Error(Error::StoreUnavailable, error.message()).causedBy(error) : error;
}

bool mayComeBack(const Error &error)
{
    return error.code() == Error::StoreLocked || error.code() == Error::StoreUnavailable;
}

//! Files and an application's own store are apart; which keychain it is may change from one day to the next.
bool isKeychain(const QString &backend)
{
    return backend != QLatin1String("file") && backend != QLatin1String("custom");
}

QString displayName(const QJsonObject &claims)
{
    const auto first = {QLatin1String("name"), QLatin1String("nickname"), QLatin1String("email")};
    for (const QLatin1String &claim : first) {
        const QString name = claims.value(claim).toString();
        if (!name.isEmpty())
            return name;
    }
    return {};
}
} // namespace

class CredentialsStore::Private
{
public:
    Private(
        CredentialsStore *q, SecretStore *secrets, const QString &backend, const QDir &directory,
        const SessionKey &key);
    template<typename T>
    Async<T> ask(const Async<T> &answer);
    void noteAnswer(const Error &error);
    void storeIsBack();

    SessionMark::Content markOf(const SessionRecord &record) const;
    bool isLoggedOut() const;
    Async<Record> nothingFound(std::chrono::milliseconds nextRetry);
    //! What was known when the record was asked for.
    struct Before
    {
        std::optional<quint64> marked;
        bool isLocked;
        std::optional<quint64> buried;
    };
    Async<Record> judge(const QByteArray &bytes, const Before &before);
    void makeMarkGood(const SessionRecord &record, const Before &before) const;
    Async<Record> againUnderLock();
    Async<Record> bury();
    Async<Record> setAside(const QByteArray &bytes, const Error &why);

    CredentialsStore *q;
    SecretStore *secrets;
    KeychainSecretStore *keychain; //!< it says when it is back; others are asked again and again
    QString backend;
    QDir directory;
    SessionKey key;
    QTimer retry;
    bool isWatching = false;
    bool mustBury = false; //!< a record of a session that was logged out could not be deleted yet
};

CredentialsStore::Private::Private(
    CredentialsStore *q, SecretStore *secrets, const QString &backend, const QDir &directory, const SessionKey &key)
    : q(q)
    , secrets(secrets)
    , keychain(dynamic_cast<KeychainSecretStore *>(secrets))
    , backend(backend)
    , directory(directory)
    , key(key)
{
    retry.setSingleShot(true);
    retry.setInterval(firstRetry);
}

CredentialsStore::CredentialsStore(
    SecretStore *secrets, const QString &backend, const QDir &directory, const SessionKey &key, QObject *parent)
    : QObject(parent)
    , mark(directory, key)
    , tombstone(directory, key)
    , journal(directory, key)
    , retryTime(directory, key)
    , lock(directory, key)
    , d(std::make_shared<Private>(this, secrets, backend, directory, key))
{
    connect(&d->retry, &QTimer::timeout, this, [this] { d->storeIsBack(); });
    if (d->keychain)
        connect(d->keychain, &KeychainSecretStore::availabilityChanged, this, [this] { d->storeIsBack(); });
}

//! Bounds an answer of the secret store and remembers whether it has to be asked again.
template<typename T>
Async<T> CredentialsStore::Private::ask(const Async<T> &answer)
{
    return whenDone(within(bound, answer, q, lateAnswer()), q, [this](const Result<T> &result) {
        noteAnswer(result.error());
        return QtFuture::makeReadyFuture(result);
    });
}

void CredentialsStore::Private::noteAnswer(const Error &error)
{
    if (!mayComeBack(error)) {
        retry.stop();
        retry.setInterval(firstRetry);
        return;
    }
    // An unlocked keychain says so; a slow or absent one, and a store of the application's own, may not.
    const bool willSaySo = keychain && error.code() == Error::StoreLocked;
    if (isWatching && !willSaySo && !retry.isActive())
        retry.start();
}

void CredentialsStore::Private::storeIsBack()
{
    retry.setInterval(std::min(retry.intervalAsDuration() * 2, longestRetry));
    if (!std::exchange(mustBury, false)) {
        Q_EMIT q->availabilityChanged();
        return;
    }
    whenDone(againUnderLock(), q, [this](const Result<Record> &result) {
        if (result.error().code() != Error::Cancelled)
            Q_EMIT q->availabilityChanged();
        return ready(Done());
    });
}

SessionMark::Content CredentialsStore::Private::markOf(const SessionRecord &record) const
{
    return {
        key,
        backend,
        record.number,
        record.family,
        record.userClaims.value(QLatin1String("sub")).toString(),
        displayName(record.userClaims),
        record.login};
}

//! The last that is known of the session is its logout; a login since then would have moved the mark on.
bool CredentialsStore::Private::isLoggedOut() const
{
    const auto content = q->mark.read();
    return content ? q->tombstone.buries(content->family) : q->tombstone.exists();
}

Async<Record> CredentialsStore::read(bool isLocked)
{
    const auto before = mark.read();
    const Private::Before known{before ? std::optional(before->family) : std::nullopt, isLocked, tombstone.family()};
    if (before && before->backend != d->backend) {
        if (d->isLoggedOut())
            return ready(Record());
        const Error error(
            Error::StoreUnavailable,
            QStringLiteral("The session is kept in \"%1\", this application reads \"%2\".")
                .arg(before->backend, d->backend));
        qCWarning(lcStorage).noquote() << error.message();
        return failed<Record>(error);
    }
    return whenDone(
        d->ask(mapError(d->secrets->read(d->key.toString()), unread)), this,
        [this, known, nextRetry = d->retry.intervalAsDuration()](const Result<Bytes> &bytes) {
            if (bytes)
                return *bytes ? d->judge(**bytes, known) : d->nothingFound(nextRetry);
            if (!d->isLoggedOut())
                return failed<Record>(bytes.error());
            d->mustBury = true;
            return ready(Record());
        });
}

// A keyring that is not ready yet, right after the desktop's start, finds nothing: it is asked again, ever more seldom.
Async<Record> CredentialsStore::Private::nothingFound(std::chrono::milliseconds nextRetry)
{
    if (!q->mark.read())
        return ready(Record());
    if (!isLoggedOut()) {
        const Error error = StoreDetails::with(
            StoreDetails::missing,
            {Error::StoreUnavailable,
             QStringLiteral("A session was stored in \"%1\" and is not to be found there now.").arg(backend)});
        retry.setInterval(nextRetry);
        noteAnswer(error);
        return failed<Record>(error);
    }
    return whenDone(
        QtFuture::makeReadyFuture(q->mark.remove()), q, [](const Result<Done> &) { return ready(Record()); });
}

Async<Record> CredentialsStore::Private::judge(const QByteArray &bytes, const Before &before)
{
    const Result<SessionRecord> record = SessionRecord::fromBytes(bytes);
    if (!record) {
        const bool isNewer = record.error().code() == Error::StoreUnavailable;
        // The family of a newer format is known from the mark only.
        const bool isDead = isLoggedOut() && (!isNewer || before.marked);
        if (isNewer && !isDead)
            return failed<Record>(record.error());
        if (!before.isLocked)
            return againUnderLock();
        return isDead ? bury() : setAside(bytes, record.error());
    }
    // A login that came since takes the tombstone away, but what was read is not its record.
    if (q->tombstone.buries(record->family) || record->family <= before.buried.value_or(0))
        return before.isLocked ? bury() : againUnderLock();
    if (!before.marked || *before.marked < record->family)
        makeMarkGood(*record, before);
    return ready(Record(*record));
}

// Who wrote the record died before its mark, and a logout elsewhere goes by the mark.
void CredentialsStore::Private::makeMarkGood(const SessionRecord &record, const Before &before) const
{
    const auto mark = q->mark.read();
    // One that is buried is about to be removed by that logout, with the record.
    const bool isOlder = mark && mark->family < record.family && !q->tombstone.buries(mark->family);
    // Only one that was missing before the record was read is lost: a remove() takes the record first.
    const bool isBehind = mark ? isOlder : !before.marked;
    if (isBehind && !q->mark.write(markOf(record)))
        qCWarning(lcStorage) << "the mark of a session cannot be written";
}

Async<Record> CredentialsStore::Private::againUnderLock()
{
    using Guard = std::shared_ptr<ProcessLockGuard>;
    return whenDone(q->lock.acquire(bound), q, [this](const Result<Guard> &guard) {
        if (guard.error().code() == Error::Cancelled)
            return failed<Record>(guard.error()); // the store is going
        if (!guard) {
            q->buryLater();
            return isLoggedOut() ? ready(Record()) : failed<Record>(guard.error());
        }
        return whenDone(q->read(true), q, [held = *guard](const Result<Record> &record) {
            held->release();
            return QtFuture::makeReadyFuture(record);
        });
    });
}

Async<Record> CredentialsStore::Private::bury()
{
    return whenDone(q->remove(), q, [](const Result<Done> &) { return ready(Record()); });
}

Async<Record> CredentialsStore::Private::setAside(const QByteArray &bytes, const Error &why)
{
    const QString place = key.toString() + QStringLiteral("/set-aside");
    const auto moved = andThen(ask(secrets->write(place, bytes)), q, [this](Done) { return q->remove(); });
    return andThen(moved, q, [why, place](Done) {
        const Error error(
            Error::StoreFailed, QStringLiteral("%1 It was moved to \"%2\"; log in again.").arg(why.message(), place));
        qCWarning(lcStorage).noquote() << error.message();
        return failed<Record>(error);
    });
}

bool CredentialsStore::isKnownToHaveNone(const Error &error)
{
    return error.code() == Error::StoreFailed || error.details().contains(StoreDetails::missing);
}

bool CredentialsStore::isKnownToBeUnwritten(const Error &error)
{
    return error.code() == Error::StoreLocked || error.details().contains(StoreDetails::notBegun);
}

Async<Done> CredentialsStore::write(const SessionRecord &record)
{
    return andThen(
        d->ask(d->secrets->write(d->key.toString(), record.toBytes())), this,
        [this, content = d->markOf(record)](Done) { return QtFuture::makeReadyFuture(mark.write(content)); });
}

Async<Done> CredentialsStore::checkWritable()
{
    const Result<Done> made = DurableFile::makeDirectory(d->directory);
    if (!made)
        return QtFuture::makeReadyFuture(made);
    const QString path = d->directory.absolutePath();
    if (!QFileInfo(path).isWritable())
        return failed<Done>(
            {Error::StoreUnavailable, QStringLiteral("The directory %1 cannot be written to.").arg(path)});
    return d->keychain ? d->ask(d->keychain->checkOpen()) : ready(Done());
}

Async<Done> CredentialsStore::remove()
{
    return whenDone(d->ask(d->secrets->remove(d->key.toString())), this, [this](const Result<Done> &removed) {
        if (!removed)
            buryLater();
        else
            d->mustBury = false;
        return QtFuture::makeReadyFuture(removed ? mark.remove() : removed);
    });
}

QList<SessionMark::Content> CredentialsStore::siblings() const
{
    QList<SessionMark::Content> marks = SessionMark::all(d->directory);
    marks.removeIf([this](const SessionMark::Content &content) {
        const bool ours = content.key.domain == d->key.domain && content.key.clientId == d->key.clientId
            && (isKeychain(d->backend) ? isKeychain(content.backend) : content.backend == d->backend);
        return !ours || Tombstone(d->directory, content.key).buries(content.family);
    });
    return marks;
}

void CredentialsStore::buryLater()
{
    d->mustBury = true;
    if (d->isWatching && !d->retry.isActive())
        d->retry.start();
}

void CredentialsStore::watch()
{
    if (d->isWatching)
        return;
    d->isWatching = true;
    auto *files = new SessionWatch(d->directory, {mark.path(), tombstone.path(), journal.path()}, this);
    connect(files, &SessionWatch::changed, this, &CredentialsStore::changedOnDisk);
}
} // namespace Auth0
