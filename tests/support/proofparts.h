// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace Auth0::Test {
//! A JWT taken apart, without a look at its signature.
struct ProofParts
{
    QJsonObject header, claims;
    QByteArray input, signature;

    explicit ProofParts(const QByteArray &proof)
        : signature(decoded(proof.split('.').value(2)))
    {
        const QList<QByteArray> parts = proof.split('.');
        header = QJsonDocument::fromJson(decoded(parts.value(0))).object();
        claims = QJsonDocument::fromJson(decoded(parts.value(1))).object();
        input = parts.value(0) + '.' + parts.value(1);
    }
    static QByteArray decoded(const QByteArray &text)
    {
        return QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    QString text(const char *claim) const { return claims.value(QLatin1String(claim)).toString(); }
};
} // namespace Auth0::Test
