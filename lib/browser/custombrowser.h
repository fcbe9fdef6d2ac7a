// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/browser/browser.h>
#include <QtCore/QObject>
#include <memory>

namespace Auth0 {
/*!
    The application's own way to show a page: openRequested() says which, closeRequested() that it is no longer needed.
   With listen() the library's loopback listener takes the answer; without it the application calls finish() or fail().
*/
class AUTH0_EXPORT CustomBrowser : public QObject, public Browser
{
    Q_OBJECT
    Q_PROPERTY(bool listen READ listen WRITE setListen NOTIFY listenChanged)
    Q_PROPERTY(bool ephemeral READ ephemeral WRITE setEphemeral NOTIFY ephemeralChanged)

public:
    explicit CustomBrowser(QObject *parent = nullptr);
    ~CustomBrowser() override;

    //! Whether the loopback listener takes the answer; true by default.
    bool listen() const;
    void setListen(bool listen);
    //! Whether a login with `ephemeralSession` may use it; false by default.
    bool ephemeral() const;
    void setEphemeral(bool ephemeral);

    //! The answer: \a callbackUrl as the page was redirected to it. Nothing waits: nothing happens.
    Q_INVOKABLE void finish(const QUrl &callbackUrl);
    //! The page could not be shown: the call ends in BrowserUnavailable with \a message.
    Q_INVOKABLE void fail(const QString &message);

    Async<QUrl> open(const BrowserRequest &request) override;
    void cancel() override;
    bool usesListener() const override { return listen(); }
    bool canBeEphemeral() const override { return ephemeral(); }

Q_SIGNALS:
    void listenChanged();
    void ephemeralChanged();
    //! Show \a url; the answer goes to \a callbackUrl. Again while it is shown: the user asked to see it once more.
    void openRequested(const QUrl &url, const QUrl &callbackUrl);
    //! The answer came, or nobody waits for it any more: comes once after openRequested(), however it ended.
    void closeRequested();

private:
    void end(const Result<QUrl> &result);

    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
