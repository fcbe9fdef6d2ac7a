// SPDX-License-Identifier: Apache-2.0
#include "client/client.h"
#include "dpop/dpopproof.h"
#include "support/await.h"
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/tenantprocess.h"
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
const auto dpopApi = QStringLiteral("https://dpop-api.example.com");

QByteArray decoded(const QString &text)
{
    return QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}
} // namespace

//! getDPoPHeaders() before Auth0's guard for APIs, and its proofs before two libraries that nobody here wrote.
class tst_DpopInterop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theGuardTakesOurCalls_data();
    void theGuardTakesOurCalls();
    void theGuardRefusesWhatIsChanged_data();
    void theGuardRefusesWhatIsChanged();
    void theGuardRefusesAReplay();
    void theGuardWantsTheNewestNonce();
    void joseAcceptsTheProof();
    void opensslAcceptsTheProof();

private:
    struct Answer
    {
        int status = 0;
        QByteArray nonce;
    };
    Answer call(const QByteArray &method, const QString &path, const QVariantMap &headers);
    QVariantMap headersFor(const QString &method, const QString &path, const QString &nonce = {});
    //! A nonce that the guard takes now.
    QString freshNonce();
    QUrl at(const QString &path) const { return m_api->url().resolved(QUrl(path)); }
    //! A proof by the session's key that says what we want.
    QVariantMap forged(const std::function<void(DpopProof::Content &)> &change, const std::optional<DpopKey> &key = {});

    TenantProcess m_tenant{
        {{QStringLiteral("apis"),
          QJsonArray{
              QJsonObject{{u"audience"_qs, dpopApi}, {u"senderConstraining"_qs, u"required"_qs}},
              QJsonObject{{u"audience"_qs, u"https://api.example.com"_qs}}}}}};
    FakeSecretStore m_store;
    HttpUser m_user;
    std::unique_ptr<ServerProcess> m_api;
    std::unique_ptr<Client> m_client;
    Credentials m_credentials;
    QNetworkAccessManager m_network;
};

void tst_DpopInterop::initTestCase()
{
    QVERIFY(m_tenant.isRunning());
    m_api = std::make_unique<ServerProcess>(
        QStringLiteral(INTEROP_NODE),
        QStringList{
            QStringLiteral(INTEROP_FOLDER "/api.mjs"), QStringLiteral("--issuer"), m_tenant.domain() + u'/',
            QStringLiteral("--audience"), dpopApi});
    QVERIFY2(m_api->url().isValid(), "the API did not start");
    Configuration configuration = m_tenant.configuration();
    configuration.useDPoP = true;
    configuration.audience = dpopApi;
    m_client = std::make_unique<Client>(configuration, Services{nullptr, &m_store, &m_user, nullptr});
    const auto login = await(m_client->authorize());
    QVERIFY2(login, qPrintable(login.error().toString()));
    QCOMPARE(login->tokenType, u"DPoP"_qs);
    m_credentials = *login;
}

tst_DpopInterop::Answer tst_DpopInterop::call(const QByteArray &method, const QString &path, const QVariantMap &headers)
{
    QNetworkRequest request(at(path));
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key().toLatin1(), it->toByteArray());
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("DPoP-Nonce")};
}

QVariantMap tst_DpopInterop::headersFor(const QString &method, const QString &path, const QString &nonce)
{
    GetDPoPHeadersOptions use;
    use.url = at(path);
    use.method = method;
    use.accessToken = m_credentials.accessToken;
    use.tokenType = m_credentials.tokenType;
    if (!nonce.isEmpty())
        use.nonce = nonce;
    const auto headers = await(m_client->getDPoPHeaders(use));
    return headers ? *headers : QVariantMap();
}

QString tst_DpopInterop::freshNonce()
{
    return QString::fromLatin1(call("GET", u"/required/x"_qs, headersFor(u"GET"_qs, u"/required/x"_qs)).nonce);
}

void tst_DpopInterop::theGuardTakesOurCalls_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    for (const QString &mode : {u"allowed"_qs, u"required"_qs}) {
        for (const QString &method : {u"GET"_qs, u"POST"_qs, u"DELETE"_qs})
            QTest::newRow(qPrintable(mode + method)) << method << u"/%1/orders"_qs.arg(mode);
        QTest::newRow(qPrintable(mode + u" query"_qs)) << u"GET"_qs << u"/%1/orders?page=2&q=a%20b#part"_qs.arg(mode);
        QTest::newRow(qPrintable(mode + u" encoded"_qs)) << u"GET"_qs << u"/%1/a%20b/%C3%BC"_qs.arg(mode);
    }
}

