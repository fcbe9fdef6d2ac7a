// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config.h"

#include <string>

namespace Tenant {

/// The login page: a form with `username`, `password`, and the button `action=default`.
struct LoginPage
{
    const Config &config;
    const Client &client;
    /// Where the form goes.
    std::string action;
    std::string username;
    /// Shown above the form; empty: nothing went wrong yet.
    std::string error;

    std::string html() const;
};

/// The page that asks the user for a yes: a form with the buttons `action=accept` and `action=deny`.
struct ConsentPage
{
    const Client &client;
    const User &user;
    std::string action;
    /// The login page, for somebody else.
    std::string otherUser;
    /// Empty: only a confirmation that the user started this login.
    std::string scope;
    /// Where the answer goes.
    std::string redirectUri;

    std::string html() const;
};

/// Asks whether to log out; the buttons are `action=accept` and `action=deny`.
std::string logoutPage(const std::string &action);
/// Something to read, and nothing to do.
std::string messagePage(const std::string &title, const std::string &text, const std::string &detail = {});

} // namespace Tenant
