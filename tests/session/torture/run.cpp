// SPDX-License-Identifier: Apache-2.0
#include "session/torture/run.h"
#include "storage/sessionrecord.h"

namespace Auth0::Test {
TortureRun::TortureRun(VirtualTime *time, const Flow &flow, int point, Fate fate, quint64 seed, bool isTelling)
    : m_flow(flow)
    , m_point(point)
    , m_fate(fate)
    , m_machine(time, seed)
{
    m_machine.isTelling = isTelling;
    m_machine.tenant.overlap = ModelTenant::always;
    m_machine.tenant.demandsDpop = flow.isBound;
    m_machine.tenant.isAlive = [this](int number) { return m_machine.process(number)->isAlive; };
    m_machine.onKeyringWritten = [this](const QString &, const QByteArray &, const QByteArray &after) {
        if (const auto record = SessionRecord::fromBytes(after))
            m_machine.tenant.stored(record->refreshToken);
    };
}

TortureRun::~TortureRun()
{
    m_applications.clear();
    m_machine.time->settle();
}

Application *TortureRun::start()
{
    m_applications.push_back(std::make_unique<Application>(m_machine.start(), QStringLiteral("user")));
    return m_applications.back().get();
}

void TortureRun::pump(qint64 milliseconds)
{
    const qint64 until = m_machine.time->now() + milliseconds;
    const auto reap = [this] {
        std::erase_if(m_applications, [](const auto &application) { return !application->process->isAlive; });
    };
    reap();
    while (m_machine.violations.isEmpty() && m_machine.time->step(until)) {
        for (const auto &application : m_applications)
            application->checkCalls();
        reap();
    }
}

bool TortureRun::isAnyoneWaiting() const
{
    return std::any_of(m_applications.begin(), m_applications.end(), [](const auto &one) { return one->isWaiting(); });
}

void TortureRun::prepare()
{
    if (!m_flow.isSignedIn)
        return;
    start()->call(QStringLiteral("authorize"));
    pump(5000);
    m_applications.clear();
    m_hadSession = !m_machine.keyring.isEmpty();
    if (!m_hadSession)
        m_machine.violation(QStringLiteral("the session of the preparation is not there"));
}

void TortureRun::perform()
{
    Process *first = m_machine.start();
    first->isLogging = true;
    first->plan = [this, first](Seam, int count) {
        m_operations = first->operations;
        if (count != m_point)
            return Fate::Works;
        m_wasHit = true;
        m_machine.tell(QStringLiteral("operation %1 goes wrong: %2").arg(count).arg(first->operations.last()));
        return m_fate;
    };
    m_applications.push_back(std::make_unique<Application>(first, QStringLiteral("user")));
    while (int(m_applications.size()) < m_flow.processes)
        start();
    for (const QString &call : m_flow.calls) {
        for (std::size_t i = 0; i < m_applications.size(); ++i)
            m_applications.at(i)->call(call);
        m_logoutReturned = m_logoutReturned || (m_flow.endsSession && first->isAlive);
        pump(70'000);
    }
    if (isAnyoneWaiting())
        m_machine.violation(QStringLiteral("a call is not answered"));
    checkErrors();
    m_operations = first->operations;
    m_applications.clear();
}

// What went wrong is told once: by the rejection of the call that met it, and by errorOccurred() with the same code.
void TortureRun::checkErrors()
{
    const auto names = [](const QList<Error::Code> &codes) {
        QStringList names;
        for (const Error::Code code : codes)
            names.append(Error(code, QString()).codeName());
        return names.isEmpty() ? QStringLiteral("nothing") : names.join(u',');
    };
    for (const auto &application : m_applications) {
        if (application->told != application->owed)
            m_machine.violation(QStringLiteral("process %1 told %2 instead of %3")
                                    .arg(application->process->number)
                                    .arg(names(application->told), names(application->owed)));
    }
}

// A session that existed is usable at the next start, unless a logout ended it; a logout that was noted is not undone.
void TortureRun::judge()
{
    Application *next = start();
    const auto asked = next->call(QStringLiteral("getCredentialsForced"));
    pump(70'000);
    const bool works = asked->isAnswered && asked->code == Error::NoError;
    if (!asked->isAnswered)
        m_machine.violation(QStringLiteral("the next start is not answered"));
    else if (m_hadSession && !m_flow.endsSession && !works)
        m_machine.violation(QStringLiteral("the session is lost: error %1").arg(int(asked->code)));
    else if (!works && asked->code != Error::NoCredentials)
        m_machine.violation(QStringLiteral("without a session the next start says error %1").arg(int(asked->code)));
    else if (m_point == 0 && m_flow.startsSession && !works)
        m_machine.violation(QStringLiteral("the login left no session"));
    else if (m_point == 0 && m_flow.endsSession && works)
        m_machine.violation(QStringLiteral("the logout left a session"));
}

QStringList TortureRun::run()
{
    prepare();
    if (m_machine.violations.isEmpty())
        perform();
    if (m_machine.violations.isEmpty())
        judge();
    return m_machine.violations;
}
} // namespace Auth0::Test
