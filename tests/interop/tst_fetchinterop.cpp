// SPDX-License-Identifier: Apache-2.0
#include "dpop/dpopproof.h"
#include "guarded.h"
#include "support/proofparts.h"

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! What a thief or a careless proxy does to a request on its way.
using Change = std::function<void(Guarded &, FetchRequest &)>;

ProofParts proofOf(const FetchRequest &request)
{
    for (const auto &[name, value] : request.headers) {
        if (name == "DPoP")
            return ProofParts(value);
    }
    return ProofParts({});
}

void setHeader(FetchRequest &request, const QByteArray &name, const QByteArray &value)
{
    for (auto &[given, text] : request.headers) {
        if (given == name)
            text = value;
    }
}

//! The proof again, as another signs it who has \a key and wants something else said.
void signAgain(FetchRequest &request, const DpopKey &key, const std::function<void(DpopProof::Content &)> &change = {})
{
    const ProofParts before = proofOf(request);
    DpopProof::Content content;
    content.method = before.text("htm").toLatin1();
    content.url = QUrl(before.text("htu"));
    content.issuedAt = before.claims[u"iat"].toInteger();
    content.nonce = before.text("nonce").toLatin1();
    for (const auto &[name, value] : std::as_const(request.headers)) {
        if (name == "Authorization")
            content.accessToken = value.mid(value.indexOf(' ') + 1);
    }
    if (change)
        change(content);
    setHeader(request, "DPoP", *DpopProof::make(key, content));
}

QByteArray methodSeen(const FetchResponse &response)
{
    return QJsonDocument::fromJson(response.body)[u"method"].toString().toLatin1();
}
} // namespace

//! Calls of the fetcher and of getDPoPHeaders() before Auth0's guard for APIs: as they are, and changed on their way.
class tst_FetchInterop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theGuardTakesTheFetchersCalls_data();
    void theGuardTakesTheFetchersCalls();
    void aNonceIsAskedForOnceAndThenKnown();
    void theGuardTakesBearerTokensWithoutAProof_data();
    void theGuardTakesBearerTokensWithoutAProof();
    void theGuardRefusesWhatIsChanged_data();
    void theGuardRefusesWhatIsChanged();
    void theGuardRefusesAReplay_data();
    void theGuardRefusesAReplay();

private:
    //! A fetcher with nonces of its own, whose requests pass \a transport.
    Fetcher *fetcher(const std::function<FetchResponse(const FetchRequest &)> &transport = {})
    {
        CreateFetcherOptions options;
        options.baseUrl = m_guarded->at({}).toString();
        options.allowedOrigins = QStringList{m_guarded->atBearer({}).toString()};
        options.nonceStorageId = QString::number(++m_fetchers);
        if (transport)
            options.fetch = [transport](const FetchRequest &request) { return ready(transport(request)); };
        return m_guarded->client->createFetcher(options);
    }

    std::unique_ptr<Guarded> m_guarded;
    int m_fetchers = 0;
};

void tst_FetchInterop::initTestCase()
{
    m_guarded = std::make_unique<Guarded>();
    const QString failure = m_guarded->start();
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
}

void tst_FetchInterop::theGuardTakesTheFetchersCalls_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    for (const QString &mode : {u"bearer"_qs, u"allowed"_qs, u"required"_qs}) {
        const auto row = [&mode](const QString &method, const QString &path) {
            QTest::newRow(qPrintable(mode + u' ' + method + u' ' + path)) << mode << method << path;
        };
        for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
            row(QString::fromLatin1(method), u"orders"_qs);
        row(u"GET"_qs, u"orders?page=2&q=a%20b#part"_qs);
        row(u"GET"_qs, u"a%20b/%C3%BC"_qs);
        row(u"GET"_qs, u"a b/ü"_qs);
    }
}

