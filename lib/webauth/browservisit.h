// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/browser.h"
#include "browser/loopbackserver.h"
#include "core/async.h"
#include "core/clock.h"
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace Auth0 {
/*!
    One trip to the browser and back: binds the callback before the address is built, opens the page, waits for the
   callback that the judge accepts. The listener closes on every path, 2 s after the answer at the latest.
*/
class BrowserVisit : public QObject
{
    Q_OBJECT
public:
    struct Plan
    {
        Browser *browser = nullptr;
        LoopbackServer *server = nullptr; //!< outlives this visit; the next one goes on with its port
        Clock *clock = nullptr;
        QList<quint16> ports;
        QString path;
        QString redirectUrl; //!< taken as it stands; empty: the first free port
        bool ephemeral = false;
        BrowserRequest::Purpose purpose = BrowserRequest::Login;
        std::chrono::milliseconds timeout{300'000};
    };

    BrowserVisit(const Plan &plan, QObject *parent);
    ~BrowserVisit() override;

    //! \a redirectUrl, empty or absolute without a fragment; else InvalidArgument.
    static Result<QUrl> parsed(const QString &redirectUrl);
    //! The callback URL, listened to if the browser needs it. NotSupported, NoCallbackPort.
    Result<QUrl> bind();
    /*!
        Ends with the callback. A listener's callback that the judge ignores has no effect; one that an own browser
       hands over is returned if it is on the address that bind() gave, else InvalidState. Errors: the browser's,
       Timeout, Cancelled.
    */
    Async<QUrl> wait(const QUrl &page, LoopbackServer::Judge judge);
    void reopen();
    //! Ends in \a error, Cancelled by default.
    void cancel(const Error &error = cancelledError());
    //! Ended or given up: the server is another's, and this object goes as soon as nobody stands on it.
    void retire();
    //! How long ago the page was shown last.
    std::chrono::milliseconds sinceOpened() const
    {
        return std::chrono::milliseconds(m_opened.msecsTo(m_plan.clock->now()));
    }

private:
    void open();
    Error late() const;
    Result<QUrl> addressed(const Result<QUrl> &handedOver) const;
    void finish(const Result<QUrl> &result);

    Plan m_plan;
    QTimer m_deadline;
    QDateTime m_opened;
    QUrl m_page, m_callback;
    quint64 m_opens = 0;
    bool m_isShown = false; //!< the browser has not ended by itself
    Deferred<QUrl> m_result;
};
} // namespace Auth0
