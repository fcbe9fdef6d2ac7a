// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace Tenant {

/// The command line of auth0-local-tenant.
struct Options
{
    int port = 8910;
    std::string configPath, statePath, logPath;
    std::optional<double> rotationOverlap;
    std::optional<int64_t> tokenLifetime;
    bool logSecrets = false;
    bool help = false;
};

/// Reads the arguments behind the program's name. Throws ConfigError that names the bad one.
Options parseOptions(const std::vector<std::string> &arguments);
/// What `--help` prints.
std::string usage();

} // namespace Tenant
