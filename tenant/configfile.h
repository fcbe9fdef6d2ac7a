// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config.h"

#include <stdexcept>

namespace Tenant {

/// What is wrong with a command line, a configuration or a state file; the message names the place.
class ConfigError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Reads a JSON configuration; README.md lists its members. Lists that are not given are the seeds'.
/// Throws ConfigError for an unreadable file, an unknown member or a value of the wrong type.
Config loadConfig(const std::string &path);
/// The same from a JSON value; `folder` is what relative file names start from.
Config configFromJson(const Json &json, const std::string &folder = {});

} // namespace Tenant
