// SPDX-License-Identifier: Apache-2.0
#include "http/httpdate.h"
#include <QtCore/QLocale>

namespace Auth0 {
QDateTime fromHttpDate(const QByteArray &text)
{
    // Of the formats only the first is sent today. The names of days and months are English everywhere.
    const QString date = QString::fromLatin1(text).simplified();
    const int comma = int(date.indexOf(QLatin1Char(',')));
    const QLocale english = QLocale::c();
    for (const char *format : {"dd MMM yyyy hh:mm:ss 'GMT'", "dd-MMM-yy hh:mm:ss 'GMT'"}) {
        QDateTime time = english.toDateTime(date.mid(comma + 1).trimmed(), QLatin1String(format));
        time.setTimeSpec(Qt::UTC);
        if (time.isValid() && comma > 0)
            return time.date().year() < 1970 ? time.addYears(100) : time;
    }
    QDateTime asctime = english.toDateTime(date.mid(4), QStringLiteral("MMM d hh:mm:ss yyyy"));
    asctime.setTimeSpec(Qt::UTC);
    return asctime;
}
} // namespace Auth0
