// SPDX-License-Identifier: Apache-2.0
#include "jose/sha256.h"
#include "jose/opensslpointers.h"

namespace Auth0 {
QByteArray sha256(const QByteArray &input)
{
    // Looked up once: asking the provider each time costs as much as hashing a token.
    static const std::unique_ptr<EVP_MD, OpenSslFree<EVP_MD_free>> digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    QByteArray result(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    EVP_Digest(
        input.constData(), size_t(input.size()), reinterpret_cast<unsigned char *>(result.data()), &size, digest.get(),
        nullptr);
    result.truncate(int(size));
    return result;
}
} // namespace Auth0