void tst_DpopInterop::theGuardTakesOurCalls()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    const QString nonce = path.startsWith(u"/required"_qs) ? freshNonce() : QString();
    QCOMPARE(call(method.toLatin1(), path, headersFor(method, path, nonce)).status, 200);
}

QVariantMap
tst_DpopInterop::forged(const std::function<void(DpopProof::Content &)> &change, const std::optional<DpopKey> &key)
{
    const QJsonDocument record = QJsonDocument::fromJson(*m_store.entries.begin());
    DpopProof::Content content;
    content.method = "GET";
    content.url = at(u"/required/orders"_qs);
    content.issuedAt = QDateTime::currentSecsSinceEpoch();
    content.accessToken = m_credentials.accessToken.toLatin1();
    content.nonce = freshNonce().toLatin1();
    change(content);
    const auto proof = DpopProof::make(key ? *key : *DpopKey::fromText(record[u"dpop_key"].toString()), content);
    return {{u"Authorization"_qs, u"DPoP "_qs + m_credentials.accessToken}, {u"DPoP"_qs, *proof}};
}

void tst_DpopInterop::theGuardRefusesWhatIsChanged_data()
{
    using Change = std::function<void(DpopProof::Content &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("status");
    const auto row = [](const char *tag, int status, const Change &change) { QTest::newRow(tag) << change << status; };
    row("nothing", 200, [](DpopProof::Content &) {});
    row("method", 401, [](DpopProof::Content &content) { content.method = "POST"; });
    row("path", 401, [](DpopProof::Content &content) { content.url.setPath(u"/required/orders/1"_qs); });
    row("host", 401, [](DpopProof::Content &content) { content.url.setHost(u"localhost"_qs); });
    row("port", 401, [](DpopProof::Content &content) { content.url.setPort(content.url.port() - 1); });
    row("scheme", 401, [](DpopProof::Content &content) { content.url.setScheme(u"https"_qs); });
    row("token", 401, [](DpopProof::Content &content) { content.accessToken.append('x'); });
    row("no token", 401, [](DpopProof::Content &content) { content.accessToken.clear(); });
    row("an hour ago", 401, [](DpopProof::Content &content) { content.issuedAt -= 3600; });
    row("in an hour", 401, [](DpopProof::Content &content) { content.issuedAt += 3600; });
    row("nonce", 401, [](DpopProof::Content &content) { content.nonce = "mine"; });
}

void tst_DpopInterop::theGuardRefusesWhatIsChanged()
{
    QFETCH(std::function<void(DpopProof::Content &)>, change);
    QFETCH(int, status);
    const int answered = call("GET", u"/required/orders"_qs, forged(change)).status;
    // The guard calls a request without a proper proof 400 or 401.
    QVERIFY2(answered == status || (status == 401 && answered == 400), qPrintable(QString::number(answered)));
}

void tst_DpopInterop::theGuardRefusesAReplay()
{
    const auto nothing = [](DpopProof::Content &) {};
    const QVariantMap once = headersFor(u"GET"_qs, u"/required/orders"_qs, freshNonce());
    QCOMPARE(call("GET", u"/required/orders"_qs, once).status, 200);
    QCOMPARE(call("GET", u"/required/orders"_qs, once).status, 401);
    // Another key, as a thief of the token has; and the token as a bearer token.
    QCOMPARE(call("GET", u"/required/orders"_qs, forged(nothing, *DpopKey::generate())).status, 401);
    const QVariantMap bearer{{u"Authorization"_qs, u"Bearer "_qs + m_credentials.accessToken}};
    for (const QString &path : {u"/required/orders"_qs, u"/allowed/orders"_qs})
        QVERIFY(call("GET", path, bearer).status >= 400);
    // A guard that does not know DPoP sees a bearer token.
    QCOMPARE(call("GET", u"/bearer/orders"_qs, bearer).status, 200);
}

void tst_DpopInterop::theGuardWantsTheNewestNonce()
{
    const QString old = freshNonce(), newest = freshNonce();
    const auto refused = call("GET", u"/required/x"_qs, headersFor(u"GET"_qs, u"/required/x"_qs, old));
    QCOMPARE(refused.status, 401);
    QVERIFY(!refused.nonce.isEmpty() && refused.nonce != newest.toLatin1());
    const QString given = QString::fromLatin1(refused.nonce);
    const auto taken = call("GET", u"/required/x"_qs, headersFor(u"GET"_qs, u"/required/x"_qs, given));
    QCOMPARE(taken.status, 200);
    QVERIFY(!taken.nonce.isEmpty() && taken.nonce != refused.nonce);
}

void tst_DpopInterop::joseAcceptsTheProof()
{
    const QString proof = headersFor(u"PATCH"_qs, u"/orders?page=2"_qs, u"n-1"_qs).value(u"DPoP"_qs).toString();
    QProcess node;
    node.start(QStringLiteral(INTEROP_NODE), {QStringLiteral(INTEROP_FOLDER "/verifyproof.mjs"), proof});
    QVERIFY(node.waitForFinished());
    QVERIFY2(node.exitCode() == 0, node.readAllStandardError().constData());
    const QJsonDocument seen = QJsonDocument::fromJson(node.readAllStandardOutput());
    const QJsonDocument token = QJsonDocument::fromJson(decoded(m_credentials.accessToken.section(u'.', 1, 1)));
    QCOMPARE(seen[u"thumbprint"].toString(), token[u"cnf"][u"jkt"].toString());
    QCOMPARE(seen[u"claims"][u"htm"].toString(), u"PATCH"_qs);
    QCOMPARE(seen[u"claims"][u"htu"].toString(), at(u"/orders"_qs).toString());
    QCOMPARE(seen[u"claims"][u"nonce"].toString(), u"n-1"_qs);
    // A changed letter is noticed: the library really looks.
    QString broken = proof;
    broken[broken.indexOf(u'.') + 10] = broken[broken.indexOf(u'.') + 10] == u'A' ? u'B' : u'A';
    node.start(QStringLiteral(INTEROP_NODE), {QStringLiteral(INTEROP_FOLDER "/verifyproof.mjs"), broken});
    QVERIFY(node.waitForFinished());
    QVERIFY(node.exitCode() != 0);
}

void tst_DpopInterop::opensslAcceptsTheProof()
{
    const QString proof = headersFor(u"GET"_qs, u"/orders"_qs).value(u"DPoP"_qs).toString();
    const QJsonDocument header = QJsonDocument::fromJson(decoded(proof.section(u'.', 0, 0)));
    const QByteArray raw = decoded(proof.section(u'.', 2, 2));
    QCOMPARE(raw.size(), 64);
    // DER by hand: SubjectPublicKeyInfo of P-256, and a SEQUENCE of two INTEGERs.
    const QByteArray key = QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
        + decoded(header[u"jwk"][u"x"].toString()) + decoded(header[u"jwk"][u"y"].toString());
    const auto integer = [](QByteArray value) {
        while (value.size() > 1 && value[0] == '\0')
            value.remove(0, 1);
        if (value[0] & '\x80')
            value.prepend('\0');
        return '\x02' + QByteArray(1, char(value.size())) + value;
    };
    const QByteArray numbers = integer(raw.left(32)) + integer(raw.mid(32));
    QTemporaryDir folder;
    const auto write = [&folder](const char *name, const QByteArray &bytes) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("key", key) && write("signature", '\x30' + QByteArray(1, char(numbers.size())) + numbers));
    const auto verify = [&folder, &write](const QByteArray &text) {
        QProcess openssl;
        openssl.setWorkingDirectory(folder.path());
        write("text", text);
        openssl.start(u"openssl"_qs, u"dgst -sha256 -keyform DER -verify key -signature signature text"_qs.split(u' '));
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    };
    const QByteArray signedText = proof.section(u'.', 0, 1).toLatin1();
    QVERIFY(verify(signedText));
    QVERIFY(!verify(signedText + 'x'));
}

Q_DECLARE_METATYPE(std::function<void(Auth0::DpopProof::Content &)>)
QTEST_GUILESS_MAIN(tst_DpopInterop)
#include "tst_dpopinterop.moc"
