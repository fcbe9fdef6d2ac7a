// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/userprofile.h>

namespace Auth0 {
//! One of several sessions of the same application.
struct Account
{
    QString account; //!< what Configuration::account selects it by; empty is a name as well
    UserProfile user; //!< of a session that is not open here: `sub` and `name` only

    friend bool operator==(const Account &a, const Account &b) { return a.account == b.account && a.user == b.user; }
    friend bool operator!=(const Account &a, const Account &b) { return !(a == b); }
};
} // namespace Auth0