void tst_FetchInterop::theGuardTakesTheFetchersCalls()
{
    QFETCH(QString, mode);
    QFETCH(QString, method);
    QFETCH(QString, path);
    FetchOptions options;
    options.method = method;
    if (method == u"POST"_qs)
        options.json = QJsonObject{{u"item"_qs, u"a bicycle"_qs}};
    const bool isBearer = mode == u"bearer"_qs;
    if (isBearer)
        options.audience = Guarded::bearerAudience;
    const QUrl at = isBearer ? m_guarded->atBearer({}) : m_guarded->at({});
    const auto response = await(fetcher()->fetch(at.toString() + mode + u'/' + path, options));
    QVERIFY2(response, qPrintable(response.error().toString()));
    QVERIFY2(response->status == 200, response->body.constData());
    QCOMPARE(methodSeen(*response), method.toLatin1());
}

void tst_FetchInterop::aNonceIsAskedForOnceAndThenKnown()
{
    QList<FetchRequest> seen;
    Fetcher *own = fetcher([this, &seen](const FetchRequest &request) {
        seen.append(request);
        return m_guarded->sent(request);
    });
    for (int i = 0; i < 3; ++i)
        QCOMPARE(await(own->fetch(u"/required/orders"_qs))->status, 200);
    // The first was refused for its nonce; each good answer brought the next one.
    QCOMPARE(seen.size(), 4);
    QSet<QString> ids, nonces;
    for (const FetchRequest &request : std::as_const(seen)) {
        ids.insert(proofOf(request).text("jti"));
        nonces.insert(proofOf(request).text("nonce"));
    }
    QCOMPARE(ids.size(), 4);
    QCOMPARE(nonces.size(), 4);
    QVERIFY(nonces.contains(QString()));
}

void tst_FetchInterop::theGuardTakesBearerTokensWithoutAProof_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("bearer") << u"bearer"_qs;
    QTest::newRow("allowed") << u"allowed"_qs;
}

void tst_FetchInterop::theGuardTakesBearerTokensWithoutAProof()
{
    QFETCH(QString, mode);
    GetAccessTokenOptions options;
    options.audience = Guarded::bearerAudience;
    const auto token = await(m_guarded->client->getAccessToken(options));
    QVERIFY2(token, qPrintable(token.error().toString()));
    QCOMPARE(token->tokenType, u"Bearer"_qs);
    FetchRequest request{"GET", m_guarded->atBearer(mode + u"/orders"_qs), {}, {}};
    request.headers = m_guarded->headers(request, {}, *token);
    QCOMPARE(request.headers.size(), 1);
    QCOMPARE(m_guarded->sent(request).status, 200);
    setHeader(request, "Authorization", "Bearer " + token->token.toLatin1().chopped(4) + "AAAA");
    QCOMPARE(m_guarded->sent(request).status, 401);
}

void tst_FetchInterop::theGuardRefusesWhatIsChanged_data()
{
    QTest::addColumn<bool>("byFetcher");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("good");
    QTest::addColumn<Change>("change");
    const QList<std::tuple<const char *, bool, Change>> changes{
        {"nothing", true, [](Guarded &, FetchRequest &) {}},
        {"query", true, // which no proof covers (RFC 9449, section 4.3)
         [](Guarded &, FetchRequest &request) { request.url.setQuery(u"page=3"_qs); }},
        {"method", false, [](Guarded &, FetchRequest &request) { request.method = "DELETE"; }},
        {"path", false, [](Guarded &, FetchRequest &request) { request.url.setPath(request.url.path() + u"/1"_qs); }},
        {"host", false, [](Guarded &, FetchRequest &request) { request.url.setHost(u"localhost"_qs); }},
        {"another token of the user", false,
         [](Guarded &guarded, FetchRequest &request) {
             GetCredentialsOptions fresh;
             fresh.forceRefresh = true;
             const auto other = await(guarded.client->getCredentials(fresh));
             setHeader(request, "Authorization", "DPoP " + other->accessToken.toLatin1());
         }},
        {"token", false,
         [](Guarded &guarded, FetchRequest &request) {
             setHeader(
                 request, "Authorization", "DPoP " + guarded.credentials.accessToken.toLatin1().chopped(4) + "AAAA");
         }},
        {"no token in the proof", false,
         [](Guarded &guarded, FetchRequest &request) {
             signAgain(request, guarded.key(), [](DpopProof::Content &content) { content.accessToken.clear(); });
         }},
        {"key", false, [](Guarded &, FetchRequest &request) { signAgain(request, *DpopKey::generate()); }},
        {"iat, an hour ago", false,
         [](Guarded &guarded, FetchRequest &request) {
             signAgain(request, guarded.key(), [](DpopProof::Content &content) { content.issuedAt -= 3600; });
         }},
        {"iat, in an hour", false,
         [](Guarded &guarded, FetchRequest &request) {
             signAgain(request, guarded.key(), [](DpopProof::Content &content) { content.issuedAt += 3600; });
         }},
        {"nothing but a signature of ours", true,
         [](Guarded &guarded, FetchRequest &request) { signAgain(request, guarded.key()); }},
        {"no proof", false,
         [](Guarded &, FetchRequest &request) {
             request.headers.removeIf([](const auto &header) { return header.first == "DPoP"; });
         }},
    };
    for (const bool byFetcher : {false, true}) {
        for (const QString &mode : {u"allowed"_qs, u"required"_qs}) {
            for (const auto &[name, good, change] : changes)
                QTest::addRow("%s, %s: %s", byFetcher ? "fetcher" : "getDPoPHeaders", qPrintable(mode), name)
                    << byFetcher << mode << good << change;
        }
    }
}

