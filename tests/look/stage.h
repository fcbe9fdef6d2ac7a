// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stagedparts.h"
#include "support/fakesecretstore.h"
#include "support/manualclock.h"
#include <Auth0Qt/Auth0Provider>
#include <QtCore/QTemporaryDir>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0::Test {
//! Set before the application is made.
struct StagedEnvironment
{
    StagedEnvironment();
};

//! Draws alike everywhere: no graphics card, no scaling, one time zone, one language, one style.
class StagedApplication : StagedEnvironment, public QGuiApplication
{
public:
    StagedApplication(int &argc, char **argv);
};

//! How a picture is taken.
struct Look
{
    QString name;
    bool isDark = false;
    int width = 1400;

    //! Light and dark, narrow and wide.
    static QList<Look> all();
};

// The fakes outlive the client.
struct StagedServices
{
    FakeSecretStore store;
    StagedBrowser person;
    StagedNetwork network;
    ManualClock clock;
};

class StagedProvider : public StagedServices, public Auth0Provider
{
public:
    StagedProvider();
    //! Puts a session of Alice into the store, as an earlier run would have left it.
    void storeSession(const QString &picture = {});
};

/*!
    The sample's window on a provider whose services are told what to do: no network, no keyring, no browser, a clock
   that stands still, and nothing that moves. Everything between the services and the pixels is the real thing.
*/
class Stage
{
    //! What the library writes beside the store belongs to this stage alone.
    struct DataFolder
    {
        QTemporaryDir folder;
        DataFolder() { qputenv("XDG_DATA_HOME", folder.path().toUtf8()); }
    } m_data;
    //! Seconds are not counted in real time.
    class StandingTimers : public QObject
    {
        bool eventFilter(QObject *object, QEvent *event) override;
    } m_timers;

public:
    StagedProvider provider;
    StagedNetworkFactory network; //!< of the pages

    //! \a fontScale: of the application's font, 14 pixels.
    explicit Stage(qreal fontScale = 1);
    ~Stage();
    //! Opens the window. \a properties: those of Shell.qml beside provider and address.
    void open(const QVariantMap &properties = {});
    QQuickWindow *window() const { return m_window; }
    //! The visible item of that objectName; null when there is none.
    QQuickItem *find(const QString &name) const;
    //! Clicks a control, as Space does.
    void press(const QString &name);
    //! The clock of client, pages and tokens.
    void advance(std::chrono::seconds by);
    //! Sets theme and width; the window becomes as high as the page needs.
    void dress(const Look &look);
    //! The window's pixels, when nothing changes any more.
    QImage picture();
    //! The window's pixels as they are after the next layout.
    QImage glance();

private:
    void showTime();

    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
};
} // namespace Auth0::Test
