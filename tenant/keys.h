// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace Tenant {

using Json = nlohmann::json;

/// The tenant's signing keys. The first one is made on another thread, because RSA takes up to 0.35 s;
/// who needs a key waits for it. Safe to use from any thread.
class KeyRing
{
public:
    explicit KeyRing(std::string algorithm);

    /// Starts making the first key.
    void generate();
    /// Takes keys kept from an earlier run, newest first, instead of making one.
    void restore(const Json &privateKeys);
    /// Whether a key of the wanted algorithm is there already.
    bool canSign() const;
    /// All private keys that are ready, newest first, for `restore`. Does not wait.
    Json toJson();
    /// The newest key: the one that signs.
    Json signingKey();
    /// Every public key, newest first: a rotated key stays valid for what it has signed.
    std::vector<Json> publicKeys();
    /// Makes a new key, which no JWK Set has announced before, sign from now on. Returns its `kid`.
    std::string rotate();

private:
    void await();

    const std::string m_algorithm;
    std::mutex m_mutex;
    std::future<Json> m_first;
    std::vector<Json> m_keys;
};

} // namespace Tenant
