// SPDX-License-Identifier: Apache-2.0
#include "core/async.h"
#include <QtTest/QTest>

using namespace Auth0;

class tst_Async : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aValueIsHandedOn()
    {
        QObject owner;
        const auto chain = andThen(ready(20), &owner, [](int value) { return ready(QString::number(value + 1)); });
        QCOMPARE(*chain.result(), u"21"_qs);
    }

    void anErrorSkipsWhatFollows()
    {
        QObject owner;
        bool hasRun = false;
        const auto chain = andThen(failed<int>({Error::Timeout, u"late"_qs}), &owner, [&hasRun](int) {
            hasRun = true;
            return ready(1);
        });
        QCOMPARE(chain.result().error().code(), Error::Timeout);
        QVERIFY(!hasRun);
    }

    void whenDoneSeesTheErrorToo()
    {
        QObject owner;
        const auto chain = whenDone(failed<int>({Error::Timeout, u"late"_qs}), &owner, [](const Result<int> &result) {
            return ready(int(result.error().code()));
        });
        QCOMPARE(*chain.result(), int(Error::Timeout));
    }

    void anOwnerThatDiedEndsTheChainInCancelled()
    {
        auto owner = std::make_unique<QObject>();
        Deferred<int> source;
        bool hasRun = false;
        const auto next = [&hasRun](const auto &) {
            hasRun = true;
            return ready(1);
        };
        const auto then = andThen(source.future(), owner.get(), next);
        Deferred<int> other;
        const auto done = whenDone(other.future(), owner.get(), next);
        owner.reset();
        source.settle(1);
        other.settle(1);
        QCOMPARE(then.result().error().code(), Error::Cancelled);
        QCOMPARE(done.result().error().code(), Error::Cancelled);
        QVERIFY(!hasRun);
    }

    void anErrorIsReplacedByItsMap()
    {
        const auto map = [](const Error &cause) { return Error(Error::RenewFailed, u"x"_qs).causedBy(cause); };
        const auto mapped = mapError(failed<int>({Error::Timeout, u"late"_qs}), map);
        QCOMPARE(mapped.result().error().code(), Error::RenewFailed);
        QCOMPARE(mapped.result().error().cause()->code(), Error::Timeout);
        QCOMPARE(*mapError(ready(1), map).result(), 1);
    }

    void theFirstSettlingCounts()
    {
        const Deferred<int> deferred;
        QVERIFY(!deferred.isSettled());
        deferred.settle(1);
        deferred.settle(2);
        QVERIFY(deferred.isSettled());
        QCOMPARE(*deferred.future().result(), 1);
    }

    void aContinuationMayDestroyTheDeferred()
    {
        auto deferred = std::make_unique<Deferred<int>>();
        int seen = 0;
        deferred->future().then([&](const Result<int> &result) {
            deferred.reset();
            seen = *result;
        });
        deferred->settle(3);
        QCOMPARE(seen, 3);
    }

    void aResultReadsAsWhatItConvertsTo()
    {
        const Result<QString> wide = Result<QLatin1String>(QLatin1String("x"));
        QCOMPARE(*wide, u"x"_qs);
        const Result<QString> error = Result<QLatin1String>(Error(Error::Unknown, u"y"_qs));
        QVERIFY(!error);
        QCOMPARE(error.error().code(), Error::Unknown);
        QCOMPARE(wide.error().code(), Error::NoError);
    }
};

QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
