// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/sessionmark.h"
#include "storage/tombstone.h"
#include <QtCore/QStringList>
#include <optional>

namespace Auth0 {
/*!
    With what a login was given to the store as long as that has not said that it has it. Each may have got through
    unnoticed: a record in the store is ours and no newer than memory when its refresh token is one of these; any other
    token of the same login was renewed by another process.
*/
class UnansweredWrites
{
public:
    bool isEmpty() const { return m_tokens.isEmpty(); }
    bool has(const QString &refreshToken) const { return m_tokens.contains(refreshToken); }
    //! 0: none. A mark or a tombstone of this family or above is of somebody who has seen the login, or came later.
    quint64 firstFamily() const { return m_firstFamily; }
    quint64 lastFamily() const { return m_lastFamily; }

    //! Whether somebody who may have found the login, or came later, has written since.
    bool areFollowedBy(const std::optional<SessionMark::Content> &mark) const
    {
        return mark && mark->family >= m_firstFamily;
    }
    //! Whether a tombstone of \a family ended the login; one that cannot be read is older.
    bool areBuriedBy(std::optional<quint64> family) const
    {
        return !isEmpty() && family >= m_firstFamily && family != Tombstone::unreadable;
    }
    void add(const QString &refreshToken, quint64 family)
    {
        m_tokens.append(refreshToken);
        m_firstFamily = m_firstFamily == 0 ? family : m_firstFamily;
        m_lastFamily = family;
    }
    //! The last one did nothing for certain.
    void takeLast()
    {
        m_tokens.removeLast();
        if (m_tokens.isEmpty())
            clear();
    }
    void clear() { *this = {}; }

private:
    QStringList m_tokens;
    quint64 m_firstFamily = 0, m_lastFamily = 0;
};
} // namespace Auth0
