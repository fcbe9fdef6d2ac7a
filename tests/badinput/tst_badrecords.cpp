// SPDX-License-Identifier: Apache-2.0
#include "tabletest.h"
#include <QtTest/QSignalSpy>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
using Change = std::function<void(QByteArray &)>;

QString keyOf(const Bench &b)
{
    return b.configuration.domain + u'/' + b.configuration.clientId + u'/' + b.configuration.account;
}
Change member(const QString &name, const QJsonValue &value)
{
    return [name, value](QByteArray &record) {
        QJsonObject json = QJsonDocument::fromJson(record).object();
        json[name] = value;
        record = QJsonDocument(json).toJson();
    };
}
//! The record is spoilt while nobody runs; the next start says so once.
std::function<Error(Bench &)> spoilt(const Change &change)
{
    return [change](Bench &b) {
        b.stop();
        QByteArray &record = b.store.entries[keyOf(b)];
        change(record);
        const QByteArray bytes = record;
        b.start();
        QSignalSpy errors(b.client, &Client::errorOccurred), ended(b.client, &Client::sessionEnded);
        const auto answer = await(b.client->getSession());
        const bool told = QTest::qWaitFor([&errors] { return errors.count() > 0; });
        if (!told || errors.count() != 1 || ended.count() != 0 || !answer || *answer)
            return wrong(u"%1 errors, %2 ends"_qs.arg(errors.count()).arg(ended.count()));
        if (b.store.entries.value(keyOf(b) + u"/set-aside"_qs) != bytes)
            return wrong(u"the record was not set aside"_qs);
        return errors.first().first().value<Error>();
    };
}
Row unreadable(const char *cause, const QStringList &words, const Change &change)
{
    return {
        cause,         Error::StoreFailed, After::Ended, "nothing", words + QStringList{u"/set-aside"_qs, u"log in"_qs},
        spoilt(change)};
}

Error writtenByANewerVersion(Bench &b)
{
    if (!b.signIn())
        return wrong(u"the login failed"_qs);
    b.stop();
    member(u"version"_qs, 99)(b.store.entries[keyOf(b)]);
    b.start();
    return await(b.client->getCredentials()).error();
}
//! The record stays what it is, and the login is held beside it.
Error loginBesideANewerVersion(Bench &b)
{
    if (writtenByANewerVersion(b).code() != Error::StoreUnavailable)
        return wrong(u"it was read"_qs);
    const QByteArray record = b.store.entries.value(keyOf(b));
    b.user.forgetCookies();
    const Error error = await(b.client->authorize()).error();
    return b.store.entries.value(keyOf(b)) == record ? error : wrong(u"the record was overwritten"_qs);
}
Error foundNoMore(Bench &b)
{
    if (!b.signIn())
        return wrong(u"the login failed"_qs);
    b.stop();
    b.store.entries.clear();
    b.start();
    return await(b.client->getCredentials()).error();
}
Error refusesToWrite(Bench &b)
{
    b.store.writeError = Error(Error::StoreUnavailable, u"The store is full."_qs);
    QSignalSpy errors(b.client, &Client::errorOccurred);
    const auto login = await(b.client->authorize());
    if (!login || errors.count() != 1)
        return wrong(u"the login was told %1 times"_qs.arg(errors.count()));
    return errors.first().first().value<Error>();
}
Error refusesToRead(Bench &b)
{
    b.store.error = Error(Error::StoreUnavailable, u"The store is away."_qs);
    return b.refresh().error();
}

const QList<Row> rows{
    unreadable("the record is no JSON", {u"JSON"_qs}, [](QByteArray &record) { record = "\x01garbage\x02"; }),
    unreadable("the record is empty", {u"JSON"_qs}, [](QByteArray &record) { record.clear(); }),
    unreadable("the record is cut off", {u"JSON"_qs}, [](QByteArray &record) { record.chop(20); }),
    unreadable("the record is of no version", {u"version"_qs}, member(u"version"_qs, QJsonValue::Null)),
    unreadable("the record's refresh_token is a number", {u"refresh_token"_qs}, member(u"refresh_token"_qs, 5)),
    unreadable("the record's login_token is a list", {u"login_token"_qs}, member(u"login_token"_qs, QJsonArray())),
    {"the record is of a newer version",
     Error::StoreUnavailable,
     After::Unavailable,
     "nothing",
     {u"newer version"_qs, u"99"_qs, u"update"_qs},
     writtenByANewerVersion},
    {"a login beside a record of a newer version",
     Error::NoError,
     After::InMemory,
     "authorize, code",
     {},
     loginBesideANewerVersion},
    {"a session was stored and is not to be found",
     Error::StoreUnavailable,
     After::Unavailable,
     "nothing",
     {u"not to be found"_qs},
     foundNoMore},
    {"the store refuses to write at a login",
     Error::StoreUnavailable,
     After::InMemory,
     "authorize, code",
     {u"memory"_qs, u"The store is full."_qs},
     refusesToWrite},
    {"the store refuses to read at a refresh",
     Error::StoreUnavailable,
     After::Intact,
     "nothing",
     {u"The store is away."_qs},
     refusesToRead},
};
} // namespace

class tst_BadRecords : public TableTest
{
public:
    tst_BadRecords()
        : TableTest(u"Stored records"_qs, rows)
    {
    }
};

QTEST_GUILESS_MAIN(tst_BadRecords)
