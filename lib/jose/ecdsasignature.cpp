// SPDX-License-Identifier: Apache-2.0
#include "jose/ecdsasignature.h"
#include "jose/opensslpointers.h"
#include <openssl/err.h>

namespace Auth0 {
namespace {
constexpr int partSize = 32;
const unsigned char *bytesOf(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}
} // namespace

QByteArray derFromRaw(const QByteArray &raw)
{
    if (raw.size() != 2 * partSize)
        return {};
    const EcdsaSignature signature(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(bytesOf(raw), partSize, nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(raw) + partSize, partSize, nullptr);
    ECDSA_SIG_set0(signature.get(), r, s);
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    const QByteArray result = size > 0 ? QByteArray(reinterpret_cast<char *>(der), size) : QByteArray();
    OPENSSL_free(der);
    return result;
}

QByteArray rawFromDer(const QByteArray &der)
{
    const unsigned char *at = bytesOf(der);
    const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, long(der.size())));
    ERR_clear_error();
    if (!signature)
        return {};
    QByteArray raw(2 * partSize, '\0');
    auto *to = reinterpret_cast<unsigned char *>(raw.data());
    const bool fits = BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), to, partSize) == partSize
        && BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), to + partSize, partSize) == partSize;
    return fits ? raw : QByteArray();
}
} // namespace Auth0
