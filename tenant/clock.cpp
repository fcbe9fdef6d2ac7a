// SPDX-License-Identifier: Apache-2.0
#include "clock.h"

#include <chrono>
#include <ctime>

namespace Tenant {

double machineTime()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string Clock::httpDate() const
{
    const auto time = static_cast<std::time_t>(seconds());
    std::tm parts = {};
    gmtime_r(&time, &parts);
    char text[64];
    // No locale is ever set in this program, so the names are the English ones that the header wants.
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return text;
}

} // namespace Tenant
