// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopsigner.h"
#include "fetch/tokennetworkaccessmanager.h"
#include "fetchbench.h"
#include "support/manualclock.h"
#include "support/proofparts.h"
#include <QtCore/QCryptographicHash>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
ProofParts proofOf(const RawRequest &request) { return ProofParts(request.headers["dpop"]); }

QByteArray demand(const QByteArray &nonce)
{
    return "WWW-Authenticate: DPoP error=\"use_dpop_nonce\", algs=\"ES256\"\r\nDPoP-Nonce: " + nonce + "\r\n";
}

const QByteArray refusal = "WWW-Authenticate: DPoP error=\"invalid_token\", algs=\"ES256\"\r\n";
} // namespace

/*!
    Bound tokens at an API that demands nonces, as the server sees it: by the fetcher and by the network access manager,
    which each test uses in turn.
*/
class tst_FetchDpop : public QObject
{
    Q_OBJECT
    std::unique_ptr<FetchBench> bench;
    std::unique_ptr<RawServer> server;
    std::unique_ptr<ManualClock> clock;
    std::unique_ptr<DpopProver> prover;
    std::unique_ptr<TokenDesk> desk;
    std::unique_ptr<TokenNetworkAccessManager> manager;
    QString tokenType;

    FetcherServices services();
    std::unique_ptr<Fetcher> fetcher(const CreateFetcherOptions &more = {}) const;
    //! Status of a request, by whichever of the two the row names.
    int call(const QByteArray &method = "GET", const QString &path = u"/x"_qs, const QByteArray &body = {});
    static void eitherWay();

private Q_SLOTS:
    void init();
    void theProofIsForWhatIsSent_data();
    void theProofIsForWhatIsSent();
    void aNonceIsDemandedOnceAndThenKnown_data() { eitherWay(); }
    void aNonceIsDemandedOnceAndThenKnown();
    void aBodyGoesAgainWithTheNonce_data() { eitherWay(); }
    void aBodyGoesAgainWithTheNonce();
    void aSecondDemandIsTheAnswer_data() { eitherWay(); }
    void aSecondDemandIsTheAnswer();
    void aDemandWithoutANonceIsTheAnswer_data() { eitherWay(); }
    void aDemandWithoutANonceIsTheAnswer();
    void aDemandIsNotTheForcedRefresh_data() { eitherWay(); }
    void aDemandIsNotTheForcedRefresh();
    void theTokenThatFollowsMayMeetADemandToo_data() { eitherWay(); }
    void theTokenThatFollowsMayMeetADemandToo();
    void aWrongClockIsSetRightOnce_data() { eitherWay(); }
    void aWrongClockIsSetRightOnce();
    void aRedirectGetsAProofOfItsOwn_data() { eitherWay(); }
    void aRedirectGetsAProofOfItsOwn();
    void fetchersMayKeepTheirNoncesApart();
    void aFetcherMaySwitchItOff();
    void aBearerTokenStaysOne();
};

void tst_FetchDpop::eitherWay()
{
    QTest::addColumn<bool>("byManager");
    QTest::newRow("fetcher") << false;
    QTest::newRow("manager") << true;
}

void tst_FetchDpop::init()
{
    bench = std::make_unique<FetchBench>();
    server = std::make_unique<RawServer>();
    clock = std::make_unique<ManualClock>();
    prover = std::make_unique<DpopProver>(clock.get(), [] { return std::chrono::milliseconds(0); });
    prover->setOn(true);
    tokenType = u"DPoP"_qs;
    desk = std::make_unique<TokenDesk>(services());
    manager =
        std::make_unique<TokenNetworkAccessManager>(*OriginList::of({}, {server->url({}).toString()}), desk->mailbox());
}

