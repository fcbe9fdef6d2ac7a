// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QPointer>
#include <QtCore/QPromise>

namespace Auth0 {
template<typename T>
Async<T> ready(T value)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(value)));
}

template<typename T>
Async<T> failed(Error error)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(error)));
}

inline Error cancelledError() { return {Error::Cancelled, QStringLiteral("The operation was cancelled.")}; }

template<typename F>
struct AsyncValue;
template<typename T>
struct AsyncValue<Async<T>>
{
    using type = T;
};

/*!
    Runs \a next with the value once \a source succeeds; hands an error on untouched. If \a owner dies first the chain
    ends in Error::Cancelled. Uses no context object: on Qt 6.4 `.then(context, …)` asserts when the context died first.
*/
template<typename T, typename F>
auto andThen(Async<T> source, QObject *owner, F next) -> std::invoke_result_t<F, const T &>
{
    using U = typename AsyncValue<std::invoke_result_t<F, const T &>>::type;
    return source
        .then([alive = QPointer<QObject>(owner), next = std::move(next)](const Result<T> &result) mutable {
            if (!alive)
                return failed<U>(cancelledError());
            return result ? next(*result) : failed<U>(result.error());
        })
        .unwrap();
}

//! Runs \a next with the whole result, error included; if \a owner dies first the chain ends in Error::Cancelled.
template<typename T, typename F>
auto whenDone(Async<T> source, QObject *owner, F next) -> std::invoke_result_t<F, const Result<T> &>
{
    using U = typename AsyncValue<std::invoke_result_t<F, const Result<T> &>>::type;
    return source
        .then([alive = QPointer<QObject>(owner), next = std::move(next)](const Result<T> &result) mutable {
            return alive ? next(result) : failed<U>(cancelledError());
        })
        .unwrap();
}

//! Replaces the error of a failed \a source by `map(error)`.
template<typename T, typename F>
Async<T> mapError(Async<T> source, F map)
{
    return source.then(
        [map = std::move(map)](const Result<T> &result) { return result ? result : Result<T>(map(result.error())); });
}

//! A promise that several lambdas may share; it is started, and settling it twice does nothing.
template<typename T>
class Deferred
{
public:
    Deferred()
        : m_promise(std::make_shared<QPromise<Result<T>>>())
    {
        m_promise->start();
    }
    Async<T> future() const { return m_promise->future(); }
    bool isSettled() const { return m_promise->future().isFinished(); }
    void settle(const Result<T> &result) const
    {
        const auto promise = m_promise; // a continuation may destroy the owner of this object
        if (promise->future().isFinished())
            return;
        promise->addResult(result);
        promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise;
};
} // namespace Auth0
