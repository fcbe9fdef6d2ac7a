// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call.h"

namespace Tenant {

/// A request's parameters for the log: those that hold a secret stand there by their fingerprint.
Json redacted(const std::map<std::string, std::string> &parameters);

} // namespace Tenant
