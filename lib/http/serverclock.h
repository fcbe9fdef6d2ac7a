// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/httpclient.h"

namespace Auth0 {
//! What the `Date` headers tell about the server's clock.
class ServerClock
{
public:
    //! Learns from an answer that was asked for at \a sent and was there at \a received, both by our clock.
    void note(const QDateTime &sent, const QDateTime &received, const HttpResponse &response);
    //! The server's clock minus ours; 0 until an answer says something else.
    std::chrono::milliseconds offset() const { return m_offset; }

private:
    std::chrono::milliseconds m_offset{0};
};
} // namespace Auth0