FetcherServices tst_FetchDpop::services()
{
    FetcherServices services = bench->services();
    services.token = [this, plain = services.token](const AccessTokenRequest &request) {
        return andThen(plain(request), this, [this](AccessToken token) {
            token.tokenType = tokenType;
            return ready(token);
        });
    };
    services.signer = [this](const AccessToken &token, const QString &nonceSpace) {
        TokenUse use;
        use.accessToken = token.token;
        use.tokenType = token.tokenType;
        use.nonceSpace = nonceSpace;
        return prover->resourceSigner(use);
    };
    services.usesDpop = [] { return true; };
    return services;
}

std::unique_ptr<Fetcher> tst_FetchDpop::fetcher(const CreateFetcherOptions &more) const
{
    CreateFetcherOptions options = more;
    options.baseUrl = server->url({}).toString();
    return std::make_unique<Fetcher>(options, const_cast<tst_FetchDpop *>(this)->services());
}

int tst_FetchDpop::call(const QByteArray &method, const QString &path, const QByteArray &body)
{
    const auto *byManager = static_cast<const bool *>(QTest::qData("byManager", QMetaType::Bool));
    if (!*byManager) {
        FetchOptions options = sending(QString::fromLatin1(method));
        if (!body.isEmpty())
            options.body = body;
        const auto own = fetcher();
        const auto response = await(own->fetch(path, options));
        return response ? response->status : 0;
    }
    const std::unique_ptr<QNetworkReply> reply(
        manager->sendCustomRequest(QNetworkRequest(server->url(path)), method, body));
    return QTest::qWaitFor([&reply] { return reply->isFinished(); }, 20'000)
        ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
        : 0;
}

void tst_FetchDpop::theProofIsForWhatIsSent_data()
{
    QTest::addColumn<bool>("byManager");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("target");
    for (const bool byManager : {false, true}) {
        for (const QByteArray &method : {QByteArray("GET"), QByteArray("POST"), QByteArray("DELETE")})
            QTest::addRow("%s %s", byManager ? "manager" : "fetcher", method.constData())
                << byManager << method << u"/a%20b/c?d=e#f"_qs << u"/a%20b/c"_qs;
    }
}

void tst_FetchDpop::theProofIsForWhatIsSent()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QString, target);
    QCOMPARE(call(method, path), 200);
    QCOMPARE(server->requests.size(), 1);
    const RawRequest &seen = server->requests[0];
    QCOMPARE(seen.method, method);
    QCOMPARE(seen.headers["authorization"], QByteArray("DPoP canary-1"));
    const ProofParts proof = proofOf(seen);
    QCOMPARE(proof.text("htm").toLatin1(), method);
    QCOMPARE(proof.text("htu"), server->url(target).toString(QUrl::FullyEncoded));
    const QByteArray hash = QCryptographicHash::hash("canary-1", QCryptographicHash::Sha256);
    QCOMPARE(ProofParts::decoded(proof.text("ath").toLatin1()), hash);
}

void tst_FetchDpop::aNonceIsDemandedOnceAndThenKnown()
{
    int count = 0;
    server->respond = [&count](QTcpSocket *socket, const RawRequest &request) {
        const QByteArray wanted = "n-" + QByteArray::number(count);
        const bool good = count > 0 && proofOf(request).text("nonce").toLatin1() == wanted;
        const QByteArray next = "n-" + QByteArray::number(++count); // each answer brings another, a good one too
        RawServer::answer(socket, good ? 200 : 401, {}, good ? "DPoP-Nonce: " + next + "\r\n" : demand(next));
    };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(call(), 200);
    QCOMPARE(server->requests.size(), 4);
    QSet<QString> ids;
    for (const RawRequest &request : std::as_const(server->requests))
        ids.insert(proofOf(request).text("jti"));
    QCOMPARE(ids.size(), 4);
    QVERIFY(!proofOf(server->requests[0]).claims.contains(u"nonce"));
    QCOMPARE(bench->refreshes(), 0);
}

