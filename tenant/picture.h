// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace Tenant {

/// A picture of that user as a PNG file, 192 pixels square: a head and shoulders, on a colour of the user's own.
std::string pictureOf(std::string_view sub);

} // namespace Tenant
