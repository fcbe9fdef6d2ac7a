// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <cjose/cjose.h>
#include <memory>

namespace Auth0::Test {
//! A private key that signs by cjose: another library than the one under test, so a mistake made twice shows.
class CjoseKey
{
public:
    static CjoseKey rsa(const QString &kid = {}, size_t bits = 2048)
    {
        const unsigned char exponent[] = {1, 0, 1};
        return {cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, nullptr), kid};
    }
    static CjoseKey ec(const QString &kid = {}, cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256)
    {
        return {cjose_jwk_create_EC_random(curve, nullptr), kid};
    }

    //! The public half, with `kid` if the key has one and `alg` if it is given.
    QJsonObject publicJwk(const QString &alg = {}) const
    {
        std::unique_ptr<char, decltype(&free)> text(cjose_jwk_to_json(m_key.get(), false, nullptr), &free);
        QJsonObject jwk = QJsonDocument::fromJson(text.get()).object();
        if (!alg.isEmpty())
            jwk.insert(QStringLiteral("alg"), alg);
        return jwk;
    }

    //! A compact JWS; empty when cjose refuses. \a header has texts and lists.
    QString sign(const QJsonObject &header, const QByteArray &payload) const
    {
        const std::unique_ptr<cjose_header_t, decltype(&cjose_header_release)> head(
            cjose_header_new(nullptr), &cjose_header_release);
        for (auto it = header.begin(); it != header.end(); ++it) {
            const QByteArray name = it.key().toUtf8(), text = it.value().toString().toUtf8();
            const QByteArray list = QJsonDocument(it.value().toArray()).toJson(QJsonDocument::Compact);
            if (it.value().isArray())
                cjose_header_set_raw(head.get(), name.constData(), list.constData(), nullptr);
            else
                cjose_header_set(head.get(), name.constData(), text.constData(), nullptr);
        }
        const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> jws(
            cjose_jws_sign(
                m_key.get(), head.get(), reinterpret_cast<const uint8_t *>(payload.constData()), size_t(payload.size()),
                nullptr),
            &cjose_jws_release);
        const char *compact = nullptr;
        return jws && cjose_jws_export(jws.get(), &compact, nullptr) ? QString::fromLatin1(compact) : QString();
    }
    QString sign(const QJsonObject &header, const QJsonObject &claims) const
    {
        return sign(header, QJsonDocument(claims).toJson(QJsonDocument::Compact));
    }

private:
    CjoseKey(cjose_jwk_t *key, const QString &kid)
        : m_key(key, &cjose_jwk_release)
    {
        if (!kid.isEmpty())
            cjose_jwk_set_kid(key, kid.toUtf8().constData(), size_t(kid.toUtf8().size()), nullptr);
    }

    std::shared_ptr<cjose_jwk_t> m_key;
};

//! Whether cjose finds the signature of a compact JWS good.
inline bool cjoseAccepts(const QJsonObject &publicJwk, const QByteArray &token)
{
    const QByteArray json = QJsonDocument(publicJwk).toJson(QJsonDocument::Compact);
    cjose_jwk_t *key = cjose_jwk_import(json.constData(), size_t(json.size()), nullptr);
    cjose_jws_t *jws = cjose_jws_import(token.constData(), size_t(token.size()), nullptr);
    const bool valid = key && jws && cjose_jws_verify(jws, key, nullptr);
    cjose_jws_release(jws);
    cjose_jwk_release(key);
    return valid;
}

inline QByteArray jwkSet(const QJsonArray &keys)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("keys"), keys}}).toJson(QJsonDocument::Compact);
}
} // namespace Auth0::Test
