// SPDX-License-Identifier: Apache-2.0
#include "jose/jwkset.h"
#include "core/jsonmembers.h"
#include "jose/keyimport.h"
#include "jose/verifier.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <algorithm>

namespace Auth0 {
struct Jwk::Data
{
    struct Way
    {
        QByteArray alg;
        Verifier verifier;
    };
    QString kid, alg;
    EvpKey key;
    std::vector<Way> ways; //!< the algorithms that the key's type allows

    const Way *way(const QByteArray &name) const
    {
        const auto it = std::find_if(ways.begin(), ways.end(), [&name](const Way &way) { return way.alg == name; });
        return it == ways.end() ? nullptr : &*it;
    }
};

namespace {
Error unusable(const QString &why)
{
    return {Error::InvalidResponse, QStringLiteral("A key of the tenant cannot be used: %1.").arg(why)};
}

// RFC 7517, sections 4.2 and 4.3: without either member a key is for everything.
bool isForSignatures(const QJsonObject &json)
{
    const QJsonValue use = json.value(QLatin1String("use"));
    const QJsonValue operations = json.value(QLatin1String("key_ops"));
    return (use.isUndefined() || use.toString() == QLatin1String("sig"))
        && (operations.isUndefined() || operations.toArray().contains(QLatin1String("verify")));
}
} // namespace

Result<Jwk> Jwk::fromJson(const QJsonObject &json)
{
    if (!isForSignatures(json))
        return unusable(QStringLiteral("it is not for signatures"));
    const QString kty = json.value(QLatin1String("kty")).toString();
    auto data = std::make_shared<Data>();
    data->kid = json.value(QLatin1String("kid")).toString();
    data->alg = json.value(QLatin1String("alg")).toString();
    QList<QByteArray> algorithms;
    if (kty == QLatin1String("RSA")) {
        data->key = importRsaKey(json);
        algorithms = {"RS256", "PS256"};
    } else if (kty == QLatin1String("EC")) {
        data->key = importP256Key(json);
        algorithms = {"ES256"};
    }
    if (!data->key)
        return unusable(QStringLiteral("RSA of 2048 bits and more, and EC P-256 are supported"));
    for (const QByteArray &alg : std::as_const(algorithms))
        data->ways.push_back({alg, Verifier(data->key.get(), alg)});
    Jwk jwk;
    jwk.m_data = std::move(data);
    return jwk;
}

QString Jwk::kid() const { return m_data->kid; }

QString Jwk::alg() const { return m_data->alg; }

bool Jwk::fits(const QByteArray &alg) const
{
    return m_data->way(alg) && (m_data->alg.isEmpty() || m_data->alg == QLatin1String(alg));
}

bool Jwk::verify(const QByteArray &alg, const QByteArray &input, const QByteArray &signature) const
{
    const auto *way = m_data->way(alg);
    return way && way->verifier.verify(input, signature);
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
    const QString twice = doubleMember(bytes);
    if (!twice.isEmpty())
        return Error(
            Error::InvalidResponse,
            QStringLiteral("The set of the tenant's keys has the member \"%1\" twice.").arg(twice));
    JwkSet set;
    const QJsonArray array = keys.toArray();
    for (const auto &key : array) {
        if (const auto jwk = Jwk::fromJson(key.toObject()))
            set.m_keys.append(*jwk);
    }
    return set;
}

std::optional<Jwk> JwkSet::find(const QString &kid, const QByteArray &alg) const
{
    std::optional<Jwk> found;
    for (const Jwk &key : m_keys) {
        if (!key.fits(alg) || (!kid.isEmpty() && key.kid() != kid))
            continue;
        // Two that fit: which one was meant cannot be told.
        if (found)
            return std::nullopt;
        found = key;
    }
    return found;
}
} // namespace Auth0
