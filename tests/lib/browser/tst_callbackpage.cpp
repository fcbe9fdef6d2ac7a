// SPDX-License-Identifier: Apache-2.0
#include "browser/callbackpage.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>
#include <QtCore/QTranslator>
#include <QtTest/QTest>

using namespace Auth0;

namespace {
//! Says everything in capital letters, with what HTML must not take literally.
class Shouting : public QTranslator
{
public:
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool ours = qstrcmp(context, "Auth0::CallbackPage") == 0;
        return ours ? QString::fromUtf8(text).toUpper() + QStringLiteral(" <b>&") : QString();
    }
    bool isEmpty() const override { return false; }
};
} // namespace

class TestCallbackPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachPageIsComplete_data()
    {
        QTest::addColumn<CallbackPage::Kind>("kind");
        QTest::newRow("logged in") << CallbackPage::LoggedIn;
        QTest::newRow("logged out") << CallbackPage::LoggedOut;
        QTest::newRow("connected") << CallbackPage::AccountConnected;
        QTest::newRow("failed") << CallbackPage::Failed;
        QTest::newRow("foreign") << CallbackPage::Foreign;
        QTest::newRow("not found") << CallbackPage::NotFound;
    }
    void eachPageIsComplete()
    {
        QFETCH(CallbackPage::Kind, kind);
        const QByteArray page = CallbackPage::html(kind);
        QVERIFY(page.startsWith("<!doctype html>"));
        QVERIFY(!page.contains("{{"));
        QVERIFY(page.contains("prefers-color-scheme:dark"));
        QVERIFY(page.contains("<h1>") && page.contains("<title>"));
    }

    void noPageLoadsOrRunsAnything()
    {
        const QByteArray page = CallbackPage::html(CallbackPage::Failed);
        QVERIFY(!page.contains("<script") && !page.contains("javascript:") && !page.contains("onload"));
        QVERIFY(!page.contains("http://") && !page.contains("https://") && !page.contains("url("));
        QVERIFY(!page.contains("src="));
    }

    void thePolicyNamesTheStyleOfThePage()
    {
        const QString page = QString::fromUtf8(CallbackPage::html(CallbackPage::LoggedIn));
        static const QRegularExpression style(
            QStringLiteral("<style>(.*)</style>"), QRegularExpression::DotMatchesEverythingOption);
        const QByteArray hash =
            QCryptographicHash::hash(style.match(page).captured(1).toUtf8(), QCryptographicHash::Sha256).toBase64();
        QVERIFY(CallbackPage::policy().contains("style-src 'sha256-" + hash + "'"));
        QVERIFY(!CallbackPage::policy().contains("unsafe"));
        QVERIFY(!page.contains(QLatin1String("style=")));
    }

    void thePagesAreTranslated()
    {
        Shouting translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        const QByteArray page = CallbackPage::html(CallbackPage::LoggedIn);
        QCoreApplication::removeTranslator(&translator);
        QVERIFY(page.contains("<h1>YOU ARE LOGGED IN &lt;b&gt;&amp;</h1>"));
        QVERIFY(page.contains("YOU CAN CLOSE THIS TAB."));
        QVERIFY(!page.contains("This page was made by"));
    }

    void thePageIsInGermanToo()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Austria));
        const QByteArray page = CallbackPage::html(CallbackPage::LoggedIn);
        QLocale::setDefault(QLocale::c());
        QVERIFY(page.contains("<html lang=\"de-AT\" dir=\"ltr\">"));
        QVERIFY(page.contains("<h1>Sie sind angemeldet</h1>"));
        QVERIFY(!page.contains("You "));
    }

    void aPageThatNobodyTranslatedSaysThatItIsEnglish()
    {
        QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
        const QByteArray page = CallbackPage::html(CallbackPage::LoggedIn);
        QLocale::setDefault(QLocale::c());
        QVERIFY(page.contains("<html lang=\"en\" dir=\"ltr\">"));
        QVERIFY(page.contains("<h1>You are logged in</h1>"));
    }

    void thePageReadsInTheLanguagesDirection()
    {
        Shouting translator;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QLocale::setDefault(QLocale(QLocale::Arabic, QLocale::Egypt));
        const QByteArray page = CallbackPage::html(CallbackPage::LoggedIn);
        QLocale::setDefault(QLocale::c());
        QCoreApplication::removeTranslator(&translator);
        QVERIFY(page.contains("<html lang=\"ar\" dir=\"rtl\">"));
    }
};

QTEST_GUILESS_MAIN(TestCallbackPage)
#include "tst_callbackpage.moc"
