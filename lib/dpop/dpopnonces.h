// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QUrl>

namespace Auth0 {
/*!
    The newest `DPoP-Nonce` of each server (RFC 9449, sections 8.2 and 9), in memory only. Nonces of one origin may be
   kept apart by a name: the authorization server's from those of an API, one fetcher's from another's.
*/
class DpopNonces
{
public:
    //! As many servers as are remembered; of more, the one not heard of for longest is forgotten.
    static constexpr int most = 100;

    //! Remembers \a nonce; one that RFC 9449 does not allow is passed over.
    void set(const QUrl &url, const QString &space, const QByteArray &nonce);
    //! The newest of the origin of \a url; empty when none was heard.
    QByteArray find(const QUrl &url, const QString &space) const;

private:
    struct Entry
    {
        QByteArray nonce;
        quint64 heard = 0;
    };
    void forgetOldest();

    QHash<QString, Entry> m_entries;
    quint64 m_count = 0;
};
} // namespace Auth0
