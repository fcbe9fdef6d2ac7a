// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <QtCore/QFutureWatcher>
#include <QtCore/QTimer>

namespace Auth0 {
//! The result of a finished future, or an error in place of a cancelled or empty one: a foreign store may hand out any.
template<typename T>
Result<T> resultOf(const Async<T> &finished)
{
    if (finished.isCanceled() || finished.resultCount() == 0)
        return Error(Error::StoreUnavailable, QStringLiteral("The secret store gave up without an answer."));
    return finished.result();
}

/*!
    Settles \a caller with the result of \a source, or with \a late after \a bound; what comes later than that is
   ignored. It does so on the thread of \a owner, whichever thread \a source ends on, and with Error::Cancelled when \a
   owner dies.
*/
template<typename T>
void settleWithin(
    std::chrono::milliseconds bound, const Deferred<T> &caller, Async<T> source, QObject *owner, const Error &late)
{
    if (source.isFinished()) {
        caller.settle(resultOf(source));
        return;
    }
    auto *timer = new QTimer(owner);
    auto *watcher = new QFutureWatcher<Result<T>>(timer);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, caller, late] {
        timer->deleteLater();
        caller.settle(late);
    });
    QObject::connect(watcher, &QFutureWatcherBase::finished, timer, [timer, watcher, caller] {
        timer->deleteLater();
        caller.settle(resultOf(watcher->future()));
    });
    QObject::connect(timer, &QObject::destroyed, [caller] { caller.settle(cancelledError()); });
    watcher->setFuture(source);
    timer->start(bound);
}

//! settleWithin() for a caller of its own.
template<typename T>
Async<T> within(std::chrono::milliseconds bound, Async<T> source, QObject *owner, const Error &late)
{
    const Deferred<T> caller;
    settleWithin(bound, caller, source, owner, late);
    return caller.future();
}
} // namespace Auth0