void tst_FetchDpop::aBodyGoesAgainWithTheNonce()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        const bool good = proofOf(request).text("nonce") == u"n"_qs;
        RawServer::answer(socket, good ? 200 : 401, {}, good ? QByteArray() : demand("n"));
    };
    QCOMPARE(call("POST", u"/x"_qs, "a body"), 200);
    QCOMPARE(server->requests.size(), 2);
    for (const RawRequest &request : std::as_const(server->requests)) {
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.body, QByteArray("a body"));
    }
}

void tst_FetchDpop::aSecondDemandIsTheAnswer()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) { RawServer::answer(socket, 401, {}, demand("n")); };
    QCOMPARE(call(), 401);
    QCOMPARE(server->requests.size(), 2);
    QVERIFY(proofOf(server->requests[0]).text("jti") != proofOf(server->requests[1]).text("jti"));
    QCOMPARE(bench->refreshes(), 0);
}

void tst_FetchDpop::aDemandWithoutANonceIsTheAnswer()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 401, {}, "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"\r\n");
    };
    QCOMPARE(call(), 401);
    QCOMPARE(server->requests.size(), 1);
    QCOMPARE(bench->refreshes(), 0);
}

void tst_FetchDpop::aDemandIsNotTheForcedRefresh()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        if (proofOf(request).text("nonce").isEmpty())
            RawServer::answer(socket, 401, {}, demand("n"));
        else if (request.headers["authorization"] == "DPoP canary-1")
            RawServer::answer(socket, 401, {}, refusal);
        else
            RawServer::answer(socket, 200, "{}");
    };
    QCOMPARE(call(), 200);
    // For the nonce, for the token, and the one that was taken.
    QCOMPARE(server->requests.size(), 3);
    QCOMPARE(bench->refreshes(), 1);
    const ProofParts last = proofOf(server->requests[2]);
    const QByteArray hash = QCryptographicHash::hash("canary-2", QCryptographicHash::Sha256);
    QCOMPARE(ProofParts::decoded(last.text("ath").toLatin1()), hash);
    QCOMPARE(last.text("nonce"), u"n"_qs);
}

void tst_FetchDpop::theTokenThatFollowsMayMeetADemandToo()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        const bool isOld = request.headers["authorization"] == "DPoP canary-1";
        const bool isKnown = proofOf(request).text("nonce") == u"n"_qs;
        RawServer::answer(
            socket, isOld || !isKnown ? 401 : 200, {},
            isOld          ? refusal
                : !isKnown ? demand("n")
                           : QByteArray());
    };
    QCOMPARE(call(), 200);
    QCOMPARE(server->requests.size(), 3);
    QCOMPARE(bench->refreshes(), 1);
    // An API that refuses whatever comes is asked twice for each token at most.
    server->requests.clear();
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        const bool isKnown = proofOf(request).text("nonce") == u"m"_qs;
        RawServer::answer(socket, 401, {}, isKnown ? refusal : demand("m"));
    };
    QCOMPARE(call(), 401);
    QCOMPARE(server->requests.size(), 3);
    QCOMPARE(bench->refreshes(), 2);
}

void tst_FetchDpop::aWrongClockIsSetRightOnce()
{
    const QDateTime ahead = clock->now().addSecs(3600);
    const QByteArray date = QLocale::c().toString(ahead, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_qs).toLatin1();
    server->respond = [&](QTcpSocket *socket, const RawRequest &request) {
        const qint64 off = qAbs(proofOf(request).claims[u"iat"].toInteger() - ahead.toSecsSinceEpoch());
        RawServer::answer(
            socket, off < 60 ? 200 : 401, {},
            "Date: " + date + "\r\n"
                + (off < 60 ? QByteArray() : "WWW-Authenticate: DPoP error=\"invalid_dpop_proof\"\r\n"));
    };
    QCOMPARE(call(), 200);
    QCOMPARE(server->requests.size(), 2);
    QCOMPARE(call(), 200);
    QCOMPARE(server->requests.size(), 3);
    QCOMPARE(bench->refreshes(), 0);
    server->respond = [](QTcpSocket *socket, const RawRequest &) {
        RawServer::answer(socket, 401, {}, "WWW-Authenticate: DPoP error=\"invalid_dpop_proof\"\r\n");
    };
    QCOMPARE(call(), 401); // about the proof, and nothing to set right
    QCOMPARE(server->requests.size(), 4);
}

