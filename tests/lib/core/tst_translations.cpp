// SPDX-License-Identifier: Apache-2.0
#include "core/translations.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace Auth0;

namespace {
struct Message
{
    QByteArray context, source;
    QString translation;
};

QList<Message> germanMessages()
{
    QFile file(QStringLiteral(TRANSLATIONS "/auth0qt_de.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> all;
    Message message;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            message.context = xml.readElementText().toUtf8();
        } else if (xml.name() == u"source") {
            message.source = xml.readElementText().toUtf8();
        } else if (xml.name() == u"translation") {
            message.translation = xml.readElementText();
            all.append(message);
        }
    }
    return all;
}

QString said(const char *text) { return QCoreApplication::translate("Auth0::CallbackPage", text); }

//! What an application may bring along.
class Own : public QTranslator
{
public:
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool known = qstrcmp(context, "Auth0::CallbackPage") == 0 && qstrcmp(text, "You are logged in") == 0;
        return known ? QStringLiteral("Welcome back") : QString();
    }
    bool isEmpty() const override { return false; }
};
} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Translations::follow({});
        QLocale::setDefault(QLocale::c());
    }

    void everyGermanTextIsShown()
    {
        const QList<Message> all = germanMessages();
        QVERIFY(all.size() > 50);
        QLocale::setDefault(QLocale(QLocale::German));
        for (const Message &message : all)
            QCOMPARE(QCoreApplication::translate(message.context, message.source), message.translation);
    }

    void theyFollowTheLocale_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << "C"
                              << "en"
                              << "You are logged in";
        QTest::newRow("English") << "en_GB"
                                 << "en"
                                 << "You are logged in";
        QTest::newRow("German") << "de_DE"
                                << "de"
                                << "Sie sind angemeldet";
        QTest::newRow("Austria's") << "de_AT"
                                   << "de"
                                   << "Sie sind angemeldet";
        QTest::newRow("one there is no text in") << "fi_FI"
                                                 << "en"
                                                 << "You are logged in";
    }
    void theyFollowTheLocale()
    {
        QFETCH(QString, locale);
        QFETCH(QString, language);
        QFETCH(QString, text);
        QLocale::setDefault(QLocale(locale));
        QCOMPARE(Translations::language(), language);
        QCOMPARE(said("You are logged in"), text);
    }

    void whatIsFollowedGoesBeforeTheLocale()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
        Translations::follow(QStringLiteral("de-AT"));
        QCOMPARE(said("You are logged in"), QStringLiteral("Sie sind angemeldet"));
        QLocale::setDefault(QLocale(QLocale::German));
        Translations::follow(QStringLiteral("en"));
        QCOMPARE(said("You are logged in"), QStringLiteral("You are logged in"));
        Translations::follow(QStringLiteral("fi"));
        QCOMPARE(said("You are logged in"), QStringLiteral("You are logged in"));
        Translations::follow({});
        QCOMPARE(said("You are logged in"), QStringLiteral("Sie sind angemeldet"));
    }

    void theApplicationsOwnTranslationWins()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        Own own;
        QVERIFY(QCoreApplication::installTranslator(&own));
        QCOMPARE(said("You are logged in"), QStringLiteral("Welcome back"));
        QCOMPARE(said("You are logged out"), QStringLiteral("Sie sind abgemeldet"));
        QCoreApplication::removeTranslator(&own);
    }

    void theApplicationsTextsStayAsTheyAre()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(QCoreApplication::translate("Page", "Cancel"), QStringLiteral("Cancel"));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
