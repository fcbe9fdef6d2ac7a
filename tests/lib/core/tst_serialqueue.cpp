// SPDX-License-Identifier: Apache-2.0
#include "core/serialqueue.h"
#include <QtTest/QTest>

using namespace Auth0;

class tst_SerialQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void operationsRunOneAfterTheOther()
    {
        SerialQueue queue;
        QList<Deferred<int>> running;
        const auto operation = [&running] {
            running.append(Deferred<int>());
            return running.last().future();
        };
        const auto first = queue.enqueue<int>(operation);
        const auto second = queue.enqueue<int>(operation);
        QCOMPARE(running.size(), 1);
        QVERIFY(!queue.isIdle());
        running[0].settle(1);
        QVERIFY(first.isFinished() && !second.isFinished());
        QCOMPARE(running.size(), 2);
        running[1].settle(Error(Error::Timeout, u"late"_qs));
        QCOMPARE(*first.result(), 1);
        QCOMPARE(second.result().error().code(), Error::Timeout);
        QVERIFY(queue.isIdle());
    }

    void aFailedOperationNeverBlocksTheNext()
    {
        SerialQueue queue;
        const auto bad = queue.enqueue<int>([] { return failed<int>({Error::Unknown, u"x"_qs}); });
        const auto good = queue.enqueue<int>([] { return ready(2); });
        QVERIFY(!bad.result());
        QCOMPARE(*good.result(), 2);
    }

    void aHundredThousandReadyOperationsNeedNoStack()
    {
        SerialQueue queue;
        Deferred<int> gate;
        const auto first = queue.enqueue<int>([gate] { return gate.future(); });
        int count = 0;
        QFuture<Result<int>> last;
        for (int i = 0; i < 100'000; ++i) {
            last = queue.enqueue<int>([&count] { return ready(++count); });
        }
        QCOMPARE(count, 0);
        gate.settle(0);
        QCOMPARE(count, 100'000);
        QCOMPARE(*last.result(), 100'000);
    }

    void operationsMayEnqueueMore()
    {
        SerialQueue queue;
        QStringList order;
        QFuture<Result<int>> inner;
        const auto outer = queue.enqueue<int>([&] {
            inner = queue.enqueue<int>([&order] {
                order.append(u"inner"_qs);
                return ready(2);
            });
            order.append(u"outer"_qs);
            return ready(1);
        });
        QCOMPARE(order, (QStringList{u"outer"_qs, u"inner"_qs}));
        QCOMPARE(*outer.result(), 1);
        QCOMPARE(*inner.result(), 2);
    }

    void aContinuationMayDestroyTheQueue()
    {
        auto queue = std::make_unique<SerialQueue>();
        Deferred<int> gate;
        auto first = queue->enqueue<int>([gate] { return gate.future(); });
        const auto second = queue->enqueue<int>([] { return ready(2); });
        first.then([&queue](const Result<int> &) { queue.reset(); });
        gate.settle(1);
        QVERIFY(!queue);
        QCOMPARE(second.result().error().code(), Error::Cancelled);
    }

    void aReadyOperationsContinuationMayDestroyTheQueue()
    {
        auto queue = std::make_unique<SerialQueue>();
        const auto first = queue->enqueue<int>([&queue] {
            queue.reset();
            return ready(1);
        });
        QVERIFY(!queue);
        QCOMPARE(*first.result(), 1);
    }

    void whoWaitsIsAnsweredWhenTheQueueDies()
    {
        auto queue = std::make_unique<SerialQueue>();
        Deferred<int> gate;
        bool hasRun = false;
        const auto running = queue->enqueue<int>([gate] { return gate.future(); });
        const auto waiting = queue->enqueue<int>([&hasRun] {
            hasRun = true;
            return ready(2);
        });
        queue.reset();
        QVERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().error().code(), Error::Cancelled);
        QVERIFY(!hasRun);
        QVERIFY(!running.isFinished()); // it is answered by its own operation
        gate.settle(1);
        QCOMPARE(*running.result(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_SerialQueue)
#include "tst_serialqueue.moc"
