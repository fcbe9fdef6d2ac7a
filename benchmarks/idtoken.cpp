// SPDX-License-Identifier: Apache-2.0
// An ID token is validated, the keys at hand, against the same by hand on bare OpenSSL and QJsonDocument.
#include "frame.h"
#include "idtoken/idtokenvalidator.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

using Benchmark::check;

namespace {
constexpr auto urlEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const auto issuer = QStringLiteral("https://tenant.example.com/");
const auto clientId = QStringLiteral("bench-client-id-of-32-characters");
const auto nonce = QStringLiteral("Vm0wd2QyUXlVWGxWV0d4V1YwZDRWMVl3WkRSV01WbDNXa1JT");
const auto kid = QStringLiteral("the-key");

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

//! The tenant: signs, and shows its public key.
class Issuer
{
public:
    Issuer()
        : m_key(EVP_RSA_gen(2048))
    {
        check(m_key != nullptr, "a key of RSA 2048");
    }
    ~Issuer() { EVP_PKEY_free(m_key); }
    Issuer(const Issuer &) = delete;
    Issuer &operator=(const Issuer &) = delete;

    EVP_PKEY *key() const { return m_key; }
    QByteArray keySet() const
    {
        const QJsonObject jwk{{u"kty"_qs, u"RSA"_qs}, {u"use"_qs, u"sig"_qs}, {u"alg"_qs, u"RS256"_qs},
                              {u"kid"_qs, kid},       {u"n"_qs, member("n")}, {u"e"_qs, member("e")}};
        return QJsonDocument(QJsonObject{{u"keys"_qs, QJsonArray{jwk}}}).toJson();
    }
    QString sign(const QJsonObject &claims) const
    {
        const QJsonObject header{{u"alg"_qs, u"RS256"_qs}, {u"typ"_qs, u"JWT"_qs}, {u"kid"_qs, kid}};
        const QByteArray input = part(header) + '.' + part(claims);
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        QByteArray signature(256, Qt::Uninitialized);
        size_t size = size_t(signature.size());
        check(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key) > 0);
        auto *to = reinterpret_cast<unsigned char *>(signature.data());
        check(EVP_DigestSign(context.get(), to, &size, bytesOf(input), size_t(input.size())) > 0);
        return QString::fromLatin1(input + '.' + signature.toBase64(urlEncoding));
    }

private:
    static QByteArray part(const QJsonObject &object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(urlEncoding);
    }
    QString member(const char *name) const
    {
        BIGNUM *number = nullptr;
        check(EVP_PKEY_get_bn_param(m_key, name, &number) > 0);
        QByteArray bytes(BN_num_bytes(number), Qt::Uninitialized);
        BN_bn2bin(number, reinterpret_cast<unsigned char *>(bytes.data()));
        BN_free(number);
        return QString::fromLatin1(bytes.toBase64(urlEncoding));
    }

    EVP_PKEY *m_key;
};

//! The thirteen claims that Auth0 sends for `openid profile email`.
QJsonObject claimsNow()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return {
        {u"given_name"_qs, u"Alice"_qs},
        {u"family_name"_qs, u"Example"_qs},
        {u"nickname"_qs, u"alice"_qs},
        {u"name"_qs, u"Alice Example"_qs},
        {u"picture"_qs, u"https://cdn.example.com/pictures/0123456789abcdef.png"_qs},
        {u"updated_at"_qs, u"2026-01-02T03:04:05.678Z"_qs},
        {u"email"_qs, u"alice@example.com"_qs},
        {u"iss"_qs, issuer},
        {u"aud"_qs, clientId},
        {u"iat"_qs, now},
        {u"exp"_qs, now + 36'000},
        {u"sub"_qs, u"auth0|0123456789abcdef01234567"_qs},
        {u"nonce"_qs, nonce}};
}

