// SPDX-License-Identifier: Apache-2.0
#include "browser/browserprogram.h"
#include "browser/systembrowser.h"
#include "support/await.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Auth0;
using Auth0::Test::await;

//! Programs of the test's own in a PATH of their own; each writes down how it was called.
class TestSystemBrowser : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_path;
    // Everything a shell would stumble over.
    const BrowserRequest m_request{
        QUrl(QStringLiteral("https://t.example/authorize?state=a%20b&x=$(id);`id`'%22%7C&y=%26#f")),
        QUrl(QStringLiteral("http://127.0.0.1:1/callback"))};

    QString file(const QString &name) const { return m_folder->filePath(name); }
    QString address() const { return m_request.url.toString(QUrl::FullyEncoded); }

    //! A program that writes its arguments, one a line, to NAME.called, and goes on with \a script.
    QString install(const QString &name, const char *script = "")
    {
        QFile program(file(name));
        if (program.open(QIODevice::WriteOnly))
            program.write(
                QStringLiteral("#!/bin/sh\nprintf '%s\\n' \"$@\" > %1.part\nmv %1.part %1.called\n")
                    .replace(QStringLiteral("%1"), file(name))
                    .toUtf8()
                + script + "\n");
        program.close();
        program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return program.fileName();
    }
    bool wasCalled(const QString &name) const { return QFile::exists(file(name + QStringLiteral(".called"))); }
    QStringList argumentsOf(const QString &name) const
    {
        QFile called(file(name + QStringLiteral(".called")));
        if (!QTest::qWaitFor([&] { return called.exists(); }) || !called.open(QIODevice::ReadOnly))
            return {QStringLiteral("never called")};
        return QString::fromUtf8(called.readAll()).trimmed().split(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = qgetenv("PATH");
        qputenv("PATH", m_folder->path().toLocal8Bit() + ":/bin");
        qunsetenv("BROWSER");
    }
    void cleanup()
    {
        qputenv("PATH", m_path);
        SystemBrowser::setDesktopOpener(nullptr);
    }

    void theAddressIsOneArgumentOfXdgOpen()
    {
        install(QStringLiteral("xdg-open"));
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QCOMPARE(argumentsOf(QStringLiteral("xdg-open")), QStringList{address()});
        QVERIFY(!open.isFinished());
    }

    void theDesktopsWayComesFirst()
    {
        install(QStringLiteral("xdg-open"));
        QList<QUrl> opened;
        SystemBrowser::setDesktopOpener([&](const QUrl &url) {
            opened.append(url);
            return true;
        });
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QCOMPARE(opened, QList<QUrl>{m_request.url});
        QVERIFY(!open.isFinished());
        QVERIFY(!wasCalled(QStringLiteral("xdg-open")));
    }

    void aDesktopThatHasNoWayLeavesItToXdgOpen()
    {
        install(QStringLiteral("xdg-open"));
        SystemBrowser::setDesktopOpener([](const QUrl &) { return false; });
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QCOMPARE(argumentsOf(QStringLiteral("xdg-open")), QStringList{address()});
    }

    void theFirstUsableEntryOfBrowserComesBeforeXdgOpen()
    {
        install(QStringLiteral("xdg-open"));
        install(QStringLiteral("mine"));
        qputenv("BROWSER", "not-installed:mine --new-window %s --last:xdg-open");
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QCOMPARE(
            argumentsOf(QStringLiteral("mine")),
            (QStringList{QStringLiteral("--new-window"), address(), QStringLiteral("--last")}));
        QVERIFY(!wasCalled(QStringLiteral("xdg-open")));
    }

    void aGivenProgramIsTheOnlyOneTried()
    {
        install(QStringLiteral("xdg-open"));
        SystemBrowser::setDesktopOpener([](const QUrl &) { return true; });
        SystemBrowser browser;
        browser.setProgram(install(QStringLiteral("own"), "exit 3"));
        browser.setArguments({QStringLiteral("--private"), QStringLiteral("--url=%s")});
        const auto result = await(browser.open(m_request));
        QCOMPARE(
            argumentsOf(QStringLiteral("own")),
            (QStringList{QStringLiteral("--private"), QStringLiteral("--url=") + address()}));
        QCOMPARE(result.error().code(), Error::BrowserUnavailable);
        QVERIFY(!wasCalled(QStringLiteral("xdg-open")));
    }

    void aProgramThatEndsWithAnErrorGivesWayToTheNext()
    {
        install(QStringLiteral("mine"), "exit 1");
        install(QStringLiteral("second"), "kill -9 $$");
        install(QStringLiteral("xdg-open"));
        qputenv("BROWSER", "mine:second");
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QCOMPARE(argumentsOf(QStringLiteral("xdg-open")), QStringList{address()});
        QVERIFY(wasCalled(QStringLiteral("mine")) && wasCalled(QStringLiteral("second")));
        QVERIFY(!open.isFinished());
    }

    void withoutAnyBrowserTheErrorComesAtOnceWithTheAddress_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("none installed") << QByteArray();
        QTest::newRow("xdg-open finds none") << QByteArray("exit 3");
        QTest::newRow("cannot be run") << QByteArray("broken");
    }
    void withoutAnyBrowserTheErrorComesAtOnceWithTheAddress()
    {
        QFETCH(QByteArray, script);
        qputenv("PATH", m_folder->path().toLocal8Bit());
        SystemBrowser browser;
        if (script == "broken") {
            QFile notAProgram(install(QStringLiteral("own")));
            QVERIFY(notAProgram.open(QIODevice::WriteOnly));
            notAProgram.write("#!/does/not/exist\n");
            notAProgram.close();
            browser.setProgram(notAProgram.fileName());
        } else if (!script.isEmpty()) {
            install(QStringLiteral("xdg-open"), script.constData());
        }
        QElapsedTimer timer;
        timer.start();
        const auto result = await(browser.open(m_request));
        QVERIFY(timer.elapsed() < 3000);
        QCOMPARE(result.error().code(), Error::BrowserUnavailable);
        QCOMPARE(result.error().details().value(QStringLiteral("url")).toUrl(), m_request.url);
        QVERIFY(!result.error().message().contains(QLatin1String("state=")));
    }

    void theErrorDoesNotShowTheIdTokenOfALogout()
    {
        qputenv("PATH", m_folder->path().toLocal8Bit());
        BrowserRequest logout = m_request;
        logout.url = QUrl(QStringLiteral("https://t.example/oidc/logout?id_token_hint=canary&state=a%20b"));
        SystemBrowser browser;
        const auto result = await(browser.open(logout));
        QCOMPARE(result.error().code(), Error::BrowserUnavailable);
        QCOMPARE(
            result.error().details().value(QStringLiteral("url")).toUrl(),
            QUrl(QStringLiteral("https://t.example/oidc/logout?state=a%20b")));
    }

    void aBrowserThatStaysOutlivesTheLoginAndTheObject()
    {
        const QString program = install(QStringLiteral("xdg-open"), "echo $$ > \"$0.pid\"\nexec /bin/sleep 30");
        auto browser = std::make_unique<SystemBrowser>();
        const auto open = browser->open(m_request);
        QFile pidFile(program + QStringLiteral(".pid"));
        QVERIFY(QTest::qWaitFor([&] { return pidFile.size() > 1; }));
        QVERIFY(pidFile.open(QIODevice::ReadOnly));
        const pid_t pid = pidFile.readAll().trimmed().toInt();
        browser->cancel();
        QCOMPARE(await(open).error().code(), Error::Cancelled);
        browser.reset();
        QTest::qWait(50);
        QCOMPARE(::kill(pid, 0), 0);
        QVERIFY(::getsid(pid) != ::getsid(0));
        ::kill(pid, SIGKILL);
    }

    void theBrowserHasNothingOfOurFiles()
    {
        const QString program =
            install(QStringLiteral("xdg-open"), "ls -l /proc/self/fd > \"$0.part\"; mv \"$0.part\" \"$0.files\"");
        QFile secret(file(QStringLiteral("secret")));
        QVERIFY(secret.open(QIODevice::ReadWrite));
        QVERIFY(::fcntl(secret.handle(), F_SETFD, 0) == 0); // a library may forget O_CLOEXEC
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        QFile files(program + QStringLiteral(".files"));
        QVERIFY(QTest::qWaitFor([&] { return files.exists(); }) && files.open(QIODevice::ReadOnly));
        const QByteArray list = files.readAll();
        QVERIFY(!list.contains("secret") && !list.contains("socket:"));
        QVERIFY(list.contains("/dev/null"));
    }

    void cancelAnswersAtOnceAndNothingMoreIsStarted()
    {
        install(QStringLiteral("mine"), "exit 1");
        install(QStringLiteral("xdg-open"));
        qputenv("BROWSER", "mine");
        SystemBrowser browser;
        const auto open = browser.open(m_request);
        browser.cancel();
        QCOMPARE(open.result().error().code(), Error::Cancelled);
        argumentsOf(QStringLiteral("mine"));
        QTest::qWait(200);
        QVERIFY(!wasCalled(QStringLiteral("xdg-open")));
    }

    void itNeedsTheListenerAndSharesItsCookies()
    {
        QVERIFY(SystemBrowser().usesListener());
        QVERIFY(!SystemBrowser().canBeEphemeral());
    }
};

QTEST_GUILESS_MAIN(TestSystemBrowser)
#include "tst_systembrowser.moc"
