// SPDX-License-Identifier: Apache-2.0
// getDPoPHeaders() with the key in memory, against the same proof by hand on bare OpenSSL.
#include "frame.h"
#include <Auth0Qt/Client>
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <memory>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

using Benchmark::check;

namespace {
constexpr auto urlEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

//! A proof as one writes it who needs nothing else: one key, one context, everything that repeats made once.
class ByHand
{
public:
    ByHand()
        : m_key(EVP_EC_gen("P-256"))
        , m_context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key, nullptr))
        , m_sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr))
    {
        check(EVP_PKEY_sign_init(m_context) > 0 && EVP_PKEY_CTX_set_signature_md(m_context, EVP_sha256()) > 0);
        unsigned char point[65];
        size_t size = 0;
        check(EVP_PKEY_get_octet_string_param(m_key, "pub", point, sizeof point, &size) && size == sizeof point);
        const QByteArray coordinates(reinterpret_cast<char *>(point) + 1, 64);
        m_header = ("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                    + coordinates.left(32).toBase64(urlEncoding) + "\",\"y\":\""
                    + coordinates.mid(32).toBase64(urlEncoding) + "\"}}")
                       .toBase64(urlEncoding);
    }
    ~ByHand()
    {
        EVP_MD_free(m_sha256);
        EVP_PKEY_CTX_free(m_context);
        EVP_PKEY_free(m_key);
    }
    ByHand(const ByHand &) = delete;
    ByHand &operator=(const ByHand &) = delete;

    QByteArray sign(const QByteArray &digest) const
    {
        unsigned char der[80];
        size_t size = sizeof der;
        check(EVP_PKEY_sign(m_context, der, &size, bytesOf(digest), size_t(digest.size())) > 0);
        return QByteArray(reinterpret_cast<char *>(der), qsizetype(size));
    }
    QByteArray proof(const QByteArray &method, const QByteArray &target, const QByteArray &token) const
    {
        QByteArray id(16, Qt::Uninitialized);
        RAND_bytes(reinterpret_cast<unsigned char *>(id.data()), int(id.size()));
        const QByteArray payload = "{\"jti\":\"" + id.toBase64(urlEncoding) + "\",\"htm\":\"" + method + "\",\"htu\":\""
            + target + "\",\"iat\":" + QByteArray::number(QDateTime::currentSecsSinceEpoch()) + ",\"ath\":\""
            + hash(token).toBase64(urlEncoding) + "\"}";
        QByteArray jwt = m_header + '.' + payload.toBase64(urlEncoding);
        return jwt + '.' + raw(sign(hash(jwt))).toBase64(urlEncoding);
    }
    QByteArray hash(const QByteArray &text) const
    {
        QByteArray digest(32, Qt::Uninitialized);
        EVP_Digest(
            text.constData(), size_t(text.size()), reinterpret_cast<unsigned char *>(digest.data()), nullptr, m_sha256,
            nullptr);
        return digest;
    }

private:
    static QByteArray raw(const QByteArray &der)
    {
        const unsigned char *at = bytesOf(der);
        ECDSA_SIG *signature = d2i_ECDSA_SIG(nullptr, &at, long(der.size()));
        QByteArray bytes(64, Qt::Uninitialized);
        auto *to = reinterpret_cast<unsigned char *>(bytes.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(signature), to, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature), to + 32, 32);
        ECDSA_SIG_free(signature);
        return bytes;
    }

    EVP_PKEY *m_key;
    EVP_PKEY_CTX *m_context;
    EVP_MD *m_sha256;
    QByteArray m_header;
};
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    // As long as an access token of Auth0 with a few claims.
    const QByteArray token(900, 'a');
    const QString url = QStringLiteral("https://api.example.com/v1/orders?page=2");
    const ByHand byHand;
    const QByteArray digest = byHand.hash("what is signed");
    const auto signature = [&] { check(!byHand.sign(digest).isEmpty()); };
    const auto floor = [&] { check(!byHand.proof("GET", "https://api.example.com/v1/orders", token).isEmpty()); };

    Auth0::Configuration configuration;
    configuration.domain = QStringLiteral("tenant.example.com");
    configuration.clientId = QStringLiteral("bench");
    configuration.storage = Auth0::Storage::MemoryOnly;
    configuration.useDPoP = true;
    Auth0::Client client(configuration);
    Auth0::GetDPoPHeadersOptions use;
    use.url = QUrl(url);
    use.method = QStringLiteral("GET");
    use.accessToken = QString::fromLatin1(token);
    use.tokenType = QStringLiteral("DPoP");
    const auto library = [&] {
        const auto answer = client.getDPoPHeaders(use);
        check(answer.isFinished() && answer.result()->value(QStringLiteral("DPoP")).toString().size() > 300);
    };
    library();

    Benchmark::compare(
        QStringLiteral("goal 1: getDPoPHeaders(), key in memory; the floor is a proof by hand"),
        {{QStringLiteral("proof by hand on OpenSSL"), floor},
         {QStringLiteral("bare ES256 signature"), signature},
         {QStringLiteral("Client::getDPoPHeaders()"), library}},
        1.15);
    return 0;
}
