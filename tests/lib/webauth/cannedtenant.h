// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "api/tenant.h"
#include "core/base64url.h"
#include "jose/signingkey.h"
#include "support/rawserver.h"
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrlQuery>

namespace Auth0::Test {
/*!
    A tenant of three addresses: metadata, keys and tokens. It judges nothing; a test reads what was asked and sets what
    is answered.
*/
class CannedTenant
{
    RawServer m_server;

public:
    CannedTenant()
    {
        m_server.respond = [this](QTcpSocket *socket, const RawRequest &request) { respond(socket, request); };
    }

    QJsonObject metadata{
        {QStringLiteral("issuer"), issuer()},
        {QStringLiteral("jwks_uri"), address(QStringLiteral("/keys"))},
        {QStringLiteral("end_session_endpoint"), address(QStringLiteral("/oidc/end"))}};
    int metadataStatus = 200;
    //! Paths that are not answered before release() is called, or at all.
    QStringList held, dropped;
    QJsonObject claims; //!< beside or instead of the usual ones; null takes one away
    QJsonObject tokens{
        {QStringLiteral("access_token"), QStringLiteral("canary-access")},
        {QStringLiteral("refresh_token"), QStringLiteral("canary-refresh")},
        {QStringLiteral("token_type"), QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), 86400}};
    int tokenStatus = 200;
    bool sendsIdToken = true;
    QString nonce; //!< of the login that is under way

    QString issuer() const { return address(QStringLiteral("/")); }
    Tenant tenant() const { return {QUrl(issuer()), QStringLiteral("client")}; }

    QList<RawRequest> requests() const { return m_server.requests; }
    QList<QUrlQuery> tokenRequests() const { return forms(QStringLiteral("/oauth/token")); }
    int count(const QString &path) const { return int(forms(path).size()); }

    void release()
    {
        held.clear();
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &[socket, request] : waiting) {
            if (socket)
                respond(socket, request);
        }
    }

private:
    QString address(const QString &path) const { return m_server.url(path).toString(); }
    QList<QUrlQuery> forms(const QString &path) const
    {
        QList<QUrlQuery> found;
        for (const RawRequest &request : m_server.requests) {
            if (QString::fromLatin1(request.target) == path)
                found.append(QUrlQuery(QString::fromLatin1(request.body)));
        }
        return found;
    }
    void respond(QTcpSocket *socket, const RawRequest &request)
    {
        const QString path = QString::fromLatin1(request.target);
        if (dropped.contains(path))
            return socket->abort();
        if (held.contains(path))
            return m_waiting.append({socket, request});
        if (path == u"/.well-known/openid-configuration")
            return answer(socket, metadataStatus, metadata);
        if (path == u"/keys" || path == u"/.well-known/jwks.json")
            return answer(socket, 200, {{QStringLiteral("keys"), QJsonArray{publicKey()}}});
        if (path == u"/oauth/token")
            return answer(socket, tokenStatus, tokenAnswer());
        answer(socket, 404, {});
    }
    static void answer(QTcpSocket *socket, int status, const QJsonObject &body)
    {
        RawServer::answer(
            socket, status, QJsonDocument(body).toJson(QJsonDocument::Compact), "Content-Type: application/json\r\n");
    }
    QJsonObject publicKey() const
    {
        QJsonObject key = m_key.publicJwk();
        key[QStringLiteral("kid")] = QStringLiteral("k1");
        return key;
    }
    QJsonObject tokenAnswer() const
    {
        QJsonObject answer = tokens;
        if (sendsIdToken && tokenStatus == 200)
            answer[QStringLiteral("id_token")] = idToken();
        return answer;
    }
    QString idToken() const
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        QJsonObject payload{
            {QStringLiteral("iss"), issuer()},
            {QStringLiteral("aud"), QStringLiteral("client")},
            {QStringLiteral("sub"), QStringLiteral("auth0|1")},
            {QStringLiteral("iat"), now},
            {QStringLiteral("exp"), now + 36000},
            {QStringLiteral("nonce"), nonce},
            {QStringLiteral("name"), QStringLiteral("Alice")}};
        for (auto it = claims.begin(); it != claims.end(); ++it) {
            if (it->isNull())
                payload.remove(it.key());
            else
                payload[it.key()] = *it;
        }
        const QByteArray input = toBase64Url(R"({"alg":"ES256","typ":"JWT","kid":"k1"})") + '.'
            + toBase64Url(QJsonDocument(payload).toJson(QJsonDocument::Compact));
        return QString::fromLatin1(input + '.' + toBase64Url(m_key.sign(input)));
    }

    const EcSigningKey m_key = *EcSigningKey::generate();
    QList<std::pair<QPointer<QTcpSocket>, RawRequest>> m_waiting;
};
} // namespace Auth0::Test
