// SPDX-License-Identifier: Apache-2.0
#include "session/simulation/history.h"
#include "storage/sessionkey.h"
#include "storage/sessionrecord.h"
#include <QtCore/QJsonDocument>

namespace Auth0::Test {
Circumstances Circumstances::drawn(Random &random)
{
    Circumstances c;
    c.overlap = random.oneOf(QList<qint64>{0, 30'000, ModelTenant::always, ModelTenant::always});
    c.tokenLifetime = random.oneOf(QList<int>{5, 60, 600});
    c.users = random.between(1, 2);
    c.processes = random.between(1, 4);
    c.acts = random.between(10, 50);
    c.killChance = random.oneOf(QList<double>{0, 0, 0.5, 2});
    c.failureChance = random.oneOf(QList<double>{0, 0, 1, 4});
    c.hasOutages = random.chance(50);
    c.hasSleeps = random.chance(50);
    c.hasLocking = random.chance(40);
    c.hasStops = random.chance(40);
    c.hasForeignUsers = c.overlap == ModelTenant::always && random.chance(20);
    c.hasLogouts = random.chance(60);
    c.hasRevocations = random.chance(15);
    return c;
}

QString Circumstances::toString() const
{
    return QStringLiteral(
               "overlap %1, %2 processes, %3 users, %4 acts, kills %5 %, failures %6 %, outages %7, sleeps %8, locking "
               "%9, stops %10, foreign %11, logouts %12")
        .arg(overlap == ModelTenant::always ? QStringLiteral("always") : QString::number(overlap / 1000))
        .arg(processes)
        .arg(users)
        .arg(acts)
        .arg(killChance)
        .arg(failureChance)
        .arg(hasOutages)
        .arg(hasSleeps)
        .arg(hasLocking)
        .arg(hasStops)
        .arg(hasForeignUsers)
        .arg(hasLogouts);
}

History::History(VirtualTime *time, quint64 seed, bool isTelling)
    : m_machine(time, seed)
    , m_ledger(&m_machine)
    , m_random(seed ^ 0xac7)
    , m_circumstances(Circumstances::drawn(m_random))
{
    m_machine.isTelling = isTelling;
    m_machine.tenant.overlap = m_circumstances.overlap;
    m_machine.tenant.tokenLifetime = m_circumstances.tokenLifetime;
    m_machine.tenant.isAlive = [this](int number) {
        const Process *process = m_machine.process(number);
        return process && process->isAlive;
    };
    m_machine.onKeyringWritten = [this](const QString &key, const QByteArray &before, const QByteArray &after) {
        const auto old = SessionRecord::fromBytes(before);
        const auto fresh = SessionRecord::fromBytes(after);
        if (fresh)
            m_machine.tenant.stored(fresh->refreshToken);
        if (fresh && old && fresh->family < old->family && old->family <= markedFamily(key))
            m_machine.violation(QStringLiteral("an older login is written over a newer one"));
        m_machine.tell(
            QStringLiteral("the keyring holds ") + (fresh ? fresh->refreshToken : QStringLiteral("nothing")));
    };
}

// Of a record whose write was cut off before its mark nobody knows the family.
quint64 History::markedFamily(const QString &key) const
{
    quint64 family = 0;
    for (auto file = m_machine.files.keyValueBegin(); file != m_machine.files.keyValueEnd(); ++file) {
        const QJsonDocument mark = QJsonDocument::fromJson(file->second);
        if (file->first.endsWith(QLatin1String(".mark")) && key.endsWith(mark[QStringLiteral("account")].toString()))
            family = quint64(mark[QStringLiteral("family")].toInteger());
    }
    return family;
}

History::~History()
{
    m_applications.clear();
    m_machine.time->settle();
}

void History::start()
{
    Process *process = m_machine.start();
    process->plan = [this](Seam seam, int) {
        if (m_isCalm)
            return Fate::Works;
        if (m_random.chance(m_circumstances.killChance))
            return m_random.chance(50) ? Fate::KilledBefore : Fate::KilledAfter;
        if (!m_random.chance(m_circumstances.failureChance) || seam == Seam::Random)
            return Fate::Works;
        static const QList<Fate> fates{Fate::Fails, Fate::Hangs, Fate::Half, Fate::Lost, Fate::Garbled};
        const Fate fate = m_random.oneOf(fates);
        return seam == Seam::Network || fate != Fate::Garbled ? fate : Fate::Works;
    };
    const QString user = QStringLiteral("user%1").arg(m_random.below(m_circumstances.users));
    m_machine.tell(QStringLiteral("process %1 starts for %2").arg(process->number).arg(user));
    auto application = std::make_unique<Application>(process, user);
    Application *one = application.get();
    one->onEnded = [this, user, process](EndReason reason) {
        if (reason != EndReason::LoggedOut)
            m_ledger.sessionEnded(user, reason, *process);
    };
    one->onStateChanged = [this, one, user] {
        if (one->client->isAuthenticated() && !isLoggingIn(*one))
            m_ledger.sessionFound(user);
    };
    one->onAnswered = [this, one, user](const QString &name, Error::Code code) {
        if (name == QLatin1String("authorize"))
            m_ledger.loginEnds(user, code == Error::NoError, one->client->isPersistent());
    };
    m_applications.push_back(std::move(application));
}

bool History::isLoggingIn(const Application &application) const
{
    const auto &calls = application.calls;
    return std::any_of(calls.begin(), calls.end(), [](const auto &call) {
        return !call->isAnswered && call->name == QLatin1String("authorize");
    });
}

Application *History::anyone()
{
    return m_applications.empty() ? nullptr : m_applications.at(m_random.below(int(m_applications.size()))).get();
}

void History::ask(Application &application)
{
    static const QList<QString> questions{QStringLiteral("getCredentials"),       QStringLiteral("getCredentials"),
                                          QStringLiteral("getCredentialsForced"), QStringLiteral("otherAudience"),
                                          QStringLiteral("otherAudienceForced"),  QStringLiteral("restore"),
                                          QStringLiteral("updateSession")};
    const int callers = m_random.chance(20) ? m_random.between(2, 6) : 1;
    for (int i = 0; i < callers; ++i)
        application.call(m_random.oneOf(questions));
}

void History::login(Application &application)
{
    if (isLoggingIn(application))
        return;
    m_ledger.loginBegins(application.user);
    application.call(QStringLiteral("authorize"));
}

void History::logout(Application &application)
{
    Process *process = application.process;
    const SessionKey key{ModelTenant::domain(), application.client->configuration().clientId, application.user};
    const auto tombstone = [this, name = key.fileName() + QStringLiteral(".tombstone")] {
        for (auto it = m_machine.files.cbegin(); it != m_machine.files.cend(); ++it) {
            if (it.key().endsWith(name))
                return it.value();
        }
        return QByteArray();
    };
    const QByteArray before = tombstone();
    // A login under way in the same process is cancelled by it, and answered before the logout is noted.
    const auto call =
        application.call(m_random.chance(80) ? QStringLiteral("clearCredentials") : QStringLiteral("clearSession"));
    // The disk may have refused it, and one of an earlier logout lie there.
    const bool isKnown = m_ledger.of(application.user).expected == Truth::SignedOut;
    const bool isBuried = !tombstone().isEmpty() && (isKnown || tombstone() != before);
    const bool isRestoring = application.client->isLoading();
    if (isRestoring)
        m_ledger.logoutIsLate(application.user, [call, process] { return process->isAlive && !call->isAnswered; });
    // A login that another process could not store yet is not this one's to end.
    const bool isUnseen = std::any_of(m_applications.begin(), m_applications.end(), [&](const auto &other) {
        return other->user == application.user && other->client->isAuthenticated() && !other->client->isPersistent();
    });
    m_ledger.logout(application.user, process->isAlive && !isRestoring && isBuried && !isUnseen);
}

void History::kill(Application &application)
{
    application.process->kill();
    ++kills;
}

void History::stop(Application &application)
{
    Process *process = application.process;
    process->isStopped = !process->isStopped;
    (process->isStopped ? process->stoppedAt : process->continuedAt) = m_machine.time->now();
    m_machine.tell(QStringLiteral("process %1 is %2")
                       .arg(process->number)
                       .arg(process->isStopped ? QStringLiteral("stopped") : QStringLiteral("continued")));
    for (const auto &call : std::as_const(application.calls))
        call->since = m_machine.time->now();
}

void History::changeMood()
{
    ModelTenant &tenant = m_machine.tenant;
    const int mood = m_random.below(6);
    if (mood == 0 && m_circumstances.hasLocking)
        m_machine.isKeyringLocked = !m_machine.isKeyringLocked;
    if (mood == 1 && m_circumstances.hasForeignUsers)
        tenant.sendsForeignUser = true;
    if (mood == 2 && m_circumstances.hasRevocations && m_random.chance(30)) {
        const QString user = QStringLiteral("user%1").arg(m_random.below(m_circumstances.users));
        tenant.revokeAll(user);
        m_ledger.tenantRevokes(user);
    }
    if (mood == 3)
        tenant.sendsIdTokens = !tenant.sendsIdTokens;
    if (mood >= 4 && m_circumstances.hasOutages) {
        static const QList<ModelTenant::Trouble> troubles{
            ModelTenant::Trouble::None, ModelTenant::Trouble::None, ModelTenant::Trouble::Unreachable,
            ModelTenant::Trouble::Failing, ModelTenant::Trouble::Limiting};
        tenant.trouble = m_random.oneOf(troubles);
        tenant.retryAfter = m_random.chance(50) ? m_random.between(1, 20) : 0;
    }
    m_machine.tell(QStringLiteral("mood: keyring %1, tenant %2")
                       .arg(m_machine.isKeyringLocked ? QStringLiteral("locked") : QStringLiteral("open"))
                       .arg(int(tenant.trouble)));
}

void History::sleep()
{
    const qint64 duration = m_random.oneOf(QList<qint64>{2'000, 40'000, 3'600'000, 8 * 3'600'000LL});
    m_machine.tell(QStringLiteral("the machine sleeps for %1 s").arg(duration / 1000));
    m_machine.sleep(duration);
    if (m_random.chance(20))
        m_machine.wallClockError = m_random.between(-600, 600) * 1000LL;
}

void History::act()
{
    while (int(m_applications.size()) < m_circumstances.processes)
        start();
    Application *application = anyone();
    const int choice = m_random.below(100);
    if (application->process->isStopped && choice < 70)
        return stop(*application);
    if (application->process->isStopped)
        return;
    if (choice < 12)
        login(*application);
    else if (choice < 17 && m_circumstances.hasLogouts)
        logout(*application);
    else if (choice < 21 && m_circumstances.killChance > 0)
        kill(*application);
    else if (choice < 26 && m_circumstances.hasStops)
        stop(*application);
    else if (choice < 38)
        changeMood();
    else if (choice < 43 && m_circumstances.hasSleeps)
        sleep();
    else
        ask(*application);
}

void History::reap()
{
    for (auto &application : m_applications) {
        if (!application || application->process->isAlive)
            continue;
        if (isLoggingIn(*application))
            m_ledger.loginIsCut(application->user);
        const bool isHeld = application->client && application->client->isAuthenticated();
        if (isHeld && !application->client->isPersistent())
            m_ledger.heldIsCut(application->user);
        application.reset();
    }
    std::erase(m_applications, nullptr);
}

void History::check()
{
    ++events;
    for (const auto &application : m_applications)
        application->checkCalls();
}

void History::run(qint64 milliseconds)
{
    const qint64 until = m_machine.time->now() + milliseconds;
    while (m_machine.violations.isEmpty() && m_machine.time->step(until)) {
        check();
        reap();
    }
    reap();
}

QStringList History::run()
{
    for (int i = 0; i < m_circumstances.acts && m_machine.violations.isEmpty(); ++i) {
        act();
        run(m_random.oneOf(QList<qint64>{0, 1, 5, 20, 100, 1000, 6000}));
    }
    finish();
    return m_machine.violations;
}

// Everything works again, and whoever still waits for the store gets through.
void History::settleDown()
{
    m_isCalm = true;
    m_machine.isKeyringLocked = false;
    m_machine.tenant.trouble = ModelTenant::Trouble::None;
    m_machine.tenant.sendsForeignUser = false;
    for (const auto &application : m_applications) {
        if (std::exchange(application->process->isStopped, false))
            application->process->continuedAt = m_machine.time->now();
        for (const auto &call : std::as_const(application->calls))
            call->since = m_machine.time->now();
    }
    run(150'000);
    for (const auto &application : m_applications) {
        if (application->isWaiting())
            m_machine.violation(QStringLiteral("process %1 still waits").arg(application->process->number));
        const Truth &truth = m_ledger.of(application->user);
        const bool isIn = application->client->isAuthenticated();
        if (truth.expected == Truth::SignedOut && isIn)
            m_machine.violation(
                QStringLiteral("process %1 did not notice the logout").arg(application->process->number));
        if (truth.expected == Truth::SignedIn && !isIn && !m_machine.tenant.hasExcusedLoss(application->user))
            m_machine.violation(
                QStringLiteral("process %1 did not notice the login").arg(application->process->number));
    }
}

void History::finish()
{
    m_machine.tell(QStringLiteral("everything calms down"));
    settleDown();
    m_applications.clear();
    for (int i = 0; i < m_circumstances.users && m_machine.violations.isEmpty(); ++i)
        finishFor(QStringLiteral("user%1").arg(i));
}

// A new process for each user: what it finds is what was promised.
void History::finishFor(const QString &user)
{
    m_machine.tell(QStringLiteral("a last process for %1").arg(user));
    m_applications.push_back(std::make_unique<Application>(m_machine.start(), user));
    Application &last = *m_applications.back();
    auto asked = last.call(QStringLiteral("getCredentialsForced"));
    run(70'000);
    // The tenant's `Retry-After` counts for it, too, and by a clock that may have been set back since.
    if (asked->isAnswered && asked->code == Error::TooManyRequests) {
        asked = last.call(QStringLiteral("getCredentialsForced"));
        run(70'000);
    }
    const Truth::Expected expected = m_ledger.of(user).expected;
    const bool isExcused = m_machine.tenant.hasExcusedLoss(user);
    const bool worked = asked->isAnswered && asked->code == Error::NoError;
    losses += !worked && expected == Truth::SignedIn && isExcused;
    if (!asked->isAnswered)
        m_machine.violation(QStringLiteral("the last call is not answered"));
    else if (expected == Truth::SignedIn && !worked && !isExcused)
        m_machine.violation(QStringLiteral("the session of %1 is lost: error %2").arg(user).arg(int(asked->code)));
    else if (expected == Truth::SignedOut && (worked || last.client->isAuthenticated()))
        m_machine.violation(QStringLiteral("the logout of %1 is undone").arg(user));
    m_applications.clear();
}
} // namespace Auth0::Test
