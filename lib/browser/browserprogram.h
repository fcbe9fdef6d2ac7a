// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace Auth0 {
//! A program that shows an address, ready to be started.
struct BrowserProgram
{
    QString program;
    QStringList arguments;

    //! \a program with the address in the place of `%s`, else as the last argument. No shell reads any of it.
    static BrowserProgram withUrl(const QString &program, QStringList arguments, const QUrl &url);
    //! The entries of `$BROWSER` (a list with colons) that can be found, then `xdg-open` from PATH.
    static QList<BrowserProgram> ofSystem(const QUrl &url);
};
} // namespace Auth0
