// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <QtTest/QTest>

namespace Auth0::Test {
//! Runs the event loop until \a async has ended; an error `Unknown` when it has not after \a patience.
template<typename T>
Result<T> await(const Async<T> &async, std::chrono::milliseconds patience = std::chrono::seconds(20))
{
    if (!QTest::qWaitFor([&async] { return async.isFinished(); }, int(patience.count())))
        return Error(Error::Unknown, QStringLiteral("The call has not ended."));
    return async.result();
}
} // namespace Auth0::Test
