// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlComponent>
#include <QtTest/QTest>

//! The components in the user's language, without a call by the application.
class tst_Languages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void theyFollowTheLocale();
    void theyFollowTheEnginesLanguage();
    void theApplicationsOwnTranslationWins();
};

namespace {
constexpr char page[] =
    "import QtQuick\nimport Auth0\nItem { property alias login: a.text; property alias logout: b.text\n"
    "Auth0Provider { domain: \"a.b\"; clientId: \"c\"; storage: Auth0Provider.MemoryOnly }\n"
    "LoginButton { id: a }\nLogoutButton { id: b } }";

std::unique_ptr<QObject> make(QQmlEngine *engine)
{
    QQmlComponent component(engine);
    component.setData(page, QUrl());
    std::unique_ptr<QObject> object(component.create());
    if (!object)
        qWarning() << component.errorString();
    return object;
}

class Own : public QTranslator
{
public:
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool known = qstrcmp(context, "LoginButton") == 0 && qstrcmp(text, "Log in") == 0;
        return known ? QStringLiteral("Enter") : QString();
    }
    bool isEmpty() const override { return false; }
};
} // namespace

void tst_Languages::theyFollowTheLocale()
{
    QLocale::setDefault(QLocale(QStringLiteral("de_AT")));
    QQmlEngine engine;
    const auto german = make(&engine);
    QVERIFY(german);
    QCOMPARE(german->property("login").toString(), QStringLiteral("Anmelden"));
    QLocale::setDefault(QLocale(QLocale::English));
    engine.retranslate();
    QCOMPARE(german->property("login").toString(), QStringLiteral("Log in"));
}

void tst_Languages::theyFollowTheEnginesLanguage()
{
    QQmlApplicationEngine engine;
    const auto item = make(&engine);
    QVERIFY(item);
    QCOMPARE(item->property("logout").toString(), QStringLiteral("Log out"));
    engine.setUiLanguage(QStringLiteral("de"));
    QTRY_COMPARE(item->property("logout").toString(), QStringLiteral("Abmelden"));
    engine.setUiLanguage(QStringLiteral("en"));
    QTRY_COMPARE(item->property("logout").toString(), QStringLiteral("Log out"));
    engine.setUiLanguage(QString());
}

void tst_Languages::theApplicationsOwnTranslationWins()
{
    QLocale::setDefault(QLocale(QLocale::German));
    Own own;
    QVERIFY(QCoreApplication::installTranslator(&own));
    QQmlEngine engine;
    const auto item = make(&engine);
    QVERIFY(item);
    QCOMPARE(item->property("login").toString(), QStringLiteral("Enter"));
    QCOMPARE(item->property("logout").toString(), QStringLiteral("Abmelden"));
    QCoreApplication::removeTranslator(&own);
}

QTEST_MAIN(tst_Languages)
#include "tst_languages.moc"
