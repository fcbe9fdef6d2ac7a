// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopprover.h"
#include "support/await.h"
#include "support/proofparts.h"
#include "support/rawserver.h"

using namespace Auth0;
using namespace Auth0::Test;
using namespace std::chrono_literals;

namespace {
const QByteArray nonceBody = "{\"error\":\"use_dpop_nonce\"}";
const QByteArray challenge = "WWW-Authenticate: DPoP error=\"use_dpop_nonce\"\r\n";

ProofParts proofIn(const RawRequest &request) { return ProofParts(request.headers.value("dpop")); }
QByteArray dateHeader(const QDateTime &time)
{
    return "Date: " + QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_qs).toLatin1() + "\r\n";
}
} // namespace

class tst_DpopSigner : public QObject
{
    Q_OBJECT
    SystemClock clock;
    std::unique_ptr<RawServer> server;
    std::unique_ptr<HttpClient> http;
    std::unique_ptr<DpopProver> prover;

    Result<HttpResponse> ask(const std::shared_ptr<RequestSigner> &signer, const QString &path = u"/oauth/token"_qs)
    {
        HttpRequest request = HttpRequest::postForm(server->url(path), {{u"refresh_token"_qs, u"r1"_qs}});
        request.signer = signer;
        return await(http->send(request));
    }
    std::shared_ptr<RequestSigner> atTokenEndpoint() { return prover->tokenEndpointSigner(*prover->nextKey()); }
    std::shared_ptr<RequestSigner> atResource(const QString &type = u"DPoP"_qs)
    {
        TokenUse use;
        use.accessToken = u"the-token"_qs;
        use.tokenType = type;
        return prover->resourceSigner(use);
    }

private Q_SLOTS:
    void init()
    {
        server = std::make_unique<RawServer>();
        http = std::make_unique<HttpClient>(nullptr, &clock);
        prover = std::make_unique<DpopProver>(&clock, [this] { return http->clockOffset(); });
        prover->setOn(true);
    }

    void aDemandForANonceIsMetOnceWithANewProof()
    {
        server->respond = [this](QTcpSocket *socket, const RawRequest &) {
            if (server->requests.size() == 1)
                RawServer::answer(socket, 400, nonceBody, "DPoP-Nonce: n1\r\n");
            else
                RawServer::answer(socket, 200, "{}", "DPoP-Nonce: n2\r\n");
        };
        const auto answer = ask(atTokenEndpoint());
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(server->requests.size(), 2);
        const ProofParts first = proofIn(server->requests[0]), second = proofIn(server->requests[1]);
        QVERIFY(!first.claims.contains(u"nonce"));
        QVERIFY(!first.claims.contains(u"ath"));
        QCOMPARE(second.text("nonce"), u"n1"_qs);
        QVERIFY(first.text("jti") != second.text("jti"));
        QCOMPARE(server->requests[1].body, QByteArray("refresh_token=r1"));
        // The nonce of the good answer serves the next request at once.
        QVERIFY(ask(atTokenEndpoint()));
        QCOMPARE(server->requests.size(), 3);
        QCOMPARE(proofIn(server->requests[2]).text("nonce"), u"n2"_qs);
    }

    void aSecondDemandIsHandedOut()
    {
        server->respond = [this](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(
                socket, 400, nonceBody, "DPoP-Nonce: n" + QByteArray::number(server->requests.size()) + "\r\n");
        };
        const auto answer = ask(atTokenEndpoint());
        QVERIFY(answer);
        QCOMPARE(answer->status, 400);
        QCOMPARE(server->requests.size(), 2);
    }

    void aResourceGetsTokenProofAndItsOwnNonces()
    {
        server->respond = [this](QTcpSocket *socket, const RawRequest &request) {
            const bool atApi = request.target == "/api";
            const bool proved = proofIn(request).text("nonce") == (atApi ? u"api"_qs : u"token"_qs);
            if (atApi)
                RawServer::answer(socket, proved ? 200 : 401, "{}", (proved ? "" : challenge) + "DPoP-Nonce: api\r\n");
            else
                RawServer::answer(socket, proved ? 200 : 400, proved ? "{}" : nonceBody, "DPoP-Nonce: token\r\n");
        };
        QCOMPARE(ask(atTokenEndpoint())->status, 200);
        QCOMPARE(ask(atResource(), u"/api"_qs)->status, 200);
        QCOMPARE(ask(atTokenEndpoint())->status, 200);
        QCOMPARE(ask(atResource(), u"/api"_qs)->status, 200);
        // Two of each kind, and one repetition of each first.
        QCOMPARE(server->requests.size(), 6);
        QCOMPARE(server->requests[3].headers.value("authorization"), QByteArray("DPoP the-token"));
        QVERIFY(!proofIn(server->requests[3]).text("ath").isEmpty());
        QCOMPARE(proofIn(server->requests[2]).claims.contains(u"nonce"), false);
    }

    void aBearerTokenGoesWithoutAProofAndIsNotRepeated()
    {
        server->respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(socket, 401, "{}", challenge + "DPoP-Nonce: n1\r\n");
        };
        QCOMPARE(ask(atResource(u"Bearer"_qs))->status, 401);
        QCOMPARE(server->requests.size(), 1);
        QCOMPARE(server->requests[0].headers.value("authorization"), QByteArray("Bearer the-token"));
        QVERIFY(!server->requests[0].headers.contains("dpop"));
    }

    void aWrongClockIsSetRightByTheAnswerAndTheProofMadeAnew()
    {
        const QDateTime theirs = QDateTime::currentDateTimeUtc().addSecs(-86'400);
        server->respond = [theirs](QTcpSocket *socket, const RawRequest &request) {
            const qint64 issued = proofIn(request).claims[u"iat"].toInteger();
            const bool inTime = qAbs(issued - theirs.toSecsSinceEpoch()) < 60;
            RawServer::answer(
                socket, inTime ? 200 : 400, inTime ? "{}" : "{\"error\":\"invalid_dpop_proof\"}", dateHeader(theirs));
        };
        QCOMPARE(ask(atTokenEndpoint())->status, 200);
        QCOMPARE(server->requests.size(), 2);
        QCOMPARE(ask(atTokenEndpoint())->status, 200);
        QCOMPARE(server->requests.size(), 3);
    }

    void aProofThatIsRefusedForAnotherReasonIsNotRepeated()
    {
        server->respond = [](QTcpSocket *socket, const RawRequest &) {
            RawServer::answer(
                socket, 400, "{\"error\":\"invalid_dpop_proof\"}", dateHeader(QDateTime::currentDateTimeUtc()));
        };
        QCOMPARE(ask(atTokenEndpoint())->status, 400);
        QCOMPARE(server->requests.size(), 1);
    }

    void withoutAKeyNothingIsSent()
    {
        prover->setBinding({true, {}, {}});
        QCOMPARE(ask(atResource()).error().code(), Error::DpopKeyMissing);
        QCOMPARE(server->requests.size(), 0);
    }

    void aSignerThatOutlivesItsProverSignsNothing()
    {
        const auto signer = atTokenEndpoint();
        prover.reset();
        QCOMPARE(ask(signer).error().code(), Error::Cancelled);
        QCOMPARE(server->requests.size(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_DpopSigner)
#include "tst_dpopsigner.moc"
