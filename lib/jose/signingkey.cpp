// SPDX-License-Identifier: Apache-2.0
#include "jose/signingkey.h"
#include "core/base64url.h"
#include "jose/ecdsasignature.h"
#include "jose/opensslpointers.h"
#include "jose/sha256.h"
#include "jose/thumbprint.h"
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/x509.h>

namespace Auth0 {
struct EcSigningKey::Data
{
    explicit Data(EvpKey evp)
        : key(std::move(evp))
        , signing(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr))
    {
        // Set up once: doing it for each signature costs a sixth of one.
        isReady = signing && EVP_PKEY_sign_init(signing.get()) > 0
            && EVP_PKEY_CTX_set_signature_md(signing.get(), EVP_sha256()) > 0;
    }
    EvpKey key;
    EvpKeyContext signing;
    bool isReady = false;
};

namespace {
QString coordinate(const EVP_PKEY *key, const char *name)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    const BigNumber number(value);
    QByteArray bytes(32, '\0');
    if (number)
        BN_bn2binpad(number.get(), reinterpret_cast<unsigned char *>(bytes.data()), int(bytes.size()));
    return QString::fromLatin1(toBase64Url(bytes));
}

bool isP256(const EVP_PKEY *key)
{
    char name[64] = {};
    return EVP_PKEY_is_a(key, "EC") == 1
        && EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, nullptr) == 1
        && QByteArray(name) == "prime256v1";
}
} // namespace

Result<EcSigningKey> EcSigningKey::generate()
{
    EcSigningKey key;
    key.m_data = std::make_shared<Data>(EvpKey(EVP_EC_gen("P-256")));
    ERR_clear_error();
    if (!key.m_data->isReady)
        return Error(Error::Unknown, QStringLiteral("OpenSSL cannot make a P-256 key."));
    return key;
}

Result<EcSigningKey> EcSigningKey::fromPkcs8(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpenSslFree<PKCS8_PRIV_KEY_INFO_free>> info(
        d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, long(der.size())));
    EvpKey evp(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
    EcSigningKey key;
    if (evp && isP256(evp.get()))
        key.m_data = std::make_shared<Data>(std::move(evp));
    ERR_clear_error();
    if (!key.m_data || !key.m_data->isReady)
        return Error(Error::InvalidArgument, QStringLiteral("The signing key is no P-256 key in PKCS#8."));
    return key;
}

QByteArray EcSigningKey::toPkcs8() const
{
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpenSslFree<PKCS8_PRIV_KEY_INFO_free>> info(
        EVP_PKEY2PKCS8(m_data->key.get()));
    unsigned char *der = nullptr;
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : 0;
    const QByteArray result = size > 0 ? QByteArray(reinterpret_cast<char *>(der), size) : QByteArray();
    OPENSSL_clear_free(der, size_t(std::max(size, 0)));
    return result;
}

QJsonObject EcSigningKey::publicJwk() const
{
    const EVP_PKEY *key = m_data->key.get();
    return {
        {QStringLiteral("crv"), QStringLiteral("P-256")},
        {QStringLiteral("kty"), QStringLiteral("EC")},
        {QStringLiteral("x"), coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X)},
        {QStringLiteral("y"), coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y)}};
}

QByteArray EcSigningKey::thumbprint() const { return jwkThumbprint(publicJwk()); }

QByteArray EcSigningKey::sign(const QByteArray &input) const
{
    const QByteArray digest = sha256(input);
    QByteArray der(80, '\0');
    size_t size = size_t(der.size());
    const bool done = EVP_PKEY_sign(
                          m_data->signing.get(), reinterpret_cast<unsigned char *>(der.data()), &size,
                          reinterpret_cast<const unsigned char *>(digest.constData()), size_t(digest.size()))
        > 0;
    ERR_clear_error();
    return done ? rawFromDer(der.left(qsizetype(size))) : QByteArray();
}
} // namespace Auth0
