// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/browser.h"
#include "core/result.h"
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <chrono>
#include <functional>
#include <memory>

namespace Auth0 {
/*!
    Waits on 127.0.0.1 for the browser to come back (RFC 8252, sections 7.3 and 8.3). Takes GET of the exact path with
   the right Host; everything else is answered and has no effect. 64 connections at a time, idle ones block nobody.
*/
class LoopbackServer : public QObject
{
    Q_OBJECT
public:
    //! What the asker makes of a callback: its page is shown to the user.
    enum Verdict { Success, Failure, Ignored };
    using Judge = std::function<Verdict(const QUrl &callback)>;

    explicit LoopbackServer(QObject *parent = nullptr);
    ~LoopbackServer() override;

    /*!
        Binds the first free port of \a ports (NoCallbackPort names each one tried), exclusively, on 127.0.0.1 only. One
       of them that is bound already is kept: the last page of a visit just ended is still served there.
    */
    Result<QUrl> listen(const QList<quint16> &ports, const QString &path);
    //! Binds exactly the loopback URL given, on the address it names; `localhost` is 127.0.0.1. Kept likewise.
    Result<QUrl> listen(const QUrl &redirectUri);
    //! Whether the other listen() can serve \a url: http to a loopback address or `localhost`.
    static bool isLoopback(const QUrl &url);
    //! What the page says when it worked; Login by default.
    void setPurpose(BrowserRequest::Purpose purpose);
    //! Asked for each callback on the path; after Success or Failure the same one again is shown the same page.
    void setJudge(Judge judge);
    //! Stays \a linger longer to answer repeated deliveries, then closes.
    void closeLater(std::chrono::milliseconds linger);
    void close();
    bool isListening() const;
    //! How long a connection may take to say what it wants; 30 s by default.
    void setPatience(std::chrono::milliseconds patience);

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
