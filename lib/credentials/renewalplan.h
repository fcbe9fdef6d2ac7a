// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/sessionrecord.h"
#include <chrono>
#include <functional>

namespace Auth0 {
/*!
    When one token is renewed ahead of its end, step by step. Pure: it is told the time and throws the dice that it is
    given, so that a million of them can be tried on paper.
*/
class RenewalPlan
{
public:
    //! In [0, 1), another one each time.
    using Dice = std::function<double()>;

    //! Plans for a token that has come.
    void begin(const StoredToken &token, std::chrono::milliseconds lead, const Dice &dice);
    /*!
        Whether it is to be renewed now. Where its time was missed, for the machine slept, it gets another one: whole
        offices wake in the same minute.
    */
    bool isDue(const StoredToken &token, qint64 now, const Dice &dice);
    //! The renewal failed; the server wants to hear nothing for \a retryAfter.
    void failed(const StoredToken &token, qint64 now, std::chrono::milliseconds retryAfter, const Dice &dice);
    //! When to look again; ms since 1970.
    qint64 next() const { return m_next; }

private:
    qint64 m_next = 0;
    int m_failures = 0;
};
} // namespace Auth0
