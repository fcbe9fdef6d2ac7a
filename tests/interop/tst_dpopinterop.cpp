// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopproof.h"
#include "guarded.h"
#include "support/proofparts.h"

using namespace Auth0;
using namespace Auth0::Test;

//! getDPoPHeaders() before Auth0's guard for APIs, and its proofs before two libraries that nobody here wrote.
class tst_DpopInterop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theGuardTakesOurCalls_data();
    void theGuardTakesOurCalls();
    void theGuardRefusesAProofOfSomethingElse_data();
    void theGuardRefusesAProofOfSomethingElse();
    void theGuardRefusesAStolenToken();
    void theGuardWantsTheNewestNonce();
    void joseAcceptsTheProof();
    void opensslAcceptsTheProof();

private:
    int call(const QByteArray &method, const QString &path, const FetchHeaders &headers)
    {
        return m_guarded->sent({method, m_guarded->at(path), headers, {}}).status;
    }
    FetchHeaders headersFor(const QByteArray &method, const QString &path, const QString &nonce = {}) const
    {
        return m_guarded->headers({method, m_guarded->at(path), {}, {}}, nonce);
    }
    //! A proof for a request of that method and path, and nothing sent.
    ProofParts proofOf(const QByteArray &method, const QString &path, const QString &nonce = {}) const
    {
        return ProofParts(headersFor(method, path, nonce).value(1).second);
    }
    //! The headers of a call with a proof that says what we want.
    FetchHeaders forged(const std::function<void(DpopProof::Content &)> &change, const DpopKey &key) const;

    std::unique_ptr<Guarded> m_guarded;
};

void tst_DpopInterop::initTestCase()
{
    m_guarded = std::make_unique<Guarded>();
    const QString failure = m_guarded->start();
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
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
    const QString nonce = path.startsWith(u"/required"_qs) ? m_guarded->freshNonce() : QString();
    QCOMPARE(call(method.toLatin1(), path, headersFor(method.toLatin1(), path, nonce)), 200);
}

FetchHeaders tst_DpopInterop::forged(const std::function<void(DpopProof::Content &)> &change, const DpopKey &key) const
{
    DpopProof::Content content;
    content.method = "GET";
    content.url = m_guarded->at(u"/required/orders"_qs);
    content.issuedAt = QDateTime::currentSecsSinceEpoch();
    content.accessToken = m_guarded->credentials.accessToken.toLatin1();
    content.nonce = m_guarded->freshNonce().toLatin1();
    change(content);
    return {
        {"Authorization", "DPoP " + m_guarded->credentials.accessToken.toLatin1()},
        {"DPoP", *DpopProof::make(key, content)}};
}

void tst_DpopInterop::theGuardRefusesAProofOfSomethingElse_data()
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

void tst_DpopInterop::theGuardRefusesAProofOfSomethingElse()
{
    QFETCH(std::function<void(DpopProof::Content &)>, change);
    QFETCH(int, status);
    const int answered = call("GET", u"/required/orders"_qs, forged(change, m_guarded->key()));
    // The guard calls a request without a proper proof 400 or 401.
    QVERIFY2(answered == status || (status == 401 && answered == 400), qPrintable(QString::number(answered)));
}

void tst_DpopInterop::theGuardRefusesAStolenToken()
{
    const auto nothing = [](DpopProof::Content &) {};
    // With the thief's own key, and as a bearer token.
    QCOMPARE(call("GET", u"/required/orders"_qs, forged(nothing, *DpopKey::generate())), 401);
    const FetchHeaders bearer{{"Authorization", "Bearer " + m_guarded->credentials.accessToken.toLatin1()}};
    for (const QString &path : {u"/required/orders"_qs, u"/allowed/orders"_qs})
        QVERIFY(call("GET", path, bearer) >= 400);
    // A guard that does not know DPoP sees a bearer token.
    QCOMPARE(call("GET", u"/bearer/orders"_qs, bearer), 200);
}

void tst_DpopInterop::theGuardWantsTheNewestNonce()
{
    const auto answerTo = [this](const QString &nonce) {
        return m_guarded->sent(
            {"GET", m_guarded->at(u"/required/x"_qs), headersFor("GET", u"/required/x"_qs, nonce), {}});
    };
    const QString old = m_guarded->freshNonce(), newest = m_guarded->freshNonce();
    const auto refused = answerTo(old);
    QCOMPARE(refused.status, 401);
    const QByteArray given = refused.header("DPoP-Nonce");
    QVERIFY(!given.isEmpty() && given != newest.toLatin1());
    const auto taken = answerTo(QString::fromLatin1(given));
    QCOMPARE(taken.status, 200);
    QVERIFY(!taken.header("DPoP-Nonce").isEmpty() && taken.header("DPoP-Nonce") != given);
}

void tst_DpopInterop::joseAcceptsTheProof()
{
    const QString proof = QString::fromLatin1(headersFor("PATCH", u"/orders?page=2"_qs, u"n-1"_qs).value(1).second);
    QProcess node;
    node.start(QStringLiteral(INTEROP_NODE), {QStringLiteral(INTEROP_FOLDER "/verifyproof.mjs"), proof});
    QVERIFY(node.waitForFinished());
    QVERIFY2(node.exitCode() == 0, node.readAllStandardError().constData());
    const QJsonDocument seen = QJsonDocument::fromJson(node.readAllStandardOutput());
    const QJsonObject token = ProofParts(m_guarded->credentials.accessToken.toLatin1()).claims;
    QCOMPARE(seen[u"thumbprint"].toString(), token[u"cnf"][u"jkt"].toString());
    QCOMPARE(seen[u"claims"][u"htm"].toString(), u"PATCH"_qs);
    QCOMPARE(seen[u"claims"][u"htu"].toString(), m_guarded->at(u"/orders"_qs).toString());
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
    const ProofParts proof = proofOf("GET", u"/orders"_qs);
    const QByteArray raw = proof.signature;
    const QJsonValue jwk = proof.header[u"jwk"];
    QCOMPARE(raw.size(), 64);
    // DER by hand: SubjectPublicKeyInfo of P-256, and a SEQUENCE of two INTEGERs.
    const QByteArray key = QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
        + ProofParts::decoded(jwk[u"x"].toString().toLatin1()) + ProofParts::decoded(jwk[u"y"].toString().toLatin1());
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
    QVERIFY(verify(proof.input));
    QVERIFY(!verify(proof.input + 'x'));
}

Q_DECLARE_METATYPE(std::function<void(Auth0::DpopProof::Content &)>)
QTEST_GUILESS_MAIN(tst_DpopInterop)
#include "tst_dpopinterop.moc"
