// SPDX-License-Identifier: Apache-2.0
#include "session/world/application.h"

namespace Auth0::Test {
namespace {
using namespace std::chrono_literals;
constexpr qint64 patience = 130'000; // a login waits 60 s for its browser, requests 10 s each, the store 5 s
} // namespace

QDateTime WallClock::now()
{
    const Machine *machine = Machine::current;
    return QDateTime::fromMSecsSinceEpoch(machine->trueTime() + machine->wallClockError, Qt::UTC);
}

Async<QUrl> SignInBrowser::open(const BrowserRequest &request)
{
    const bool isLogin = request.purpose == BrowserRequest::Login;
    const Fate fate = m_process->operation(Seam::Browser, QStringLiteral("browser"));
    Machine *machine = Machine::current;
    if (fate == Fate::Fails)
        return failed<QUrl>({Error::BrowserUnavailable, QStringLiteral("There is no browser.")});
    const Deferred<QUrl> caller;
    m_open.append(caller);
    if (!Process::isDone(fate))
        return caller.future();
    const QUrl callback = isLogin ? machine->tenant.signIn(request.url, m_user) : request.callbackUrl;
    m_process->done(fate);
    const QUrl answer = fate == Fate::Half ? request.callbackUrl : callback;
    if (fate == Fate::Works || fate == Fate::Half || fate == Fate::Garbled)
        machine->time->after(
            machine->random.between(5, 400), m_process->number, this, [caller, answer] { caller.settle(answer); });
    return caller.future();
}

void SignInBrowser::cancel()
{
    const auto open = std::exchange(m_open, {});
    for (const auto &caller : open)
        caller.settle(cancelledError());
}

Configuration Application::configuration() const
{
    Configuration configuration;
    configuration.domain = ModelTenant::domain();
    configuration.clientId = QStringLiteral("app");
    configuration.audience = QStringLiteral("https://api");
    configuration.scope = QStringLiteral("openid profile offline_access read");
    configuration.account = user;
    configuration.loginTimeout = 60s;
    configuration.useDPoP = Machine::current->tenant.demandsDpop;
    return configuration;
}

Application::Application(Process *process, const QString &user)
    : process(process)
    , user(user)
{
    const Enter enter(process);
    qputenv("XDG_DATA_HOME", Machine::dataHome(process).toLatin1());
    m_network = std::make_unique<Network>(process);
    m_secrets = std::make_unique<Secrets>(process);
    m_browser = std::make_unique<SignInBrowser>(process, user);
    Services services;
    services.networkAccessManager = m_network.get();
    services.secretStore = m_secrets.get();
    services.browser = m_browser.get();
    services.clock = &m_clock;
    client = std::make_unique<Client>(configuration(), services);
    QObject::connect(client.get(), &Client::sessionEnded, client.get(), [this](EndReason reason) {
        if (!this->process->isAlive)
            return;
        ends.append(reason);
        ++timesEnded;
        Machine::current->tell(
            QStringLiteral("process %1: session ended, %2").arg(this->process->number).arg(int(reason)));
        if (onEnded)
            onEnded(reason);
    });
    QObject::connect(client.get(), &Client::errorOccurred, client.get(), [this](const Error &error) {
        if (this->process->isAlive)
            told.append(error.code());
    });
    QObject::connect(client.get(), &Client::sessionStateChanged, client.get(), [this] {
        if (!this->process->isAlive)
            return;
        Machine::current->tell(
            QStringLiteral("process %1: state %2").arg(this->process->number).arg(int(client->sessionState())));
        if (onStateChanged)
            onStateChanged();
    });
}

Application::~Application()
{
    process->kill();
    const Enter enter(process);
    client.reset();
}

// Each rejection once, by its code; a login that only memory holds says so, though it succeeded.
void Application::expectTold(const Call &answered)
{
    const bool isSilent =
        answered.code == Error::NoError || answered.code == Error::Cancelled || answered.code == Error::InvalidArgument;
    if (!isSilent)
        owed.append(answered.code);
    else if (answered.code == Error::NoError && answered.name == QLatin1String("authorize") && !client->isPersistent())
        owed.append(Error::StoreUnavailable);
}

template<typename T>
std::shared_ptr<Application::Call> Application::track(const QString &name, Async<T> running)
{
    auto call = std::make_shared<Call>();
    call->name = name;
    call->since = Machine::current->time->now();
    calls.append(call);
    running.then([this, call, one = process](const Result<T> &result) {
        if (!one->isAlive)
            return;
        if (call->isAnswered)
            Machine::current->violation(call->name + QStringLiteral(" is answered twice"));
        call->isAnswered = true;
        call->code = result.error().code();
        expectTold(*call);
        Machine::current->tell(QStringLiteral("process %1: %2 -> %3 %4")
                                   .arg(one->number)
                                   .arg(call->name, QString::number(int(call->code)), result.error().message()));
        if (!result && (call->code == Error::NoError || call->code == Error::Unknown))
            Machine::current->violation(call->name + QStringLiteral(" failed without a typed error"));
        if (onAnswered)
            onAnswered(call->name, call->code);
    });
    return call;
}

std::shared_ptr<Application::Call> Application::call(const QString &name)
{
    const Enter enter(process);
    Machine::current->tell(QStringLiteral("process %1 calls %2").arg(process->number).arg(name));
    GetAccessTokenOptions access;
    access.audience = QStringLiteral("https://other");
    GetCredentialsOptions credentials;
    if (name == QLatin1String("authorize"))
        return track(name, client->authorize());
    if (name == QLatin1String("restore"))
        return track(name, client->restore());
    if (name == QLatin1String("clearCredentials"))
        return track(name, client->clearCredentials());
    if (name == QLatin1String("clearSession"))
        return track(name, client->clearSession());
    if (name == QLatin1String("updateSession")) {
        UpdateSessionOptions options;
        options.data = {{QStringLiteral("count"), Machine::current->random.below(1000)}};
        return track(name, client->updateSession(options));
    }
    GetApiCredentialsOptions api;
    api.audience = QStringLiteral("https://third");
    api.scope = QStringLiteral("write");
    if (name == QLatin1String("apiCredentials"))
        return track(name, client->getApiCredentials(api));
    if (name == QLatin1String("clearApiCredentials"))
        return track(name, client->clearApiCredentials({api.audience, {}}));
    if (name == QLatin1String("otherAudience"))
        return track(name, client->getAccessToken(access));
    if (name == QLatin1String("otherAudienceForced")) {
        access.refresh = true;
        return track(name, client->getAccessToken(access));
    }
    if (name == QLatin1String("getCredentialsForced"))
        credentials.forceRefresh = true;
    return track(name, client->getCredentials(credentials));
}

bool Application::isWaiting() const
{
    return std::any_of(calls.begin(), calls.end(), [](const auto &call) { return !call->isAnswered; });
}

void Application::checkCalls()
{
    if (!process->isAlive || process->isStopped)
        return;
    for (const auto &call : std::as_const(calls)) {
        if (!call->isAnswered && Machine::current->time->now() - call->since > patience)
            Machine::current->violation(
                QStringLiteral("process %1: %2 is not answered").arg(process->number).arg(call->name));
    }
    calls.removeIf([](const auto &call) { return call->isAnswered; });
    const QString shown = client->user().sub;
    if (!shown.isEmpty() && shown != user)
        Machine::current->violation(QStringLiteral("%1 is shown instead of %2").arg(shown, user));
}
} // namespace Auth0::Test
