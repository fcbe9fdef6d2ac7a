// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/error.h"
#include <QtCore/QStringList>
#include <functional>

namespace Auth0::Test {
class Bench;

//! What became of the session.
enum class After {
    SignedOut, //!< nobody was signed in, nobody is
    SignedIn, //!< nobody was signed in, alice is
    Intact, //!< alice was signed in and is, with the same session, which serves
    Kept, //!< alice was signed in; the client shows nobody, and her stored session serves once the cause is mended
    Ended, //!< alice was signed in; her session is gone
    Replaced, //!< alice was signed in and is, with another session, which serves
    InMemory, //!< a session is held and not written
    Locked, //!< SessionState::StoreLocked
    Unavailable, //!< SessionState::StoreUnavailable
    Broken, //!< never expected: a session is shown that does not serve
};

inline QString nameOf(After after)
{
    switch (after) {
    case After::SignedOut:
        return QStringLiteral("signed out");
    case After::SignedIn:
        return QStringLiteral("signed in");
    case After::Intact:
        return QStringLiteral("intact");
    case After::Kept:
        return QStringLiteral("kept in the store");
    case After::Ended:
        return QStringLiteral("ended");
    case After::Replaced:
        return QStringLiteral("replaced");
    case After::InMemory:
        return QStringLiteral("held in memory");
    case After::Locked:
        return QStringLiteral("StoreLocked");
    case After::Unavailable:
        return QStringLiteral("StoreUnavailable");
    case After::Broken:
        break;
    }
    return QStringLiteral("broken");
}

//! One row of docs/bad-input.md. What it expects is written by hand from the contract, before the run.
struct Row
{
    const char *cause;
    Error::Code code; //!< NoError: the call succeeds all the same
    After after;
    const char *sent; //!< what the tenant was asked for: "nothing", "authorize, code", …
    QStringList words; //!< the message names the input and the mend
    std::function<Error(Bench &)> act;
    int within = 20; //!< seconds: two requests of the default `timeout`
};

//! For act(): what it saw beside its error was wrong.
inline Error wrong(const QString &what) { return {Error::Unknown, what}; }
} // namespace Auth0::Test
