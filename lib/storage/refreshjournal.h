// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>

namespace Auth0 {
/*!
    "A refresh is in flight": written durably before the POST, cleared after the store switched. It holds a fingerprint
   of the token, never the token. What it finds at start is finished or repeated once with the same token.
*/
class RefreshJournal
{
public:
    RefreshJournal(const QDir &directory, const SessionKey &key);
    QString path() const { return m_path; }
    //! StoreUnavailable when the disk refuses: then nothing may be sent.
    Result<Done> begin(const QString &refreshToken) const;
    void clear() const;
    //! Whether a refresh with this token was started and never ended.
    bool isInFlight(const QString &refreshToken) const;
    //! Notes, in place of what is in flight, that the tenant refused the token: nobody is to send it again.
    Result<Done> refuse(const QString &refreshToken) const;
    bool isRefused(const QString &refreshToken) const;

private:
    QString m_path;
};
} // namespace Auth0
