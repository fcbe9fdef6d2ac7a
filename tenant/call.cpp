// SPDX-License-Identifier: Apache-2.0
#include "call.h"

namespace Tenant {

std::string Call::cookie(const std::string &name) const
{
    const std::string header = "; " + this->header("cookie");
    const size_t start = header.find("; " + name + "=");
    if (start == std::string::npos)
        return {};
    const size_t value = start + name.size() + 3;
    return header.substr(value, header.find(';', value) - value);
}

} // namespace Tenant
