// SPDX-License-Identifier: Apache-2.0
#include "credentials/loginwriter.h"
#include "core/logging.h"
#include <algorithm>

namespace Auth0 {
Error endedMeanwhile()
{
    return {Error::NoCredentials, QStringLiteral("The session was ended in the middle of the call.")};
}

LoginWriter::LoginWriter(CredentialsStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

std::optional<EndReason> LoginWriter::endedElsewhere() const
{
    if (!m_unanswered.areBuriedBy(m_store->tombstone.family()))
        return std::nullopt;
    return m_store->tombstone.reasonFor(m_unanswered.firstFamily());
}

Async<SessionRecord> LoginWriter::write(const SessionRecord &login, const std::optional<SessionRecord> &before)
{
    return m_unanswered.isEmpty() ? writeAnew(login, before) : writeAgain(login, before);
}

Async<SessionRecord> LoginWriter::writeAgain(const SessionRecord &login, const std::optional<SessionRecord> &before)
{
    // A login takes a family above all that are marked: another one in the store is then later. Asked before the store
    // is, for a reader may write the mark.
    const bool isFollowed = m_unanswered.areFollowedBy(m_store->mark.read());
    const auto judge = [this, login, before, isFollowed](const Result<std::optional<SessionRecord>> &read) {
        if (isLoggedOut())
            return failed<SessionRecord>(endedMeanwhile());
        if (!read && !CredentialsStore::isKnownToHaveNone(read.error()))
            return failed<SessionRecord>(read.error()); // what is there may be newer
        const std::optional<SessionRecord> stored = read ? *read : std::nullopt;
        if (!stored)
            return writeAnew(login, before);
        if (m_unanswered.has(stored->refreshToken))
            return writeAnew(login, before, stored->family);
        if (stored->login == login.login)
            return takeOver(*stored, login.data);
        if (!isFollowed) {
            m_unanswered.clear(); // nothing of it got through: what is there is older
            return writeAnew(login, before);
        }
        qCInfo(lcCredentials) << "a later login of another process is stored and replaces the one in memory";
        return isStored(*stored);
    };
    return whenDone(m_store->read(true), this, judge);
}

Async<SessionRecord> LoginWriter::takeOver(const SessionRecord &renewed, const QJsonObject &data)
{
    SessionRecord next = renewed;
    next.data = data;
    ++next.number;
    return andThen(m_store->write(next), this, [this, next](Done) {
        if (isLoggedOut() || endedElsewhere())
            return removeOwn(next.family);
        takeTombstoneAway();
        return isStored(next);
    });
}

// The tombstone goes last, so that no crash brings an old session back.
Async<SessionRecord>
LoginWriter::writeAnew(const SessionRecord &login, const std::optional<SessionRecord> &before, quint64 found)
{
    if (isLoggedOut() || endedElsewhere()) // while lock and store were waited for
        return failed<SessionRecord>(endedMeanwhile());
    const auto mark = m_store->mark.read();
    quint64 buried = m_store->tombstone.family().value_or(0);
    if (buried == Tombstone::unreadable)
        buried = 0; // it buries all there was, and goes with this login
    SessionRecord next = login;
    const quint64 known = std::max({mark ? mark->family : 0, buried, before ? before->family : 0});
    // Others may have found it under this family: a logout of theirs is then one of this login.
    next.family = found >= known && found > buried ? found : known + 1;
    next.number = std::max(mark ? mark->number : 0, before ? before->number : 0) + 1;
    m_unanswered.add(next.refreshToken, next.family);
    return whenDone(m_store->write(next), this, [this, next](const Result<Done> &written) {
        if (!written) {
            const bool isUnwritten = CredentialsStore::isKnownToBeUnwritten(written.error());
            if (isUnwritten)
                m_unanswered.takeLast();
            return isLoggedOut() && !isUnwritten ? removeOwn(next.family) : failed<SessionRecord>(written.error());
        }
        if (isLoggedOut() || endedElsewhere())
            return removeOwn(next.family);
        m_store->journal.clear();
        takeTombstoneAway();
        return isStored(next);
    });
}

Async<SessionRecord> LoginWriter::isStored(const SessionRecord &record)
{
    m_unanswered.clear();
    return ready(SessionRecord(record));
}

// A logout came while the login was being written, and may not have known its family.
Async<SessionRecord> LoginWriter::removeOwn(quint64 family)
{
    if (!m_store->tombstone.buries(family) && !m_store->tombstone.write(family))
        qCWarning(lcCredentials) << "the logout could not be noted on disk";
    return whenDone(
        m_store->remove(), this, [](const Result<Done> &) { return failed<SessionRecord>(endedMeanwhile()); });
}

void LoginWriter::takeTombstoneAway()
{
    if (const auto cleared = m_store->tombstone.remove(); !cleared)
        qCDebug(lcCredentials) << "an old tombstone stays, it buries no later login:" << cleared.error().message();
}
} // namespace Auth0
