// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>

namespace Auth0 {
//! The head of a request to the loopback listener (RFC 9112), read strictly.
struct CallbackRequest
{
    enum State { Incomplete, Complete, Malformed, TooLarge };
    static constexpr int mostBytes = 16 * 1024;

    State state = Incomplete;
    QByteArray method, path, query, host;

    //! What \a bytes, all that came so far, amount to.
    static CallbackRequest parse(const QByteArray &bytes);
};
} // namespace Auth0