void tst_FetchDpop::aRedirectGetsAProofOfItsOwn()
{
    RawServer other;
    server->respond = [&other](QTcpSocket *socket, const RawRequest &request) {
        const QByteArray next = request.target == "/a" ? "/b" : other.url(u"/c"_qs).toEncoded();
        RawServer::answer(socket, 302, {}, "Location: " + next + "\r\n");
    };
    call("GET", u"/a"_qs);
    QCOMPARE(server->requests.size(), 2);
    const ProofParts first = proofOf(server->requests[0]), second = proofOf(server->requests[1]);
    QCOMPARE(first.text("htu"), server->url(u"/a"_qs).toString());
    QCOMPARE(second.text("htu"), server->url(u"/b"_qs).toString());
    QVERIFY(first.text("jti") != second.text("jti"));
    for (const RawRequest &request : std::as_const(other.requests))
        QVERIFY(!request.headers.contains("dpop") && !request.headers.contains("authorization"));
}

void tst_FetchDpop::fetchersMayKeepTheirNoncesApart()
{
    server->respond = [](QTcpSocket *socket, const RawRequest &request) {
        RawServer::answer(socket, 200, {}, "DPoP-Nonce: n" + request.target.mid(1) + "\r\n");
    };
    CreateFetcherOptions first, second;
    first.nonceStorageId = u"first"_qs;
    second.nonceStorageId = u"second"_qs;
    const auto one = fetcher(first), another = fetcher(second), likeOne = fetcher(first), without = fetcher();
    QVERIFY(await(one->fetch(u"/1"_qs)));
    QVERIFY(await(another->fetch(u"/2"_qs)));
    QVERIFY(await(without->fetch(u"/3"_qs)));
    for (const RawRequest &request : std::as_const(server->requests))
        QVERIFY(!proofOf(request).claims.contains(u"nonce"));
    server->requests.clear();
    QVERIFY(await(likeOne->fetch(u"/4"_qs)));
    QVERIFY(await(another->fetch(u"/5"_qs)));
    QVERIFY(await(without->fetch(u"/6"_qs)));
    QVERIFY(await(one->fetch(u"/7"_qs)));
    QStringList nonces;
    for (const RawRequest &request : std::as_const(server->requests))
        nonces.append(proofOf(request).text("nonce"));
    QCOMPARE(nonces, (QStringList{u"n1"_qs, u"n2"_qs, u"n3"_qs, u"n4"_qs}));
}

void tst_FetchDpop::aFetcherMaySwitchItOff()
{
    CreateFetcherOptions options;
    options.useDPoP = false;
    const auto own = fetcher(options);
    QVERIFY(await(own->fetch(u"/x"_qs)));
    QCOMPARE(server->requests[0].headers["authorization"], QByteArray("Bearer canary-1"));
    QVERIFY(!server->requests[0].headers.contains("dpop"));
}

void tst_FetchDpop::aBearerTokenStaysOne()
{
    tokenType = u"Bearer"_qs;
    CreateFetcherOptions options;
    options.useDPoP = true;
    const auto own = fetcher(options);
    QVERIFY(await(own->fetch(u"/x"_qs)));
    QCOMPARE(server->requests[0].headers["authorization"], QByteArray("Bearer canary-1"));
    QVERIFY(!server->requests[0].headers.contains("dpop"));
}

QTEST_GUILESS_MAIN(tst_FetchDpop)
#include "tst_fetchdpop.moc"
