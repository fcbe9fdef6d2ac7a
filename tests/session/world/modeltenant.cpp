// SPDX-License-Identifier: Apache-2.0
#include "session/world/modeltenant.h"
#include "support/cjosekey.h"
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QUrlQuery>
#include <algorithm>

namespace Auth0::Test {
namespace {
const CjoseKey &signingKey()
{
    static const CjoseKey key = CjoseKey::ec(QStringLiteral("k1"));
    return key;
}

QHash<QString, QString> fieldsOf(const QByteArray &form)
{
    QHash<QString, QString> fields;
    const auto items = QUrlQuery(QString::fromLatin1(form)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        fields.insert(name, value);
    return fields;
}

QString tokenName(int family, int number) { return QStringLiteral("rt-%1-%2").arg(family).arg(number); }
} // namespace

ModelTenant::ModelTenant(Time time, Complaint complain)
    : m_time(std::move(time))
    , m_complain(std::move(complain))
{
}

QString ModelTenant::domain() { return QStringLiteral("http://127.0.0.1:9"); }

QString ModelTenant::issuer() { return domain() + u'/'; }

QUrl ModelTenant::signIn(const QUrl &page, const QString &user)
{
    const QUrlQuery query(page);
    const auto value = [&query](const char *name) {
        return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    };
    const QString code = QStringLiteral("code-%1").arg(++logins);
    m_codes.insert(code, {user, value("nonce"), value("audience"), value("scope")});
    QUrl callback(value("redirect_uri"));
    QUrlQuery answer;
    answer.addQueryItem(QStringLiteral("code"), code);
    answer.addQueryItem(QStringLiteral("state"), value("state"));
    callback.setQuery(answer);
    return callback;
}

ModelTenant::Answer ModelTenant::json(const QJsonObject &body, int status) const
{
    Answer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_time(), Qt::UTC);
    answer.headers = {
        {"Content-Type", "application/json"},
        {"Date", QLocale::c().toString(now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1()}};
    return answer;
}

ModelTenant::Answer ModelTenant::act(const QUrl &url, const QByteArray &body, const QByteArray &proof)
{
    if (trouble == Trouble::Failing || trouble == Trouble::Limiting) {
        Answer answer = json({}, trouble == Trouble::Failing ? 503 : 429);
        if (retryAfter > 0)
            answer.headers.append({"Retry-After", QByteArray::number(retryAfter)});
        return answer;
    }
    const QString path = url.path();
    if (path == QLatin1String("/oauth/token"))
        return token(url, body, proof);
    if (path == QLatin1String("/.well-known/jwks.json"))
        return json({{QStringLiteral("keys"), QJsonArray{signingKey().publicJwk(QStringLiteral("ES256"))}}});
    if (path == QLatin1String("/oauth/revoke")) {
        const QString token = fieldsOf(body).value(QStringLiteral("token"));
        if (const auto family = m_families.find(token.section(u'-', 1, 1).toInt()); family != m_families.end()) {
            family->isAlive = false;
            family->isExcused = true;
        }
        return json({});
    }
    return json({}, 404);
}

// RFC 9449, sections 4.3 and 8; that the signature is good is not looked at here.
std::variant<QJsonObject, ModelTenant::Answer> ModelTenant::judge(const QUrl &url, const QByteArray &proof)
{
    const auto part = [&proof](int number) {
        return QJsonDocument::fromJson(
                   QByteArray::fromBase64(proof.split('.').value(number), QByteArray::Base64UrlEncoding))
            .object();
    };
    const QJsonObject claims = part(1);
    const QString nonce = QStringLiteral("nonce-of-the-tenant"), jti = claims.value(QLatin1String("jti")).toString();
    const bool isGood = part(0).value(QLatin1String("typ")) == QLatin1String("dpop+jwt")
        && claims.value(QLatin1String("htm")) == QLatin1String("POST")
        && claims.value(QLatin1String("htu")) == url.toString() && !m_proofs.contains(jti);
    m_proofs.insert(jti);
    if (!isGood) {
        m_complain(QStringLiteral("a proof is unfit: ") + QString::fromLatin1(proof));
        return json({{QStringLiteral("error"), QStringLiteral("invalid_dpop_proof")}}, 400);
    }
    if (claims.value(QLatin1String("nonce")) == nonce)
        return part(0).value(QLatin1String("jwk")).toObject();
    Answer again = json({{QStringLiteral("error"), QStringLiteral("use_dpop_nonce")}}, 400);
    again.headers.append({"DPoP-Nonce", nonce.toLatin1()});
    return again;
}

ModelTenant::Answer ModelTenant::token(const QUrl &url, const QByteArray &body, const QByteArray &proof)
{
    const auto form = fieldsOf(body);
    const bool isRefresh = form.value(QStringLiteral("grant_type")) == QLatin1String("refresh_token");
    QJsonObject key;
    if (demandsDpop) {
        const auto judged = judge(url, proof);
        if (const Answer *refusal = std::get_if<Answer>(&judged))
            return *refusal;
        key = std::get<QJsonObject>(judged);
    }
    return isRefresh ? refresh(form, key) : exchange(form, key);
}

ModelTenant::Answer ModelTenant::exchange(const QHash<QString, QString> &form, const QJsonObject &key)
{
    const QString name = form.value(QStringLiteral("code"));
    if (!m_codes.contains(name))
        return json({{QStringLiteral("error"), QStringLiteral("invalid_grant")}}, 403);
    const Code code = m_codes.take(name);
    const int family = int(m_families.size()) + 1;
    m_families.insert(family, Family{code.user, 1, 0, 0, 0, true, false, {}, key});
    QJsonObject answer = tokens(code.user, family, code.audience, code.scope);
    answer.insert(QStringLiteral("id_token"), idToken(code.user, code.nonce));
    return json(answer);
}

bool ModelTenant::isInOverlap(const Family &family) const
{
    return family.before > 0 && m_time() - family.rotatedAt < overlap;
}

bool ModelTenant::takes(const QString &token) const
{
    const Family *family = familyOf(token);
    const int number = numberOf(token);
    return family && family->isAlive
        && (number == family->newest || (number == family->before && isInOverlap(*family)));
}

ModelTenant::Answer ModelTenant::refresh(const QHash<QString, QString> &form, const QJsonObject &key)
{
    const QString token = form.value(QStringLiteral("refresh_token"));
    const int id = token.section(u'-', 1, 1).toInt();
    const int number = numberOf(token);
    const auto refuse = [this] {
        ++refusals;
        return json({{QStringLiteral("error"), QStringLiteral("invalid_grant")}}, 403);
    };
    const auto found = m_families.find(id);
    if (found == m_families.end() || !found->isAlive)
        return refuse();
    if (found->key != key) {
        m_complain(token + QStringLiteral(" comes with another key than its login had"));
        return refuse();
    }
    if (!takes(token)) {
        found->isAlive = false;
        // Only a token whose successor nobody could store may come back after its time.
        found->isExcused = found->saved <= number && number == found->before;
        if (!found->isExcused)
            m_complain(QStringLiteral("%1 was sent although %2 was stored; the tenant's newest is %3")
                           .arg(token, tokenName(id, found->saved), tokenName(id, found->newest)));
        return refuse();
    }
    if (number == found->newest) {
        found->before = number;
        found->rotatedAt = m_time();
    } else {
        ++repeats;
    }
    found->newest = std::max(found->newest, found->before) + 1;
    ++rotations;
    QJsonObject answer =
        tokens(found->user, id, form.value(QStringLiteral("audience")), form.value(QStringLiteral("scope")));
    if (sendsForeignUser)
        answer.insert(QStringLiteral("id_token"), idToken(QStringLiteral("mallory"), {}));
    else if (sendsIdTokens)
        answer.insert(QStringLiteral("id_token"), idToken(found->user, {}));
    sendsForeignUser = false;
    return json(answer);
}

QJsonObject ModelTenant::tokens(const QString &user, int family, const QString &audience, const QString &scope) const
{
    const int number = m_families.value(family).newest;
    QJsonObject answer{
        {QStringLiteral("access_token"), QStringLiteral("at-%1-%2-%3").arg(user).arg(family).arg(number)},
        {QStringLiteral("refresh_token"), tokenName(family, number)},
        {QStringLiteral("token_type"), demandsDpop ? QStringLiteral("DPoP") : QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), tokenLifetime}};
    if (!scope.isEmpty())
        answer.insert(QStringLiteral("scope"), scope);
    Q_UNUSED(audience)
    return answer;
}

QString ModelTenant::idToken(const QString &user, const QString &nonce) const
{
    // Signing takes longer than all the rest of a seed; without a nonce one token serves them all.
    static QHash<QString, QString> signedOnce;
    if (nonce.isEmpty() && signedOnce.contains(user))
        return signedOnce.value(user);
    const qint64 now = m_time() / 1000;
    QJsonObject claims{
        {QStringLiteral("iss"), issuer()},
        {QStringLiteral("aud"), QStringLiteral("app")},
        {QStringLiteral("sub"), user},
        {QStringLiteral("name"), user},
        {QStringLiteral("iat"), nonce.isEmpty() ? 1'799'990'000 : now},
        {QStringLiteral("exp"), now + 100'000'000}};
    if (!nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), nonce);
    const QString token = signingKey().sign(
        {{QStringLiteral("alg"), QStringLiteral("ES256")}, {QStringLiteral("kid"), QStringLiteral("k1")}}, claims);
    if (nonce.isEmpty())
        signedOnce.insert(user, token);
    return token;
}

void ModelTenant::revokeAll(const QString &user)
{
    for (Family &family : m_families) {
        if (family.user != user)
            continue;
        family.isAlive = false;
        family.isExcused = true;
    }
}

const ModelTenant::Family *ModelTenant::familyOf(const QString &token) const
{
    const auto found = m_families.constFind(token.section(u'-', 1, 1).toInt());
    return found == m_families.constEnd() ? nullptr : &*found;
}

bool ModelTenant::hasExcusedLoss(const QString &user) const
{
    return std::any_of(m_families.begin(), m_families.end(), [&user](const Family &family) {
        return family.user == user && family.isExcused;
    });
}
} // namespace Auth0::Test
