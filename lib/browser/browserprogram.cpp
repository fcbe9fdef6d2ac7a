// SPDX-License-Identifier: Apache-2.0
#include "browser/browserprogram.h"
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

namespace Auth0 {
BrowserProgram BrowserProgram::withUrl(const QString &program, QStringList arguments, const QUrl &url)
{
    const QString address = url.toString(QUrl::FullyEncoded);
    const QString place = QStringLiteral("%s");
    const bool hasPlace = !arguments.filter(place).isEmpty();
    if (hasPlace)
        arguments.replaceInStrings(place, address);
    else
        arguments.append(address);
    return {program, arguments};
}

QList<BrowserProgram> BrowserProgram::ofSystem(const QUrl &url)
{
    QList<BrowserProgram> programs;
    const auto add = [&programs, &url](const QString &program, const QStringList &arguments) {
        const QString found = QStandardPaths::findExecutable(program);
        if (!found.isEmpty())
            programs.append(withUrl(found, arguments, url));
    };
    const QStringList entries = qEnvironmentVariable("BROWSER").split(QLatin1Char(':'), Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        QStringList words = QProcess::splitCommand(entry);
        if (!words.isEmpty()) {
            const QString program = words.takeFirst();
            add(program, words);
        }
    }
    add(QStringLiteral("xdg-open"), {});
    return programs;
}
} // namespace Auth0
