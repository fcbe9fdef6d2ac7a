// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>
#include <optional>

namespace Auth0 {
/*!
    A small file beside the keyring, without secrets: "a session exists in backend B, record n". It tells a locked or
   absent keyring from a signed-out user, lists the accounts, and is what other processes watch.
*/
class SessionMark
{
public:
    struct Content
    {
        SessionKey key;
        QString backend; //!< such as "secret-service", "file", "custom"
        quint64 number = 0; //!< of the record
        quint64 family = 0;
        QString sub, name; //!< who, for listAccounts()
        QString login = {}; //!< of the record, drawn by lot: no two logins have the same mark
        friend bool operator==(const Content &, const Content &) = default;
    };

    //! \a directory is made when it is missing.
    SessionMark(const QDir &directory, const SessionKey &key);
    QString path() const;
    //! Nothing when there is no mark or it cannot be understood.
    std::optional<Content> read() const;
    //! Atomically and durably. StoreUnavailable when the disk refuses.
    Result<Done> write(const Content &content) const;
    Result<Done> remove() const;
    //! Every session that has a mark in \a directory, of any tenant, client and account.
    static QList<Content> all(const QDir &directory);

private:
    QDir m_directory;
    SessionKey m_key;
};
} // namespace Auth0
