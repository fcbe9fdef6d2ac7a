// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>

namespace Auth0 {
//! Names one session: tenant, client and account.
struct SessionKey
{
    QString domain, clientId, account;

    //! `{domain}/{clientId}/{account}`, the key in the keychain.
    QString toString() const;
    //! A file name for it: no separators, not reversible.
    QString fileName() const;

    friend bool operator==(const SessionKey &, const SessionKey &) = default;
};
} // namespace Auth0
