// SPDX-License-Identifier: Apache-2.0
#include "jose/verifier.h"
#include "jose/ecdsasignature.h"
#include "jose/sha256.h"
#include <openssl/err.h>
#include <openssl/rsa.h>

namespace Auth0 {
Verifier::Verifier(EVP_PKEY *key, const QByteArray &alg)
    : m_context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr))
    , m_isEcdsa(alg == "ES256")
{
    bool ready = m_context && EVP_PKEY_verify_init(m_context.get()) > 0;
    if (ready && alg == "RS256")
        ready = EVP_PKEY_CTX_set_rsa_padding(m_context.get(), RSA_PKCS1_PADDING) > 0;
    if (ready && alg == "PS256")
        ready = EVP_PKEY_CTX_set_rsa_padding(m_context.get(), RSA_PKCS1_PSS_PADDING) > 0
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(m_context.get(), RSA_PSS_SALTLEN_DIGEST) > 0;
    if (!ready || EVP_PKEY_CTX_set_signature_md(m_context.get(), EVP_sha256()) <= 0)
        m_context.reset();
    ERR_clear_error();
}

bool Verifier::verify(const QByteArray &input, const QByteArray &signature) const
{
    const QByteArray bytes = m_isEcdsa ? derFromRaw(signature) : signature;
    if (!m_context || bytes.isEmpty())
        return false;
    const QByteArray digest = sha256(input);
    const auto data = [](const QByteArray &b) { return reinterpret_cast<const unsigned char *>(b.constData()); };
    const int result =
        EVP_PKEY_verify(m_context.get(), data(bytes), size_t(bytes.size()), data(digest), size_t(digest.size()));
    ERR_clear_error();
    return result == 1;
}
} // namespace Auth0
