// SPDX-License-Identifier: Apache-2.0
// getCredentials() from QML, to the `then` callback: one after the other on a valid token, and a thousand that wait for
// one refresh; against the same promises from an object that does nothing else.
#include "frame.h"
#include "latenetwork.h"
#include "stall.h"
#include <Auth0Qt/Auth0Provider>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>

using Benchmark::check;

namespace {
constexpr int callers = 1000;
constexpr int hits = 200; //!< calls of one sample

//! What an application would write who keeps the credentials itself: promises of its own, settled by hand.
class ByHand : public QObject
{
    Q_OBJECT
public:
    explicit ByHand(QJSEngine *engine, const Auth0::Credentials &credentials)
        : m_engine(engine)
        , m_credentials(credentials)
        , m_resolved(engine->evaluate(QStringLiteral("(function(value) { return Promise.resolve(value) })")))
        , m_begin(engine->evaluate(QStringLiteral(
              "(function() { const d = {}; d.promise = new Promise(function(r) { d.resolve = r }); return d })")))
    {
    }
    Q_INVOKABLE QJSValue ready() { return m_resolved.call({m_engine->toScriptValue(m_credentials)}); }
    Q_INVOKABLE QJSValue readyWith(const QJSValue &options)
    {
        const bool isFresh = options.property(QStringLiteral("minTtl")).toNumber() < 3600;
        return isFresh ? ready() : QJSValue();
    }
    //! To take options or none makes two methods of it for the engine, which has to choose at each call.
    Q_INVOKABLE QJSValue readyMaybeWith(const QJSValue & = {}) { return ready(); }
    //! One promise for all who wait.
    Q_INVOKABLE QJSValue shared()
    {
        if (!m_isBegun)
            m_shared = m_begin.call();
        m_isBegun = true;
        return m_shared.property(QStringLiteral("promise"));
    }
    //! One for each.
    Q_INVOKABLE QJSValue own()
    {
        m_own.append(m_begin.call());
        return m_own.last().property(QStringLiteral("promise"));
    }
    void settleShared()
    {
        m_isBegun = false;
        m_shared.property(QStringLiteral("resolve")).call({m_engine->toScriptValue(m_credentials)});
    }
    void settleOwn()
    {
        const QJSValueList all = std::exchange(m_own, {});
        for (const QJSValue &one : all)
            one.property(QStringLiteral("resolve")).call({m_engine->toScriptValue(m_credentials)});
    }

private:
    QJSEngine *m_engine;
    Auth0::Credentials m_credentials;
    QJSValue m_resolved, m_begin, m_shared;
    QJSValueList m_own;
    bool m_isBegun = false;
};

class Provider : public Auth0::Auth0Provider
{
public:
    explicit Provider(const Auth0::Services &services) { setServices(services); }
};

const auto page = QByteArrayLiteral(R"(
import QtQml
import Auth0

QtObject {
    property Auth0Provider auth
    property QtObject byHand
    property int answered: 0

    function note(credentials) { if (credentials.accessToken !== "") ++answered }
    function bare(n) {
        const token = { accessToken: "a" }
        for (let i = 0; i < n; ++i) Promise.resolve(token).then(note)
    }
    function ready(n) { for (let i = 0; i < n; ++i) byHand.ready().then(note) }
    function readyMaybeWith(n) { for (let i = 0; i < n; ++i) byHand.readyMaybeWith().then(note) }
    function readyWith(n) { for (let i = 0; i < n; ++i) byHand.readyWith({ minTtl: 60 }).then(note) }
    function shared(n) { for (let i = 0; i < n; ++i) byHand.shared().then(note) }
    function own(n) { for (let i = 0; i < n; ++i) byHand.own().then(note) }
    function library(n) { for (let i = 0; i < n; ++i) auth.getCredentials().then(note) }
    function libraryWith(n) { for (let i = 0; i < n; ++i) auth.getCredentials({ minTtl: 60 }).then(note) }
}
)");

class Page
{
public:
    Page()
        : m_provider(Auth0::Services{&m_network, nullptr, nullptr, &m_clock})
    {
        m_provider.setDomain(QStringLiteral("tenant.example.com"));
        m_provider.setClientId(QStringLiteral("bench"));
        m_provider.setStorage(Auth0::Auth0Provider::MemoryOnly);
        Auth0::Credentials credentials;
        credentials.accessToken = QStringLiteral("an-access-token");
        credentials.refreshToken = QStringLiteral("a-refresh-token");
        credentials.expiresAt = m_clock.time.addDays(1);
        check(bool(m_provider.client()->saveCredentials(credentials).result()), "a session in memory");
        m_byHand = std::make_unique<ByHand>(&m_engine, credentials);
        QQmlComponent component(&m_engine);
        component.setData(page, QUrl());
        m_root.reset(component.createWithInitialProperties(
            {{QStringLiteral("auth"), QVariant::fromValue(&m_provider)},
             {QStringLiteral("byHand"), QVariant::fromValue(m_byHand.get())}}));
        check(m_root != nullptr, qPrintable(component.errorString()));
    }

