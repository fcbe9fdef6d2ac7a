// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopkey.h"
#include "core/base64url.h"
#include "jose/signingkey.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
struct DpopKey::Data
{
    explicit Data(const EcSigningKey &signingKey)
        : key(signingKey)
        , thumbprint(key.thumbprint())
    {
        const QJsonObject header{
            {QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
            {QStringLiteral("alg"), QStringLiteral("ES256")},
            {QStringLiteral("jwk"), key.publicJwk()}};
        encodedHeader = toBase64Url(QJsonDocument(header).toJson(QJsonDocument::Compact));
    }
    EcSigningKey key;
    QByteArray thumbprint, encodedHeader;
};

DpopKey::DpopKey(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}

Result<DpopKey> DpopKey::generate()
{
    const auto key = EcSigningKey::generate();
    if (!key)
        return Error(Error::DpopProofFailed, QStringLiteral("No key for DPoP could be made.")).causedBy(key.error());
    return DpopKey(std::make_shared<Data>(*key));
}

Result<DpopKey> DpopKey::fromText(const QString &text)
{
    const auto key = EcSigningKey::fromPkcs8(fromBase64Url(text.toLatin1()).value_or(QByteArray()));
    if (!key)
        return Error(
            Error::DpopKeyMissing,
            QStringLiteral(
                "The key that the session is bound to is gone or unreadable: the user has to log in again."));
    return DpopKey(std::make_shared<Data>(*key));
}

QString DpopKey::toText() const { return QString::fromLatin1(toBase64Url(m_data->key.toPkcs8())); }

const QByteArray &DpopKey::thumbprint() const { return m_data->thumbprint; }

const QByteArray &DpopKey::encodedHeader() const { return m_data->encodedHeader; }

QByteArray DpopKey::sign(const QByteArray &input) const { return m_data->key.sign(input); }
} // namespace Auth0
