// SPDX-License-Identifier: Apache-2.0
#include "storage/keychainsecretstore.h"
#include "core/serialqueue.h"
#include "storage/boundedwait.h"
#include "storage/storedetails.h"
#include <QtCore/QLibrary>
#include <qt6keychain/keychain.h>
#ifdef Q_OS_LINUX
#include "storage/kwallet.h"
#include "storage/secretservice.h"
#endif

namespace Auth0 {
namespace {
using Bytes = std::optional<QByteArray>;
constexpr std::chrono::milliseconds bound{5000};
const auto serviceName = QStringLiteral("Auth0Qt");

//! Text is found by one question to libsecret, binary data by two.
bool isText(const QByteArray &bytes) { return !bytes.contains('\0') && QString::fromUtf8(bytes).toUtf8() == bytes; }

Error errorOf(const QKeychain::Job *job)
{
    switch (job->error()) {
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Error::StoreLocked, QStringLiteral("The keychain refused: %1").arg(job->errorString())};
    case QKeychain::CouldNotDeleteEntry:
        return {Error::StoreFailed, QStringLiteral("The keychain did not delete: %1").arg(job->errorString())};
    default: // without a bus it is OtherError too, whatever its documentation says
        return {Error::StoreUnavailable, QStringLiteral("The keychain does not answer: %1").arg(job->errorString())};
    }
}

Error notBegun(const Error &error) { return StoreDetails::with(StoreDetails::notBegun, error); }

//! The job has no parent and is never deleted early: libsecret calls back into it.
template<typename J>
J *newJob(const QString &key)
{
    auto *job = new J(serviceName);
    job->setKey(key);
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    return job;
}

//! Starts \a job; \a answer makes a result of it when it has ended.
template<typename T, typename J, typename F>
Async<T> run(J *job, F answer)
{
    const Deferred<T> caller;
    QObject::connect(job, &QKeychain::Job::finished, job, [job, caller, answer] { caller.settle(answer(job)); });
    job->start();
    return caller.future();
}

#ifdef Q_OS_LINUX
const auto libsecret = QStringLiteral("secret-1");

//! libsecret keeps its session with a service that is gone: "The session does not exist", for the rest of the process.
void forgetLibsecretSession()
{
    if (const QFunctionPointer disconnect = QLibrary::resolve(libsecret, 0, "secret_service_disconnect"))
        disconnect();
}
#endif

Result<Done> doneUnlessError(const QKeychain::Job *job)
{
    const bool isDone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
    return isDone ? Result<Done>(Done()) : Result<Done>(errorOf(job));
}
} // namespace

class KeychainSecretStore::Private
{
public:
    explicit Private(KeychainSecretStore *q)
        : q(q)
    {
    }
    Async<Done> checkOpen();
    Async<Done> unlock();
    //! One at a time, bounded; what has not begun when its time is over never begins.
    template<typename T>
    Async<T> inTurn(std::function<Async<T>()> operation);

    KeychainSecretStore *q;
    SerialQueue queue;
#ifdef Q_OS_LINUX
    SecretService service;
    KWallet wallet;
#endif
};

Async<Done> KeychainSecretStore::Private::checkOpen()
{
#ifdef Q_OS_LINUX
    if (!KWallet::isPreferred())
        return service.checkOpen();
    return whenDone(wallet.checkOpen(), q, [this](const Result<Done> &open) {
        // Without a wallet QtKeychain goes on to the Secret Service, and so do we.
        return open.error().code() == Error::NotSupported ? service.checkOpen() : QtFuture::makeReadyFuture(open);
    });
#else
    return ready(Done());
#endif
}

Async<Done> KeychainSecretStore::Private::unlock()
{
#ifdef Q_OS_LINUX
    if (!KWallet::isPreferred())
        return service.unlock();
    return whenDone(wallet.unlock(), q, [this](const Result<Done> &open) {
        return open.error().code() == Error::NotSupported ? service.unlock() : QtFuture::makeReadyFuture(open);
    });
#else
    return ready(Done());
#endif
}

