// SPDX-License-Identifier: Apache-2.0
#include "bytes.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>

extern "C" {
#include <cjose/base64.h>
}

namespace Tenant {

namespace {

using Encode = bool (*)(const uint8_t *, const size_t, char **, size_t *, cjose_err *);
using Decode = bool (*)(const char *, const size_t, uint8_t **, size_t *, cjose_err *);

std::string encoded(Encode encode, std::string_view bytes)
{
    char *out = nullptr;
    size_t length = 0;
    if (!encode(reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), &out, &length, nullptr))
        return {};
    std::string text(out, length);
    std::free(out);
    return text;
}

std::string decoded(Decode decode, std::string_view text)
{
    uint8_t *out = nullptr;
    size_t length = 0;
    if (text.empty() || !decode(text.data(), text.size(), &out, &length, nullptr))
        return {};
    std::string bytes(reinterpret_cast<const char *>(out), length);
    std::free(out);
    return bytes;
}

} // namespace

std::string base64Url(std::string_view bytes) { return encoded(cjose_base64url_encode, bytes); }

std::string fromBase64Url(std::string_view text) { return decoded(cjose_base64url_decode, text); }

std::string base64(std::string_view bytes) { return encoded(cjose_base64_encode, bytes); }

std::string fromBase64(std::string_view text) { return decoded(cjose_base64_decode, text); }

std::string sha256(std::string_view bytes)
{
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), hash);
    return {reinterpret_cast<const char *>(hash), sizeof hash};
}

std::string digest(std::string_view secret) { return base64Url(sha256(secret)); }

std::string fingerprint(std::string_view secret)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const char c : sha256(secret).substr(0, 6)) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string randomText(int bytes)
{
    std::string raw(static_cast<size_t>(bytes), '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(raw.data()), bytes) != 1)
        throw std::runtime_error("the system's random generator failed");
    return base64Url(raw);
}

} // namespace Tenant
