// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/world/application.h"

namespace Auth0::Test {
//! What must be true of one user's session on this machine, whatever the library believes.
struct Truth
{
    enum Expected {
        SignedOut, //!< nobody may see a session
        SignedIn, //!< every new process must get a token
        Open, //!< a kill, a concurrent login or the tenant's own doing leaves both
    };
    Expected expected = SignedOut;
    int loginsUnderway = 0;
    bool isDisturbed = false; //!< a logout came while a login was under way
    std::optional<qint64> loggedOutAt; //!< last, in virtual time
    //! A login was cut off: its record may be there, and no mark of it, so that a logout elsewhere cannot name its
    //! family.
    bool isCut = false;
    //! Whether a logout waits for the store's first answer; it ends what it finds then.
    QList<std::function<bool()>> lateLogouts;
};

//! Follows what happened to each user, and holds the library against it.
class Ledger
{
public:
    explicit Ledger(Machine *machine)
        : m_machine(machine)
    {
    }
    Truth &of(const QString &user) { return m_truths[user]; }

    void loginBegins(const QString &user) { ++of(user).loginsUnderway; }
    //! \a isStored: the record is in the keyring.
    void loginEnds(const QString &user, bool worked, bool isStored);
    //! The process was killed in the middle of it.
    void loginIsCut(const QString &user);
    //! What waited in memory died with its process, perhaps between its record and the mark.
    void heldIsCut(const QString &user) { of(user).isCut = true; }
    //! \a isNoted: the call has returned, so that the tombstone is written.
    void logout(const QString &user, bool isNoted);
    //! The logout takes effect while \a isOpen, and only then.
    void logoutIsLate(const QString &user, std::function<bool()> isOpen) { of(user).lateLogouts.append(isOpen); }
    void tenantRevokes(const QString &user);
    //! The client of \a process says that the session is over.
    void sessionEnded(const QString &user, EndReason reason, const Process &process);
    //! A client has come from no session to one without a login of its own.
    void sessionFound(const QString &user);

private:
    bool isNewsOfLogout(const Truth &truth, const Process &process) const;

    Machine *m_machine;
    QHash<QString, Truth> m_truths;
};
} // namespace Auth0::Test
