// SPDX-License-Identifier: Apache-2.0
#include "storage/processlock.h"
#include "core/async.h"
#include "storage/durablefile.h"
#include <QtCore/QFile>
#include <QtCore/QMutex>
#include <QtCore/QTimer>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace Auth0 {
namespace {
using Guard = std::shared_ptr<ProcessLockGuard>;

Error cannotLock(const QString &path, const QString &why)
{
    return {Error::StoreUnavailable, QStringLiteral("Cannot lock %1: %2").arg(path, why)};
}

//! True when it is ours; otherwise errno says why not.
bool lockFile(int descriptor, int flags)
{
    int answer = 0;
    do {
        answer = ::flock(descriptor, LOCK_EX | flags);
    } while (answer != 0 && errno == EINTR);
    return answer == 0;
}
} // namespace

ProcessLockGuard::~ProcessLockGuard() { release(); }

void ProcessLockGuard::release()
{
    if (m_descriptor < 0)
        return;
    // Said aloud: between fork and exec a child of ours still holds the descriptor, so that closing it is not enough.
    ::flock(m_descriptor, LOCK_UN);
    ::close(m_descriptor);
    m_descriptor = -1;
}

/*!
    At most one thread waits for all callers. It cannot be called back from flock(2): when they have all given up it
   stays there, takes the lock when it comes, finds nobody, and lets go. It shares this object and outlives the
   ProcessLock if it must; `owner` is then null.
*/
class ProcessLock::Private : public std::enable_shared_from_this<ProcessLock::Private>
{
public:
    Result<int> open() const;
    void startWaiting(int descriptor);
    void hand(const Result<Guard> &outcome);

    QString path;
    //! Shared with nobody for long: whoever keeps a caller keeps the lock that it was handed.
    QList<std::shared_ptr<Deferred<Guard>>> callers;
    bool isWaiting = false;

    QMutex mutex;
    ProcessLock *owner = nullptr;
};

Result<int> ProcessLock::Private::open() const
{
    const Result<Done> made = DurableFile::makeDirectory(QFileInfo(path).absoluteDir());
    if (!made)
        return made.error();
    // A browser that is started meanwhile must not inherit the lock.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return cannotLock(path, qt_error_string());
    return descriptor;
}

void ProcessLock::Private::startWaiting(int descriptor)
{
    isWaiting = true;
    auto guard = std::make_shared<ProcessLockGuard>(descriptor);
    const auto wait = [self = shared_from_this(), guard = std::move(guard), descriptor]() mutable {
        const bool locked = lockFile(descriptor, 0);
        const Result<Guard> outcome =
            locked ? Result<Guard>(std::move(guard)) : cannotLock(self->path, qt_error_string());
        const QMutexLocker locker(&self->mutex);
        if (self->owner)
            QMetaObject::invokeMethod(
                self->owner, [self, outcome] { self->hand(outcome); }, Qt::QueuedConnection);
    };
    try {
        std::thread(wait).detach();
    } catch (const std::system_error &) {
        isWaiting = false;
        hand(cannotLock(path, QStringLiteral("no thread can be started")));
    }
}

void ProcessLock::Private::hand(const Result<Guard> &outcome)
{
    const auto self = shared_from_this(); // a continuation may destroy the lock
    isWaiting = false;
    while (!callers.isEmpty()) {
        const auto caller = callers.takeFirst();
        if (caller->isSettled())
            continue;
        caller->settle(outcome);
        break;
    }
    callers.removeIf([](const auto &caller) { return caller->isSettled(); });
    if (callers.isEmpty() || isWaiting || !owner)
        return;
    const Result<int> descriptor = open();
    if (descriptor)
        startWaiting(*descriptor);
    else
        hand(descriptor.error());
}

ProcessLock::ProcessLock(const QDir &directory, const SessionKey &key, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>())
{
    d->path = directory.absoluteFilePath(key.fileName() + QStringLiteral(".lock"));
    d->owner = this;
}

ProcessLock::~ProcessLock()
{
    {
        const QMutexLocker locker(&d->mutex);
        d->owner = nullptr;
    }
    const auto callers = std::exchange(d->callers, {});
    for (const auto &caller : callers)
        caller->settle(cancelledError());
}

Async<Guard> ProcessLock::acquire(std::chrono::milliseconds wait)
{
    const Result<int> descriptor = d->open();
    if (!descriptor)
        return failed<Guard>(descriptor.error());
    if (d->callers.isEmpty() && lockFile(*descriptor, LOCK_NB))
        return ready(std::make_shared<ProcessLockGuard>(*descriptor));
    const bool isHeld = !d->callers.isEmpty() || errno == EWOULDBLOCK;
    if (!isHeld || d->isWaiting)
        ::close(*descriptor);
    if (!isHeld)
        return failed<Guard>(cannotLock(d->path, qt_error_string()));
    const auto caller = std::make_shared<Deferred<Guard>>();
    d->callers.append(caller);
    QTimer::singleShot(wait, this, [caller = std::weak_ptr(caller), path = d->path] {
        if (const auto late = caller.lock())
            late->settle(cannotLock(path, QStringLiteral("another process holds it and does not let go")));
    });
    if (!d->isWaiting)
        d->startWaiting(*descriptor);
    return caller->future();
}
} // namespace Auth0
