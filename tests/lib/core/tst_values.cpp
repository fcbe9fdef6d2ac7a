// SPDX-License-Identifier: Apache-2.0
#include "core/accesstoken.h"
#include "core/apicredentials.h"
#include "core/connectiontoken.h"
#include "core/credentials.h"
#include <QtCore/QJsonDocument>
#include <QtCore/QMetaProperty>
#include <QtTest/QTest>

using namespace Auth0;

namespace {
const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);

Credentials credentials()
{
    return {u"planted-a"_qs, u"Bearer"_qs, u"planted-i"_qs, u"planted-r"_qs, noon, u"openid"_qs, noon, u"planted-c"_qs};
}

// Every way in which a value is printed without its members being named.
template<typename T>
QString printed(const T &value)
{
    QString text = value.toString() + QString::fromUtf8(QJsonDocument(value.toJSON()).toJson())
        + QString::fromUtf8(QJsonDocument(value.toJSON(u"accessToken"_qs)).toJson());
    QDebug(&text) << QVariant::fromValue(value);
    return text;
}
} // namespace

class tst_Values : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noSecretIsPrinted()
    {
        const ApiCredentials api{u"planted"_qs, u"Bearer"_qs, noon, u"s"_qs, u"s t"_qs, u"https://api.example.com"_qs};
        const ConnectionToken connection{u"planted"_qs, noon, u"s"_qs, u"google-oauth2"_qs, u"hint"_qs};
        for (const QString &text : {printed(credentials()), printed(api), printed(connection)})
            QVERIFY2(!text.contains(QLatin1String("planted")), qPrintable(text));
    }

    void whatIsNoSecretIsPrinted()
    {
        const QJsonObject json = credentials().toJSON();
        QCOMPARE(json.keys(), (QStringList{u"expiresAt"_qs, u"scope"_qs, u"sessionExpiresAt"_qs, u"tokenType"_qs}));
        QCOMPARE(json[u"expiresAt"].toString(), u"2026-11-21T12:00:00Z"_qs);
        QVERIFY(credentials().toString().startsWith(QLatin1String("Credentials{")));
        QCOMPARE(Credentials().toJSON()[u"expiresAt"], QJsonValue());
    }

    void everyMemberIsAProperty()
    {
        const QMetaObject &meta = Credentials::staticMetaObject;
        QStringList names;
        for (int i = 0; i < meta.propertyCount(); ++i)
            names.append(QString::fromLatin1(meta.property(i).name()));
        QCOMPARE(
            names,
            (QStringList{
                u"accessToken"_qs, u"tokenType"_qs, u"idToken"_qs, u"refreshToken"_qs, u"expiresAt"_qs, u"scope"_qs,
                u"sessionExpiresAt"_qs, u"recoveryCode"_qs}));
    }

    void everyMemberCountsWhenCompared()
    {
        QCOMPARE(credentials(), credentials());
        for (QString Credentials::*member :
             {&Credentials::accessToken, &Credentials::tokenType, &Credentials::idToken, &Credentials::refreshToken,
              &Credentials::scope, &Credentials::recoveryCode}) {
            Credentials changed = credentials();
            changed.*member += u'x';
            QVERIFY(changed != credentials());
        }
        Credentials later = credentials();
        later.expiresAt = noon.addSecs(1);
        QVERIFY(later != credentials());
    }

    void anAccessTokenReadsAsItsText()
    {
        const AccessToken token{u"a"_qs, u"openid"_qs, noon, 60, u"Bearer"_qs};
        const QString text = token;
        QCOMPARE(text, u"a"_qs);
    }
};

QTEST_GUILESS_MAIN(tst_Values)
#include "tst_values.moc"
