// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace Tenant {

/// The style sheet of every page: light and dark, no script, nothing from elsewhere.
const std::string &styleSheet();
/// The policy that allows that style sheet and nothing else. It has no `form-action`: the forms' answers redirect
/// to the application, and Chromium holds redirects against it.
const std::string &contentSecurityPolicy();

} // namespace Tenant
