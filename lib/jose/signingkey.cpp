// SPDX-License-Identifier: Apache-2.0
#include "jose/signingkey.h"
#include "core/base64url.h"
#include "jose/ecdsasignature.h"
#include "jose/opensslpointers.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace Auth0 {
struct SigningKey::Data
{
    EvpKey key;
};

namespace {
using Bio = std::unique_ptr<BIO, OpenSslFree<BIO_free_all>>;

QString coordinate(const EVP_PKEY *key, const char *name)
{
    BIGNUM *value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    const BigNumber number(value);
    QByteArray bytes(32, '\0');
    BN_bn2binpad(number.get(), reinterpret_cast<unsigned char *>(bytes.data()), int(bytes.size()));
    return QString::fromLatin1(toBase64Url(bytes));
}

bool isP256(const EVP_PKEY *key)
{
    char name[64] = {};
    return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, nullptr) == 1
        && QByteArray(name) == "prime256v1";
}
} // namespace

SigningKey SigningKey::generate()
{
    SigningKey key;
    key.m_data = std::make_shared<Data>(Data{EvpKey(EVP_EC_gen("P-256"))});
    return key;
}

Result<SigningKey> SigningKey::fromPem(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    EvpKey evp(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!evp || !isP256(evp.get()))
        return Error(Error::StoreFailed, QStringLiteral("The stored signing key is no P-256 key in PKCS#8."));
    SigningKey key;
    key.m_data = std::make_shared<Data>(Data{std::move(evp)});
    return key;
}

QByteArray SigningKey::toPem() const
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), m_data->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, int(size));
}

QJsonObject SigningKey::publicJwk() const
{
    const EVP_PKEY *key = m_data->key.get();
    return {
        {QStringLiteral("crv"), QStringLiteral("P-256")},
        {QStringLiteral("kty"), QStringLiteral("EC")},
        {QStringLiteral("x"), coordinate(key, OSSL_PKEY_PARAM_EC_PUB_X)},
        {QStringLiteral("y"), coordinate(key, OSSL_PKEY_PARAM_EC_PUB_Y)}};
}

QByteArray SigningKey::thumbprint() const
{
    // QJsonObject keeps its members in the order RFC 7638 asks for.
    const QByteArray json = QJsonDocument(publicJwk()).toJson(QJsonDocument::Compact);
    return toBase64Url(QCryptographicHash::hash(json, QCryptographicHash::Sha256));
}

QByteArray SigningKey::sign(const QByteArray &input) const
{
    const EvpDigestContext context(EVP_MD_CTX_new());
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_data->key.get()) != 1)
        return {};
    const auto *data = reinterpret_cast<const unsigned char *>(input.constData());
    size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, data, size_t(input.size()));
    QByteArray der(qsizetype(size), '\0');
    const bool signedIt =
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(der.data()), &size, data, size_t(input.size()))
        == 1;
    der.truncate(qsizetype(size));
    ERR_clear_error();
    return signedIt ? rawFromDer(der) : QByteArray();
}
} // namespace Auth0
