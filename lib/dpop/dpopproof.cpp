// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopproof.h"
#include "core/base64url.h"
#include "core/randombytes.h"
#include "jose/sha256.h"
#include <algorithm>

namespace Auth0::DpopProof {
// By hand: no member holds a character that JSON would have to escape.
static QByteArray payload(const Content &content)
{
    constexpr int idBytes = 16, roomForTheRest = 160;
    const QByteArray htu = target(content.url);
    QByteArray json;
    json.reserve(htu.size() + content.nonce.size() + roomForTheRest);
    json += "{\"jti\":\"";
    json += toBase64Url(systemRandomBytes(idBytes));
    json += "\",\"htm\":\"";
    json += content.method;
    json += "\",\"htu\":\"";
    json += htu;
    json += "\",\"iat\":";
    json += QByteArray::number(content.issuedAt);
    if (!content.accessToken.isEmpty()) {
        json += ",\"ath\":\"";
        json += toBase64Url(sha256(content.accessToken));
        json += '"';
    }
    if (!content.nonce.isEmpty()) {
        json += ",\"nonce\":\"";
        json += content.nonce;
        json += '"';
    }
    json += '}';
    return json;
}

QByteArray target(const QUrl &url)
{
    // QUrl keeps scheme and host in lower case, and nothing in the encoded form needs escaping.
    QByteArray text = url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const int port = url.port();
    const bool isDefaultPort = port != -1 && port == (url.scheme() == QLatin1String("https") ? 443 : 80);
    if (isDefaultPort || url.path().isEmpty()) {
        QUrl normal = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
        if (isDefaultPort)
            normal.setPort(-1);
        if (normal.path().isEmpty())
            normal.setPath(QStringLiteral("/"));
        text = normal.toEncoded();
    }
    return text;
}

bool isNonce(const QByteArray &text)
{
    const auto allowed = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), allowed);
}

Result<QByteArray> make(const DpopKey &key, const Content &content)
{
    constexpr int signatureText = 87;
    const QByteArray claims = toBase64Url(payload(content));
    QByteArray proof;
    proof.reserve(key.encodedHeader().size() + claims.size() + signatureText + 1);
    proof += key.encodedHeader();
    proof += '.';
    proof += claims;
    const QByteArray signature = key.sign(proof);
    if (signature.isEmpty())
        return Error(Error::DpopProofFailed, QStringLiteral("OpenSSL did not sign the DPoP proof."));
    proof += '.';
    proof += toBase64Url(signature);
    return proof;
}
} // namespace Auth0::DpopProof