template<typename T>
Async<T> KeychainSecretStore::Private::inTurn(std::function<Async<T>()> operation)
{
    const Deferred<T> caller;
    const Error late(
        Error::StoreUnavailable, QStringLiteral("The keychain did not answer within %1 s.").arg(bound.count() / 1000));
    const auto unlessLate = [caller, late, operation = std::move(operation)] {
        return caller.isSettled() ? failed<T>(late) : operation();
    };
    const auto whenOpen = [this, caller, late, unlessLate] {
        if (caller.isSettled())
            return failed<T>(late);
        return andThen(mapError(checkOpen(), notBegun), q, [unlessLate](Done) { return unlessLate(); });
    };
    settleWithin(bound, caller, queue.enqueue<T>(whenOpen), q, late);
    return caller.future();
}

KeychainSecretStore::KeychainSecretStore(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
#ifdef Q_OS_LINUX
    connect(&d->service, &SecretService::opened, this, &KeychainSecretStore::availabilityChanged);
    connect(&d->wallet, &KWallet::opened, this, &KeychainSecretStore::availabilityChanged);
    connect(&d->service, &SecretService::ended, this, forgetLibsecretSession);
#endif
}

KeychainSecretStore::~KeychainSecretStore() = default;

QString KeychainSecretStore::backendName()
{
#ifdef Q_OS_LINUX
    return KWallet::isPreferred() ? QStringLiteral("kwallet") : QStringLiteral("secret-service");
#else
    return QStringLiteral("keychain");
#endif
}

Async<Bytes> KeychainSecretStore::read(const QString &key)
{
    return d->inTurn<Bytes>([this, key] {
        const auto found = run<Bytes>(newJob<QKeychain::ReadPasswordJob>(key), [](QKeychain::ReadPasswordJob *job) {
            if (job->error() == QKeychain::EntryNotFound)
                return Result<Bytes>(Bytes());
            return job->error() ? Result<Bytes>(errorOf(job)) : Result<Bytes>(job->binaryData());
        });
        return andThen(found, this, [this](const Bytes &bytes) {
            if (bytes)
                return ready(bytes);
            // It may have been locked since it was asked, and a locked one finds nothing.
            return andThen(d->checkOpen(), this, [](Done) { return ready(Bytes()); });
        });
    });
}

Async<Done> KeychainSecretStore::write(const QString &key, const QByteArray &bytes)
{
    return d->inTurn<Done>([key, bytes] {
        auto *job = newJob<QKeychain::WritePasswordJob>(key);
        if (isText(bytes))
            job->setTextData(QString::fromUtf8(bytes));
        else
            job->setBinaryData(bytes);
        return run<Done>(job, [](QKeychain::WritePasswordJob *job) {
            return job->error() ? Result<Done>(errorOf(job)) : Result<Done>(Done());
        });
    });
}

Async<Done> KeychainSecretStore::remove(const QString &key)
{
    return d->inTurn<Done>([this, key] {
        const auto removed = run<Done>(newJob<QKeychain::DeletePasswordJob>(key), doneUnlessError);
        // A keyring that was locked meanwhile says "deleted" and keeps it.
        return andThen(removed, this, [this](Done) { return d->checkOpen(); });
    });
}

Async<Done> KeychainSecretStore::checkOpen()
{
    const Error late(Error::StoreUnavailable, QStringLiteral("The keychain does not answer."));
    return within(bound, d->checkOpen(), this, late);
}

Async<Done> KeychainSecretStore::unlock()
{
    const Error late(
        Error::StoreLocked,
        QStringLiteral("The keyring was not unlocked within %1 s; once it is, the session is read.")
            .arg(bound.count() / 1000));
    return within(bound, d->unlock(), this, late);
}
} // namespace Auth0
