// SPDX-License-Identifier: Apache-2.0
#include "jose/jwkset.h"
#include "jose/ecdsasignature.h"
#include "jose/keyimport.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <openssl/err.h>
#include <openssl/rsa.h>

namespace Auth0 {
struct Jwk::Data
{
    QString kid, alg;
    bool isRsa = false;
    EvpKey key;
};

static Error unusable(const QString &why)
{
    return {Error::InvalidResponse, QStringLiteral("A key of the tenant cannot be used: %1.").arg(why)};
}

Result<Jwk> Jwk::fromJson(const QJsonObject &json)
{
    const QString use = json.value(QLatin1String("use")).toString();
    const QString kty = json.value(QLatin1String("kty")).toString();
    if (!use.isEmpty() && use != QLatin1String("sig"))
        return unusable(QStringLiteral("it is not for signatures"));
    auto data = std::make_shared<Data>();
    data->kid = json.value(QLatin1String("kid")).toString();
    data->alg = json.value(QLatin1String("alg")).toString();
    data->isRsa = kty == QLatin1String("RSA");
    if (data->isRsa)
        data->key = importRsaKey(json);
    else if (kty == QLatin1String("EC"))
        data->key = importP256Key(json);
    if (!data->key)
        return unusable(QStringLiteral("RSA of 2048 bits and more, and EC P-256 are supported"));
    Jwk jwk;
    jwk.m_data = std::move(data);
    return jwk;
}

QString Jwk::kid() const { return m_data->kid; }

QString Jwk::alg() const { return m_data->alg; }

bool Jwk::fits(const QByteArray &alg) const
{
    if (!m_data->alg.isEmpty() && m_data->alg != QLatin1String(alg))
        return false;
    return m_data->isRsa ? alg == "RS256" || alg == "PS256" : alg == "ES256";
}

bool Jwk::verify(const QByteArray &alg, const QByteArray &input, const QByteArray &signature) const
{
    if (!fits(alg))
        return false;
    const QByteArray bytes = alg == "ES256" ? derFromRaw(signature) : signature;
    const EvpDigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *parameters = nullptr;
    bool ready = EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, m_data->key.get()) == 1;
    if (ready && alg == "PS256")
        ready = EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) > 0;
    const auto data = [](const QByteArray &b) { return reinterpret_cast<const unsigned char *>(b.constData()); };
    const bool valid = ready && !bytes.isEmpty()
        && EVP_DigestVerify(context.get(), data(bytes), size_t(bytes.size()), data(input), size_t(input.size())) == 1;
    ERR_clear_error();
    return valid;
}

Result<JwkSet> JwkSet::fromBytes(const QByteArray &bytes)
{
    constexpr int mostBytes = 64 * 1024;
    const QJsonDocument document = bytes.size() <= mostBytes ? QJsonDocument::fromJson(bytes) : QJsonDocument();
    const QJsonValue keys = document.object().value(QLatin1String("keys"));
    if (!keys.isArray())
        return Error(
            Error::InvalidResponse,
            QStringLiteral("The tenant's keys are no JWK set (RFC 7517), or are larger than 64 kB."));
    JwkSet set;
    for (const QJsonValue &key : keys.toArray()) {
        if (const auto jwk = Jwk::fromJson(key.toObject()))
            set.m_keys.append(*jwk);
    }
    return set;
}

std::optional<Jwk> JwkSet::find(const QString &kid, const QByteArray &alg) const
{
    QList<Jwk> fitting;
    for (const Jwk &key : m_keys) {
        if (key.fits(alg) && (kid.isEmpty() || key.kid() == kid))
            fitting.append(key);
    }
    return fitting.size() == 1 ? std::optional(fitting.first()) : std::nullopt;
}
} // namespace Auth0
