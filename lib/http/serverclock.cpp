// SPDX-License-Identifier: Apache-2.0
#include "http/serverclock.h"

namespace Auth0 {
void ServerClock::note(const QDateTime &sent, const QDateTime &received, const HttpResponse &response)
{
    const qint64 roundTrip = sent.msecsTo(received);
    if (!response.date.isValid() || roundTrip < 0)
        return;
    // A cache on the way keeps the origin's Date and says how old it is (RFC 9111, section 5.1).
    const qint64 age = std::max<qint64>(0, response.header("Age").trimmed().toLongLong());
    // Date counts whole seconds, cut off: on average it is half a second early.
    const qint64 theirs = response.date.toMSecsSinceEpoch() + age * 1000 + 500;
    const qint64 measured = theirs - (sent.toMSecsSinceEpoch() + roundTrip / 2);
    // Within its own error a measurement says nothing new; the offset does not jitter.
    if (qAbs(measured - m_offset.count()) > 500 + roundTrip / 2)
        m_offset = std::chrono::milliseconds(measured);
}
} // namespace Auth0