//! Validation as one writes it who needs nothing else: a context kept for each kid, six claims compared.
class ByHand
{
public:
    explicit ByHand(EVP_PKEY *key)
        : m_sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr))
    {
        EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr);
        check(EVP_PKEY_verify_init(context) > 0);
        check(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0);
        check(EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) > 0);
        m_contexts.insert(kid, context);
    }
    ~ByHand()
    {
        for (EVP_PKEY_CTX *context : std::as_const(m_contexts))
            EVP_PKEY_CTX_free(context);
        EVP_MD_free(m_sha256);
    }
    ByHand(const ByHand &) = delete;
    ByHand &operator=(const ByHand &) = delete;

    bool isSigned(EVP_PKEY_CTX *context, const QByteArray &input, const QByteArray &signature) const
    {
        unsigned char digest[32];
        EVP_Digest(input.constData(), size_t(input.size()), digest, nullptr, m_sha256, nullptr);
        return EVP_PKEY_verify(context, bytesOf(signature), size_t(signature.size()), digest, sizeof digest) == 1;
    }
    EVP_PKEY_CTX *context() const { return m_contexts.value(kid); }

    bool validate(const QString &token) const
    {
        const QByteArray bytes = token.toLatin1();
        const auto first = bytes.indexOf('.'), second = bytes.lastIndexOf('.');
        const QJsonObject header = json(bytes.left(first)), claims = json(bytes.mid(first + 1, second - first - 1));
        if (header[QLatin1String("alg")].toString() != QLatin1String("RS256"))
            return false;
        EVP_PKEY_CTX *context = m_contexts.value(header[QLatin1String("kid")].toString());
        const QByteArray signature = QByteArray::fromBase64(bytes.mid(second + 1), urlEncoding);
        if (!context || !isSigned(context, bytes.left(second), signature))
            return false;
        const double now = double(QDateTime::currentSecsSinceEpoch()), leeway = 60;
        const auto text = [&claims](QLatin1String name) { return claims[name].toString(); };
        return text(QLatin1String("iss")) == issuer && !text(QLatin1String("sub")).isEmpty()
            && text(QLatin1String("aud")) == clientId && claims[QLatin1String("exp")].toDouble() + leeway >= now
            && claims[QLatin1String("iat")].toDouble(1e300) <= now + leeway && text(QLatin1String("nonce")) == nonce;
    }

private:
    static QJsonObject json(const QByteArray &part)
    {
        return QJsonDocument::fromJson(QByteArray::fromBase64(part, urlEncoding)).object();
    }

    QHash<QString, EVP_PKEY_CTX *> m_contexts;
    EVP_MD *m_sha256;
};
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const Issuer tenant;
    const QString token = tenant.sign(claimsNow());
    QString forged = token;
    forged[token.lastIndexOf(u'.') + 20] = forged[token.lastIndexOf(u'.') + 20] == u'A' ? u'B' : u'A';

    const ByHand byHand(tenant.key());
    const auto floor = [&] { check(byHand.validate(token), "the floor"); };
    check(!byHand.validate(forged), "the floor refuses a wrong signature");
    const QByteArray input = token.left(token.lastIndexOf(u'.')).toLatin1();
    const QByteArray raw = QByteArray::fromBase64(token.mid(token.lastIndexOf(u'.') + 1).toLatin1(), urlEncoding);
    const auto signature = [&] { check(byHand.isSigned(byHand.context(), input, raw), "the bare signature"); };

    const auto keys = Auth0::JwkSet::fromBytes(tenant.keySet());
    check(keys && keys->keys().size() == 1, "the key set");
    Auth0::IdTokenExpectations expected;
    expected.issuer = issuer;
    expected.clientId = clientId;
    expected.nonce = nonce;
    const auto validate = [&](const QString &subject) {
        expected.now = QDateTime::currentDateTimeUtc();
        return Auth0::IdTokenValidator::validate(subject, *keys, expected);
    };
    const auto library = [&] {
        const auto claims = validate(token);
        check(claims && !claims->value(QLatin1String("sub")).toString().isEmpty(), "the validator");
    };
    check(!validate(forged), "the validator refuses a wrong signature");

    Benchmark::compare(
        QStringLiteral("goal 2: an ID token is validated, keys at hand"),
        {{QStringLiteral("by hand on OpenSSL"), floor},
         {QStringLiteral("bare RS256 verification"), signature},
         {QStringLiteral("IdTokenValidator"), library}},
        1.25);
    return 0;
}
