// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QString>

namespace Auth0 {
//! Names one session: tenant, client and account, in the application's keychain or in a file.
struct SessionKey
{
    QString domain, clientId, account;
    //! Storage::InsecureFile, which an application may turn to and away from: a session of its own.
    bool isInFile = false;

    //! `{domain}/{clientId}/{account}`, the key in the keychain.
    QString toString() const;
    //! A file name for it: no separators, not reversible.
    QString fileName() const;

    friend bool operator==(const SessionKey &, const SessionKey &) = default;
};
} // namespace Auth0
