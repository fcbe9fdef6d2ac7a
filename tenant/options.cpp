// SPDX-License-Identifier: Apache-2.0
#include "options.h"

#include "configfile.h"

#include <charconv>
#include <cmath>

namespace Tenant {

namespace {

double number(const std::string &option, const std::string &text, double most)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= most))
        throw ConfigError(
            option + " wants a number from 0 to " + std::to_string(static_cast<int64_t>(most)) + ", not '" + text
            + "'");
    return value;
}

int64_t whole(const std::string &option, const std::string &text, double most)
{
    const double value = number(option, text, most);
    if (value != std::floor(value))
        throw ConfigError(option + " wants a whole number, not '" + text + "'");
    return static_cast<int64_t>(value);
}

// An option with a value; false when there is no such option.
bool readValue(Options &options, const std::string &name, const std::string &value)
{
    constexpr double mostSeconds = 3153600000;
    if (name == "--port")
        options.port = static_cast<int>(whole(name, value, 65535));
    else if (name == "--config")
        options.configPath = value;
    else if (name == "--state")
        options.statePath = value;
    else if (name == "--log")
        options.logPath = value;
    else if (name == "--rotation-overlap")
        options.rotationOverlap = number(name, value, mostSeconds);
    else if (name == "--token-lifetime")
        options.tokenLifetime = whole(name, value, mostSeconds);
    else
        return false;
    return true;
}

} // namespace

Options parseOptions(const std::vector<std::string> &arguments)
{
    Options options;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--log-secrets") {
            options.logSecrets = true;
            continue;
        }
        if (argument == "--help") {
            options.help = true;
            continue;
        }
        const size_t equals = argument.rfind("--", 0) == 0 ? argument.find('=') : std::string::npos;
        const std::string name = argument.substr(0, equals);
        Options scratch;
        if (equals == std::string::npos && i + 1 == arguments.size()) {
            // Tell "no value" from "no such option": any value does for the question.
            const bool known = readValue(scratch, name, "0");
            throw ConfigError(known ? name + " wants a value" : "unknown option " + name);
        }
        const std::string value = equals == std::string::npos ? arguments[i + 1] : argument.substr(equals + 1);
        if (!readValue(options, name, value))
            throw ConfigError("unknown option " + name);
        if (value.empty())
            throw ConfigError(name + " wants a value");
        i += equals == std::string::npos ? 1 : 0;
    }
    return options;
}

std::string usage()
{
    return R"(Usage: auth0-local-tenant [options]

A tenant that speaks Auth0's dialect on 127.0.0.1, for development and tests.

  --port N               listen on this port; 0 = any free one (default 8910)
  --config FILE          clients, users, APIs and lifetimes, as JSON
  --state FILE           keep sessions, tokens and signing keys there over restarts
  --rotation-overlap S   seconds a rotated refresh token may be used again (default 0)
  --token-lifetime S     seconds an access token lives (default 86400)
  --log FILE             append one JSON line a request
  --log-secrets          show secrets in the log
  --help                 print this
)";
}

} // namespace Tenant