    //! Nanoseconds from the first call to the last callback.
    qint64 hit(const char *function)
    {
        return processorTimeOf([&] { ask(function, hits); }, hits);
    }
    //! From the answer to the last callback.
    qint64 crowd(const char *function, const std::function<void()> &answer)
    {
        m_clock.nextDay();
        ask(function, callers);
        return processorTimeOf(answer, callers);
    }
    //! The calls, what answers them, and the callbacks.
    qint64 wholeCrowd(const char *function, const std::function<void()> &answer)
    {
        return processorTimeOf(
            [&] {
                ask(function, callers);
                answer();
            },
            callers);
    }
    void answerAll()
    {
        while (!m_network.isAsked())
            QCoreApplication::processEvents();
        m_network.answer(
            "{\"token_type\":\"Bearer\",\"expires_in\":86400,\"scope\":\"openid\",\"refresh_token\":\"r"
            + QByteArray::number(m_network.requests) + "\",\"access_token\":\"another\"}");
    }
    ByHand &byHand() { return *m_byHand; }
    int requests() const { return m_network.requests; }

private:
    void ask(const char *function, int count)
    {
        m_root->setProperty("answered", 0);
        check(QMetaObject::invokeMethod(m_root.get(), function, Q_ARG(QVariant, count)), function);
    }
    template<typename Work>
    qint64 processorTimeOf(Work work, int count)
    {
        return Benchmark::processorTimeOf([&] {
            work();
            while (m_root->property("answered").toInt() < count)
                QCoreApplication::processEvents();
        });
    }

    QQmlEngine m_engine;
    Benchmark::LateNetwork m_network;
    Benchmark::DayClock m_clock;
    Provider m_provider;
    std::unique_ptr<ByHand> m_byHand;
    std::unique_ptr<QObject> m_root;
};
} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    Page page;
    const auto hit = [&page](const char *function) { return [&page, function] { return page.hit(function) / hits; }; };
    Benchmark::compareTimed(
        QStringLiteral("goal 5: getCredentials() from QML, to the callback"),
        {{QStringLiteral("ready promise"), hit("ready")},
         {QStringLiteral("bare JavaScript promise"), hit("bare")},
         {QStringLiteral("ready promise of a method with an optional argument"), hit("readyMaybeWith")},
         {QStringLiteral("Auth0Provider"), hit("library")}},
        1.25, 100);
    Benchmark::compareTimed(
        QStringLiteral("goal 5: the same with an options object"),
        {{QStringLiteral("ready promise with options"), hit("readyWith")},
         {QStringLiteral("Auth0Provider"), hit("libraryWith")}},
        1.25, 100);

    const int before = page.requests();
    const auto settleShared = [&page] { page.byHand().settleShared(); };
    const auto shared = [&] { return page.wholeCrowd("shared", settleShared); };
    const auto own = [&] { return page.wholeCrowd("own", [&page] { page.byHand().settleOwn(); }); };
    const auto sharedAnswer = [&] { return page.crowd("shared", settleShared); };
    const auto library = [&] { return page.crowd("library", [&page] { page.answerAll(); }); };
    Benchmark::compareTimed(
        QStringLiteral("goal 7: 1000 QML callers wait, from the answer to the last callback"),
        {{QStringLiteral("a shared promise"), shared},
         {QStringLiteral("a promise each"), own},
         {QStringLiteral("the shared promise's callbacks alone"), sharedAnswer},
         {QStringLiteral("Auth0Provider"), library}},
        1.25, 50);
    Benchmark::tell(
        QStringLiteral("goal 8: token requests at 51 expiries of 1000 QML callers each"),
        QString::number(page.requests() - before), QStringLiteral("51"), page.requests() - before == 51);

    QList<double> stalls, processorTimes;
    for (int i = 0; i < 21; ++i) {
        Benchmark::StallProbe probe;
        library();
        QCoreApplication::processEvents();
        stalls.append(double(probe.longest()));
        processorTimes.append(double(probe.longestProcessorTime()));
    }
    const double stall = Benchmark::quantile(stalls, 0.5), used = Benchmark::quantile(processorTimes, 0.9);
    Benchmark::tell(
        QStringLiteral("goal 7: longest stall meanwhile"),
        QStringLiteral("%1 (median of 21), processor time %2 (p90)")
            .arg(Benchmark::duration(stall), Benchmark::duration(used)),
        QStringLiteral("8 ms"), stall <= 8e6 && used <= 8e6);
    return 0;
}

#include "quick.moc"
