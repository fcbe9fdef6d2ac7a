// SPDX-License-Identifier: Apache-2.0
#include "browser/browser.h"

namespace Auth0 {
Browser::~Browser() = default;

bool Browser::usesListener() const { return false; }

bool Browser::canBeEphemeral() const { return false; }
} // namespace Auth0
