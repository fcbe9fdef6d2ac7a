// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/browser/browser.h>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <functional>
#include <memory>

namespace Auth0 {
/*!
    The user's own browser (RFC 8252). The address goes as one argument to a program, nothing through a shell:
    program() when set, else the desktop's opener when one is installed (setDesktopOpener), else `$BROWSER`, else
   `xdg-open`. A program works when it started and did not end with an error within 5 s; none works: BrowserUnavailable,
    details()["url"] holds the address, without `id_token_hint`.
*/
class AUTH0_EXPORT SystemBrowser : public QObject, public Browser
{
    Q_OBJECT
    Q_PROPERTY(QString program READ program WRITE setProgram NOTIFY programChanged)
    Q_PROPERTY(QStringList arguments READ arguments WRITE setArguments NOTIFY argumentsChanged)

public:
    //! The desktop's way to open an address; true when it was taken.
    using DesktopOpener = std::function<bool(const QUrl &)>;

    explicit SystemBrowser(QObject *parent = nullptr);
    ~SystemBrowser() override;

    //! Program to start instead of the desktop's browser; "" by default.
    QString program() const;
    void setProgram(const QString &program);
    //! Arguments before the address; none by default. `%s` in one of them takes the address's place.
    QStringList arguments() const;
    void setArguments(const QStringList &arguments);

    //! For the whole process; the QML module installs the one of QDesktopServices.
    static void setDesktopOpener(DesktopOpener opener);

    Async<QUrl> open(const BrowserRequest &request) override;
    void cancel() override;
    bool usesListener() const override { return true; }

Q_SIGNALS:
    void programChanged();
    void argumentsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
