// SPDX-License-Identifier: Apache-2.0
#include "core/base64url.h"

namespace Auth0 {
QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    // Qt tolerates padding and lengths that no encoder makes.
    if (!decoded || text.contains('=') || text.size() % 4 == 1)
        return std::nullopt;
    return *decoded;
}
} // namespace Auth0
