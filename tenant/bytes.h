// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace Tenant {

/// RFC 4648 section 5, without padding.
std::string base64Url(std::string_view bytes);
/// The reverse; empty when the text is not base64url.
std::string fromBase64Url(std::string_view text);
/// Standard base64 with padding.
std::string base64(std::string_view bytes);
/// The reverse; empty when the text is not base64.
std::string fromBase64(std::string_view text);
/// The 32 bytes of SHA-256.
std::string sha256(std::string_view bytes);
/// What stands for a secret in the state: base64url of its SHA-256.
std::string digest(std::string_view secret);
/// What stands for a secret in the log: the first 12 hexadecimal digits of its SHA-256.
std::string fingerprint(std::string_view secret);
/// Bytes of the system's generator, base64url.
std::string randomText(int bytes = 32);

} // namespace Tenant
