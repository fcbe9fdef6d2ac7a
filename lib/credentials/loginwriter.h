// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "credentials/unansweredwrites.h"
#include "storage/credentialsstore.h"
#include <QtCore/QObject>
#include <optional>

namespace Auth0 {
//! NoCredentials, for a call that a logout or the end of the session overtook.
Error endedMeanwhile();

/*!
    Brings a login into the store, in a family newer than all before; again and again while the store does not say that
   it has it. A write that gave no answer may have been done all the same: then other processes may have renewed, ended
   or replaced what they found, and what they did since is kept.

    All of it happens under the lock, which the caller has, and one after the other.
*/
class LoginWriter : public QObject
{
    Q_OBJECT
public:
    explicit LoginWriter(CredentialsStore *store, QObject *parent = nullptr);

    //! What comes is another login than before.
    void startAnew() { m_unanswered.clear(); }
    //! To be called before the lock is waited for.
    void begin() { m_logoutsBefore = m_logouts; }
    //! A logout: what is being written is not to stay.
    void noteLogout() { ++m_logouts; }
    bool isLoggedOut() const { return m_logouts != m_logoutsBefore; }
    //! Why the login that is held is over: another process has found it in the store and ended it.
    std::optional<EndReason> endedElsewhere() const;
    const UnansweredWrites &unanswered() const { return m_unanswered; }

    /*!
        The record that stands in the store then: \a login with its family and number, or what another process has made
        of it, or put in its place. \a before: what was held until now. NoCredentials after a logout, and the
        store's errors.
    */
    Async<SessionRecord> write(const SessionRecord &login, const std::optional<SessionRecord> &before);

private:
    Async<SessionRecord> writeAgain(const SessionRecord &login, const std::optional<SessionRecord> &before);
    //! \a found: the family under which the store has it already, 0: it has not.
    Async<SessionRecord>
    writeAnew(const SessionRecord &login, const std::optional<SessionRecord> &before, quint64 found = 0);
    Async<SessionRecord> takeOver(const SessionRecord &renewed, const QJsonObject &data);
    Async<SessionRecord> isStored(const SessionRecord &record);
    Async<SessionRecord> removeOwn(quint64 family);
    void takeTombstoneAway();

    CredentialsStore *m_store;
    UnansweredWrites m_unanswered; //!< of the login that is held
    quint64 m_logouts = 0, m_logoutsBefore = 0; //!< in this process; when the write began
};
} // namespace Auth0
