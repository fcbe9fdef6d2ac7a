// SPDX-License-Identifier: Apache-2.0
#include "browser/callbackpage.h"
#include "browser/pagetemplate.h"
#include "core/translations.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QLocale>
#include <QtCore/QString>

namespace Auth0::CallbackPage {
namespace {
const QString tick = QStringLiteral("M5 12.7 9.8 17.3 19 7.2");
const QString warning = QStringLiteral("M12 4 21 19.5H3ZM12 10v4.2M12 16.9v.1");

struct Words
{
    QString title, text;
    bool good = false;
};

QString tr(const char *text) { return QCoreApplication::translate("Auth0::CallbackPage", text); }

//! What the texts are in: English when nobody translates, a language of ours, or the application's own.
QLocale languageOfTexts()
{
    constexpr char sample[] = "You can close this tab.";
    if (tr(sample) == QLatin1String(sample))
        return QLocale(QLocale::English);
    const QString ours = Translations::language();
    return ours == u"en" || QLocale().language() == QLocale(ours).language() ? QLocale() : QLocale(ours);
}

Words wordsOf(Kind kind)
{
    switch (kind) {
    case LoggedIn:
        return {tr("You are logged in"), tr("The app goes on by itself. You can close this tab."), true};
    case LoggedOut:
        return {tr("You are logged out"), tr("You can close this tab."), true};
    case AccountConnected:
        return {tr("Your account is connected"), tr("The app goes on by itself. You can close this tab."), true};
    case Failed:
        return {
            tr("The login did not finish"),
            tr("Nothing was changed. Go back to the app to see why and to try again, or close this tab.")};
    case Foreign:
        return {
            tr("This page belongs to another login"),
            tr("It has no effect. Go on where the app opened the browser last, or log in again from the app.")};
    case NotFound:
        break;
    }
    return {
        tr("There is nothing here"),
        tr("This address belongs to an app that waits for a login. You can close this tab.")};
}
} // namespace

QByteArray html(Kind kind)
{
    const Words words = wordsOf(kind);
    const QLocale language = languageOfTexts();
    const bool rightToLeft = language.textDirection() == Qt::RightToLeft;
    QString page = QString::fromUtf8(pageHtml);
    page.replace(QLatin1String("{{style}}"), QString::fromUtf8(pageStyle));
    page.replace(QLatin1String("{{lang}}"), language.bcp47Name());
    page.replace(QLatin1String("{{dir}}"), rightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"));
    page.replace(QLatin1String("{{tone}}"), words.good ? QStringLiteral("good") : QStringLiteral("caution"));
    page.replace(QLatin1String("{{icon}}"), words.good ? tick : warning);
    page.replace(QLatin1String("{{title}}"), words.title.toHtmlEscaped());
    page.replace(QLatin1String("{{text}}"), words.text.toHtmlEscaped());
    page.replace(
        QLatin1String("{{origin}}"), tr("This page was made by the app, on your own computer.").toHtmlEscaped());
    return page.toUtf8();
}

QByteArray policy()
{
    // The style is named by its hash: nothing else may run or load.
    static const QByteArray style =
        QCryptographicHash::hash(QByteArray(pageStyle), QCryptographicHash::Sha256).toBase64();
    return "Cache-Control: no-store\r\n"
           "Referrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Content-Security-Policy: default-src 'none'; style-src 'sha256-"
        + style + "'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'\r\n";
}
} // namespace Auth0::CallbackPage
