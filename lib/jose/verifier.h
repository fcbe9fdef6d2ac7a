// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/opensslpointers.h"
#include <QtCore/QByteArray>

namespace Auth0 {
//! A public key set up for one algorithm of RFC 7518, section 3, once for all its verifications.
class Verifier
{
public:
    //! \a alg is RS256, PS256 or ES256 and of the type of \a key, which outlives this.
    Verifier(EVP_PKEY *key, const QByteArray &alg);
    bool verify(const QByteArray &input, const QByteArray &signature) const;

private:
    EvpKeyContext m_context;
    bool m_isEcdsa;
};
} // namespace Auth0