void tst_FetchInterop::theGuardRefusesWhatIsChanged()
{
    QFETCH(bool, byFetcher);
    QFETCH(QString, mode);
    QFETCH(bool, good);
    QFETCH(Change, change);
    const bool demandsNonce = mode == u"required"_qs;
    const QString path = u'/' + mode + u"/orders"_qs;
    QList<int> statuses; // of what was changed
    const auto changed = [&](FetchRequest request) {
        // The first answer only tells the nonce.
        const bool isForTheNonce = demandsNonce && proofOf(request).text("nonce").isEmpty();
        if (!isForTheNonce)
            change(*m_guarded, request);
        const FetchResponse response = m_guarded->sent(request);
        if (!isForTheNonce)
            statuses.append(response.status);
        return response;
    };
    if (byFetcher) {
        const auto response = await(fetcher(changed)->fetch(path));
        QVERIFY2(response, qPrintable(response.error().toString()));
        QCOMPARE(response->status, statuses.last());
    } else {
        FetchRequest request{"GET", m_guarded->at(path), {}, {}};
        request.headers = m_guarded->headers(request, demandsNonce ? m_guarded->freshNonce() : QString());
        changed(request);
    }
    QVERIFY(!statuses.isEmpty());
    for (const int status : std::as_const(statuses)) {
        // The guard calls a request without a proper proof 400 or 401.
        const bool refused = status == 400 || status == 401;
        QVERIFY2(good ? status == 200 : refused, qPrintable(QString::number(status)));
    }
}

void tst_FetchInterop::theGuardRefusesAReplay_data()
{
    QTest::addColumn<bool>("byFetcher");
    QTest::newRow("getDPoPHeaders") << false;
    QTest::newRow("fetcher") << true;
}

void tst_FetchInterop::theGuardRefusesAReplay()
{
    QFETCH(bool, byFetcher);
    FetchResponse once, twice;
    const auto sentTwice = [&](const FetchRequest &request) {
        once = m_guarded->sent(request);
        if (once.status == 200)
            twice = m_guarded->sent(request);
        return once;
    };
    const QString path = u"/required/orders"_qs;
    if (byFetcher) {
        QVERIFY(await(fetcher(sentTwice)->fetch(path)));
    } else {
        FetchRequest request{"GET", m_guarded->at(path), {}, {}};
        request.headers = m_guarded->headers(request, m_guarded->freshNonce());
        sentTwice(request);
    }
    QCOMPARE(once.status, 200);
    QCOMPARE(twice.status, 401);
    QCOMPARE(QJsonDocument::fromJson(twice.body)[u"error"].toString(), u"replay"_qs);
}

Q_DECLARE_METATYPE(Change)
QTEST_GUILESS_MAIN(tst_FetchInterop)
#include "tst_fetchinterop.moc"
