// SPDX-License-Identifier: Apache-2.0
#include "storage/durablefile.h"
#include "storage/sessionwatch.h"
#include <QtCore/QLoggingCategory>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <sys/inotify.h>
#include <unistd.h>

using namespace Auth0;

class tst_SessionWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void changesAreNoticedWithinASecond()
    {
        const int descriptor = inotify_init1(IN_CLOEXEC);
        const bool isExhausted = qEnvironmentVariableIsSet("SESSIONWATCH_EXHAUSTED");
        QCOMPARE(descriptor < 0, isExhausted);
        ::close(descriptor);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a.mark"));
        QLoggingCategory::setFilterRules(QStringLiteral("auth0.storage.info=true"));
        if (isExhausted)
            QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("cannot watch .* looking every 500 ms")));
        SessionWatch watch(QDir(folder.path()), {file}, this);
        QSignalSpy changed(&watch, &SessionWatch::changed);
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(DurableFile::write(file, QByteArray::number(i)));
            QTRY_COMPARE_WITH_TIMEOUT(changed.size(), i, 1000);
        }
        QVERIFY(DurableFile::remove(file));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 4, 1000);
    }

    void withInotifyExhaustedItLooksItself()
    {
        if (qEnvironmentVariableIsSet("SESSIONWATCH_EXHAUSTED"))
            return; // this is the other one
        // A user namespace has limits of its own; nobody else is bothered.
        const QString script =
            QStringLiteral("echo 0 >/proc/sys/user/max_inotify_instances && SESSIONWATCH_EXHAUSTED=1 exec \"$0\"");
        QProcess exhausted;
        exhausted.setProcessChannelMode(QProcess::ForwardedChannels);
        exhausted.start(
            QStringLiteral("unshare"),
            {QStringLiteral("-r"), QStringLiteral("sh"), QStringLiteral("-c"), script,
             QCoreApplication::applicationFilePath()});
        QVERIFY2(exhausted.waitForFinished(), qPrintable(exhausted.errorString()));
        QCOMPARE(exhausted.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_SessionWatch)
#include "tst_sessionwatch.moc"
