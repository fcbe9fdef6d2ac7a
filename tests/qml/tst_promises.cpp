// SPDX-License-Identifier: Apache-2.0
#include "promise/topromise.h"
#include "promise/toscript.h"
#include <QtCore/QLoggingCategory>
#include <QtQml/QJSEngine>
#include <QtTest/QTest>

using namespace Auth0;

//! From a future to a JavaScript promise, without anything above.
class tst_Promises : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aReadyFutureResolves();
    void aReadyFailureRejects();
    void aLaterFutureSettlesOnce();
    void aRejectionIsAnErrorWithItsCauses();
    void detailsAreNotPrinted();
    void nobodyListensAndTheLogKnows();
    void aFutureOutlivesTheEngine();
    void theQueueDiesWithTheEngine();
    void aCrowdIsSettledInSlices();
    void oneEngineHasOneSetOfFunctions();
};

namespace {
struct Script
{
    QJSEngine engine;
    Promises *promises = Promises::of(&engine);

    template<typename T>
    QJSValue promise(const Async<T> &future)
    {
        return toPromise(
            promises, "call", future, [](QJSEngine *engine, const T &value) { return engine->toScriptValue(value); });
    }
    //! An object whose `value` or `error` is set when the promise settles.
    QJSValue watch(const QJSValue &promise)
    {
        return engine
            .evaluate(QStringLiteral("(function(p) { const s = {count: 0}; p.then(v => { s.value = v; ++s.count }, "
                                     "e => { s.error = e; ++s.count }); return s })"))
            .call({promise});
    }
    QJSValue run(const QString &function, const QJSValue &argument)
    {
        return engine.evaluate(QLatin1Char('(') + function + QLatin1Char(')')).call({argument});
    }
};

int countOf(const QJSValue &watched) { return watched.property(QStringLiteral("count")).toInt(); }

const Error refused =
    Error(Error::RenewFailed, QStringLiteral("The server refused."))
        .causedBy(Error(Error::ServerFailure, QStringLiteral("no")).withServer(403, QStringLiteral("invalid_grant")))
        .withDetails({{QStringLiteral("mfa_token"), QStringLiteral("very-secret")}});
} // namespace

void tst_Promises::aReadyFutureResolves()
{
    Script script;
    const QJSValue promise = script.promise(ready(QStringLiteral("value")));
    QVERIFY(script.run(QStringLiteral("p => p instanceof Promise"), promise).toBool());
    const QJSValue watched = script.watch(promise);
    QCOMPARE(countOf(watched), 0); // never before the caller's own code has ended
    QTRY_COMPARE(countOf(watched), 1);
    QCOMPARE(watched.property(QStringLiteral("value")).toString(), QStringLiteral("value"));
}

void tst_Promises::aReadyFailureRejects()
{
    Script script;
    const QJSValue watched = script.watch(script.promise(failed<int>({Error::NoCredentials, QStringLiteral("none")})));
    QTRY_COMPARE(countOf(watched), 1);
    QVERIFY(watched.property(QStringLiteral("error")).isError());
    QVERIFY(watched.property(QStringLiteral("value")).isUndefined());
}

void tst_Promises::aLaterFutureSettlesOnce()
{
    Script script;
    const Deferred<int> later;
    const QJSValue watched = script.watch(script.promise(later.future()));
    script.engine.collectGarbage();
    later.settle(5);
    later.settle(6);
    QTRY_COMPARE(countOf(watched), 1);
    QCOMPARE(watched.property(QStringLiteral("value")).toInt(), 5);
}

void tst_Promises::aRejectionIsAnErrorWithItsCauses()
{
    Script script;
    const QJSValue watched = script.watch(script.promise(failed<int>(refused)));
    QTRY_COMPARE(countOf(watched), 1);
    const QJSValue error = watched.property(QStringLiteral("error"));
    const auto is = [&](const char *expression) {
        return script.run(QStringLiteral("e => ") + QLatin1String(expression), error).toBool();
    };
    QVERIFY(is("e instanceof Error"));
    QVERIFY(is("e.name === 'Auth0Error' && e.codeName === 'RenewFailed' && e.message === 'The server refused.'"));
    QVERIFY(is("e.code === 7 && e.serverCode === 'invalid_grant' && e.statusCode === 403"));
    QVERIFY(is("e.needsLogin === true && e.isRetryable === false"));
    QVERIFY(is("e.details.mfa_token === 'very-secret'"));
    QVERIFY(is("e.cause instanceof Error && e.cause.codeName === 'ServerFailure' && e.cause.cause === undefined"));
    QVERIFY(is("String(e) === 'Auth0Error: The server refused.'"));
}

void tst_Promises::detailsAreNotPrinted()
{
    Script script;
    const QJSValue watched = script.watch(script.promise(failed<int>(refused)));
    QTRY_COMPARE(countOf(watched), 1);
    const QString printed =
        script.run(QStringLiteral("e => JSON.stringify(e) + e"), watched.property(QStringLiteral("error"))).toString();
    QVERIFY2(printed.contains(QStringLiteral("RenewFailed")), qPrintable(printed));
    QVERIFY2(!printed.contains(QStringLiteral("very-secret")), qPrintable(printed));
}

void tst_Promises::nobodyListensAndTheLogKnows()
{
    Script script;
    QLoggingCategory::setFilterRules(QStringLiteral("auth0.qml.debug=true"));
    QTest::ignoreMessage(QtDebugMsg, "call rejected: Auth0Error: RenewFailed: The server refused.");
    script.promise(failed<int>(refused));
    QLoggingCategory::setFilterRules({});
}

void tst_Promises::aFutureOutlivesTheEngine()
{
    const Deferred<int> later;
    {
        Script script;
        script.promise(later.future());
    }
    later.settle(5);
    QVERIFY(later.isSettled());
}

void tst_Promises::theQueueDiesWithTheEngine()
{
    QList<Deferred<int>> callers(3 * Slices::atOnce);
    auto script = std::make_unique<Script>();
    for (const auto &caller : std::as_const(callers))
        script->promise(caller.future());
    for (const auto &caller : std::as_const(callers))
        caller.settle(1);
    script.reset();
    QTest::qWait(0);
}

void tst_Promises::aCrowdIsSettledInSlices()
{
    Script script;
    constexpr int crowd = 5 * Slices::atOnce + 7;
    QList<Deferred<int>> callers(crowd);
    script.engine.evaluate(QStringLiteral("answers = []"));
    const QJSValue note = script.engine.evaluate(QStringLiteral("(p => { p.then(v => answers.push(v)) })"));
    for (const auto &caller : std::as_const(callers))
        note.call({script.promise(caller.future())});
    for (int i = 0; i < crowd; ++i)
        callers[i].settle(i);
    const auto answered = [&] { return script.engine.evaluate(QStringLiteral("answers.length")).toInt(); };
    int before = 0;
    for (int turn = 0; turn < 1000 && answered() < crowd; ++turn) {
        QCoreApplication::processEvents();
        QVERIFY2(answered() - before <= 2 * Slices::atOnce, qPrintable(QString::number(answered() - before)));
        before = answered();
    }
    QCOMPARE(answered(), crowd);
    QVERIFY(script.engine.evaluate(QStringLiteral("answers.every((value, place) => value === place)")).toBool());
}

void tst_Promises::oneEngineHasOneSetOfFunctions()
{
    QJSEngine first, second;
    QCOMPARE(Promises::of(&first), Promises::of(&first));
    QVERIFY(Promises::of(&first) != Promises::of(&second));
}

QTEST_GUILESS_MAIN(tst_Promises)
#include "tst_promises.moc"
