// SPDX-License-Identifier: Apache-2.0
#include "desktop/raisewindow.h"
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QTest>

using namespace Auth0;

//! After a login the application comes back to the front.
class tst_RaiseWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWindowItStandsInIsRaised()
    {
        QQuickWindow first, second;
        QObject provider(second.contentItem());
        const auto hidden = loseTheFocus({&first, &second});
        QVERIFY(!QGuiApplication::focusWindow());
        raiseWindowOf(&provider);
        QTRY_COMPARE(QGuiApplication::focusWindow(), &second);
    }
    void withoutAWindowOfItsOwnTheFirstVisibleOneIs()
    {
        QQuickWindow invisible, visible;
        QObject provider(&invisible);
        const auto hidden = loseTheFocus({&visible});
        raiseWindowOf(&provider);
        QTRY_COMPARE(QGuiApplication::focusWindow(), &visible);
    }
    void whoHasTheFocusKeepsIt()
    {
        QQuickWindow first, second;
        QObject provider(first.contentItem());
        first.show();
        second.show();
        second.requestActivate();
        QTRY_COMPARE(QGuiApplication::focusWindow(), &second);
        raiseWindowOf(&provider);
        QTest::qWait(20);
        QCOMPARE(QGuiApplication::focusWindow(), &second);
    }

private:
    //! Shows the windows and takes the focus away from them: the window that has it last is closed.
    static std::unique_ptr<QWindow> loseTheFocus(const QList<QWindow *> &windows)
    {
        for (QWindow *window : windows)
            window->show();
        auto last = std::make_unique<QWindow>();
        last->show();
        last->requestActivate();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(last.get());
        last->hide();
        last->destroy();
        [[maybe_unused]] const bool gone = QTest::qWaitFor([] { return !QGuiApplication::focusWindow(); });
        return last;
    }
};

QTEST_MAIN(tst_RaiseWindow)
#include "tst_raisewindow.moc"
