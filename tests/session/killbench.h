// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "busproxy.h"
#include "diskwatch.h"
#include "killpoints.h"
#include "sessionprocess.h"
#include "storage/sessiondirectory.h"
#include "storage/sessionkey.h"
#include "support/testkeyring.h"
#include <QtCore/QCryptographicHash>
#include <optional>

namespace Auth0::Test {
struct KillBenchOptions
{
    QString preload; //!< a library that every application of the bench is started with
    bool dpop = false; //!< the session is bound to a key
};

/*!
    One user with one session on the real keyring, whose application is killed again and again. An application that has
    shown that the session serves is the one that is killed next.
*/
class KillBench
{
public:
    struct Hit
    {
        Phase phase = Phase::BeforeTheNote;
        bool lost = false;
        QString story; //!< what a failure is explained with
    };

    explicit KillBench(double overlap, const KillBenchOptions &with = {})
        : m_tenant({{QStringLiteral("rotationOverlap"), overlap}, {QStringLiteral("faultsMayKill"), true}})
        , m_with(with)
        , m_bus(m_folder.filePath(QStringLiteral("bus")), qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"))
    {
    }

    //! Logs in; what went wrong, or nothing.
    QString begin()
    {
        start();
        const QString login = m_child->ask(QStringLiteral("login"));
        return login == u"login ok auth0|alice" ? QString() : login;
    }
    //! Kills the application at \a point, \a late µs after what the disk showed; nothing when that hit nothing.
    std::optional<Hit> kill(const KillPoint &point, int late)
    {
        // What the keyring was too slow to take is written later; that is none of this refresh.
        if (!QTest::qWaitFor([this] { return !file(QStringLiteral(".journal")).exists(); }, 20'000))
            return std::nullopt;
        m_seq = lastSeq();
        const auto forget = arm(point, late);
        m_child->tell(QStringLiteral("refresh"));
        const QString heard = m_child->hear();
        const bool struck = forget();
        if (heard != u"killed" || !struck || !m_child->wasKilled()) {
            if (heard == u"killed" || m_child->wasKilled())
                startQuietly();
            return std::nullopt;
        }
        Hit hit;
        hit.phase = phase();
        hit.lost = !serves(hit.phase, hit.story);
        return hit;
    }
    //! As if an earlier kill had cut off a write of the journal, longer ago than a writer takes.
    bool leaveAHalfJournal() const
    {
        QFile half(file(QStringLiteral(".journal.AbCdEf")).filePath());
        const QDateTime longAgo = QDateTime::currentDateTimeUtc().addSecs(-3600);
        return half.open(QIODevice::WriteOnly) && half.setFileTime(longAgo, QFileDevice::FileModificationTime);
    }
    //! The keyring is too slow to take what a refresh brings: that waits in memory, and is written a little later.
    bool refreshIntoMemory()
    {
        const qint64 before = lastSeq();
        m_tenant.fault({{QStringLiteral("path"), QStringLiteral("/oauth/token")}, {QStringLiteral("delay"), 1}});
        m_child->tell(QStringLiteral("refresh"));
        const bool sent = QTest::qWaitFor([&] { return !m_tenant.refreshes(before).isEmpty(); });
        m_bus.slowDown(std::chrono::seconds(8));
        const QString heard = m_child->hear();
        m_bus.slowDown(std::chrono::seconds(0));
        return sent && heard.startsWith(QStringLiteral("refresh ok")) && file(QStringLiteral(".journal")).exists();
    }
    bool hasAHalfJournal() const { return file(QStringLiteral(".journal.AbCdEf")).exists(); }
    int revokedFamilies() const { return m_tenant.revokedFamilies(); }

private:
    QFileInfo file(const QString &suffix) const
    {
        const SessionKey key{m_tenant.domain(), QStringLiteral("native-public"), account};
        return QFileInfo(sessionDirectory().filePath(key.fileName() + suffix));
    }
    qint64 lastSeq() const
    {
        const auto entries = m_tenant.log({}, m_seq);
        return entries.isEmpty() ? m_seq : entries.last()[QStringLiteral("seq")].toInteger();
    }
    void start()
    {
        m_child = std::make_unique<SessionProcess>(m_tenant, account);
        m_child->arguments += {QStringLiteral("--clock"), QString::number(m_clock)};
        m_child->environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus.address());
        if (m_with.dpop)
            m_child->arguments += QStringLiteral("--dpop");
        if (!m_with.preload.isEmpty()) {
            m_child->environment.insert(QStringLiteral("LD_PRELOAD"), m_with.preload);
            m_child->environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
        }
        m_child->start();
    }

    //! Until nothing that the kill interrupted is under way.
    void startQuietly()
    {
        start();
        if (!m_child->ask(QStringLiteral("refresh")).startsWith(QStringLiteral("refresh ok")))
            m_child->ask(QStringLiteral("login"));
    }

    //! What is returned takes it back and says whether it has struck.
    std::function<bool()> arm(const KillPoint &point, int late)
    {
        const pid_t victim = m_child->pid();
        switch (point.killer) {
        case KillPoint::Tenant:
            return armTenant(point, victim);
        case KillPoint::Disk: {
            const auto strike = [victim, late] {
                if (late > 0)
                    ::usleep(useconds_t(late));
                ::kill(victim, SIGKILL);
            };
            const auto watch = std::make_shared<DiskWatch>(sessionDirectory().path(), point.events, point.what, strike);
            return [watch] { return watch->hasActed(); };
        }
        case KillPoint::BusCall:
        case KillPoint::BusReply:
            break;
        }
        const auto when = point.killer == KillPoint::BusCall ? BusProxy::BeforeDelivery : BusProxy::AfterReply;
        m_bus.once(point.what, when, [victim] { ::kill(victim, SIGKILL); });
        return [this] { return m_bus.forget(); };
    }
    std::function<bool()> armTenant(const KillPoint &point, pid_t victim)
    {
        QJsonObject fault = QJsonDocument::fromJson(point.what).object();
        fault[QStringLiteral("path")] = QStringLiteral("/oauth/token");
        fault[QStringLiteral("grant")] = QStringLiteral("refresh_token");
        fault[QStringLiteral("kill")] = victim;
        const bool armed = m_tenant.fault(fault);
        return [this, armed] {
            m_tenant.forgetFaults();
            const auto requests = m_tenant.refreshes(m_seq);
            return armed && !requests.isEmpty() && requests.first().contains(QStringLiteral("fault"));
        };
    }

    // Nobody of the library is asked: the tenant's log, the files and the keyring's own answer.
    Phase phase() const
    {
        const bool noted = file(QStringLiteral(".journal")).exists();
        const auto requests = m_tenant.refreshes(m_seq);
        if (requests.isEmpty())
            return noted ? Phase::Noted : Phase::BeforeTheNote;
        const QJsonObject rotation = requests.first();
        if (!rotation[QStringLiteral("acted")].toBool())
            return Phase::Received;
        const QString key = m_tenant.domain() + QStringLiteral("/native-public/") + account;
        const QJsonObject record = QJsonDocument::fromJson(Keyring::secret(key)).object();
        const QByteArray token = record[QStringLiteral("refresh_token")].toString().toLatin1();
        const QByteArray digest = QCryptographicHash::hash(token, QCryptographicHash::Sha256).toHex().left(12);
        if (digest != rotation[QStringLiteral("new_refresh_token")].toString().toLatin1())
            return Phase::Rotated;
        QFile mark(file(QStringLiteral(".mark")).filePath());
        if (!mark.open(QIODevice::ReadOnly))
            return Phase::Stored;
        const QJsonObject marked = QJsonDocument::fromJson(mark.readAll()).object();
        if (marked[QStringLiteral("number")] != record[QStringLiteral("number")])
            return Phase::Stored;
        return noted ? Phase::Marked : Phase::Cleared;
    }

    /*!
        Whether a new process has the user signed in and calls the API, at once and again long after the overlap. When
        not, she has logged in anew.
    */
    bool serves(Phase phase, QString &story)
    {
        start();
        const auto asks = [this, &story](const QString &line, const QString &wanted) {
            const QString answer = m_child->ask(line);
            story += answer + QStringLiteral("; ");
            return answer.startsWith(wanted);
        };
        const bool atOnce = asks(QStringLiteral("state"), QStringLiteral("state ok SignedIn"))
            && asks(QStringLiteral("api"), QStringLiteral("api ok 200"));
        // What was interrupted is found out meanwhile, by itself. A note on a token that was replaced is of no
        // interest.
        const bool settled = phase >= Phase::Stored
            || QTest::qWaitFor([this] { return !file(QStringLiteral(".journal")).exists(); }, 20'000);
        m_clock += 60;
        m_tenant.moveClock(m_clock);
        m_child->ask(QStringLiteral("clock %1").arg(m_clock));
        const bool later = asks(QStringLiteral("refresh"), QStringLiteral("refresh ok"))
            && asks(QStringLiteral("api"), QStringLiteral("api ok 200"));
        if (atOnce && settled && later)
            return true;
        story += m_child->ask(QStringLiteral("ends"));
        m_child->ask(QStringLiteral("login"));
        return false;
    }

    const QString account = QStringLiteral("killed");
    const QTemporaryDir m_folder;
    TenantProcess m_tenant;
    const KillBenchOptions m_with;
    BusProxy m_bus;
    std::unique_ptr<SessionProcess> m_child;
    qint64 m_seq = 0;
    qint64 m_clock = 0;
};
} // namespace Auth0::Test
