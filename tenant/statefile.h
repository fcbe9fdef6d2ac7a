// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state.h"

#include <string>

namespace Tenant {

class KeyRing;

/// Where the state and the signing keys outlive the program. An empty path keeps nothing.
class StateFile
{
public:
    /// Throws ConfigError when no file can be made there.
    explicit StateFile(std::string path);

    /// Fills both from the file, if there is one. Throws ConfigError when it cannot be read.
    void load(State &state, KeyRing &keys) const;
    /// Replaces the file as a whole, readable by its owner only. Throws std::runtime_error when it cannot be written.
    void save(const State &state, KeyRing &keys) const;
    bool isKept() const { return !m_path.empty(); }

private:
    std::string m_path;
    /// What becomes the file, beside it.
    std::string m_fresh;
};

} // namespace Tenant
