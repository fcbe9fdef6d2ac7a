// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace Tenant {

/// What the tenant remembers of DPoP, in memory only: the proofs it has seen and the nonces it gave.
class DpopMemory
{
public:
    /// False when a proof with that `jti` came before.
    bool isFirstUse(const std::string &jti, double now);
    /// Whether it gave that nonce for `place`, at most `lifetime` seconds ago. With `once` it is used up.
    bool acceptNonce(const std::string &place, const std::string &nonce, double now, double lifetime, bool once);
    /// The nonce to hand out now: the last one for half its life, with `once` a new one each time.
    std::string nextNonce(const std::string &place, double now, double lifetime, bool once);
    void clear();

private:
    struct Nonce
    {
        std::string value;
        double given = 0;
    };
    std::map<std::string, double> m_seen;
    std::map<std::string, double> m_nonces;
    std::map<std::string, Nonce> m_current;
};

} // namespace Tenant
