// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <optional>

namespace Auth0::Test {
//! The first form of an HTML page, as far as our own and simple pages need it.
struct WebForm
{
    QUrl action; //!< absolute
    QUrlQuery fields; //!< of its inputs, as the page gives them
    QList<QPair<QString, QString>> buttons; //!< name and value

    //! Nothing when the page has no form. \a page is its address.
    static std::optional<WebForm> first(const QUrl &page, const QString &html)
    {
        static const QRegularExpression tag(QStringLiteral("<(form|input|button)\\b([^>]*)>"));
        std::optional<WebForm> form;
        for (auto it = tag.globalMatch(html); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const QString kind = match.captured(1), attributes = match.captured(2);
            const QString name = attribute(attributes, QStringLiteral("name"));
            const QString value = attribute(attributes, QStringLiteral("value"));
            if (kind == u"form" && form)
                break;
            if (kind == u"form")
                form = WebForm{page.resolved(QUrl(attribute(attributes, QStringLiteral("action")))), {}, {}};
            else if (form && kind == u"input")
                form->fields.addQueryItem(name, value);
            else if (form)
                form->buttons.append({name, value});
        }
        return form;
    }

    void fill(const QString &name, const QString &value)
    {
        if (!fields.hasQueryItem(name))
            return;
        fields.removeAllQueryItems(name);
        fields.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }

    //! Presses the button with this value, else the first.
    void press(const QString &wanted)
    {
        if (buttons.isEmpty())
            return;
        QPair<QString, QString> pressed = buttons.first();
        for (const auto &button : std::as_const(buttons)) {
            if (button.second == wanted)
                pressed = button;
        }
        fields.addQueryItem(pressed.first, pressed.second);
    }

private:
    static QString attribute(const QString &attributes, const QString &name)
    {
        const QRegularExpression wanted(QStringLiteral("\\b%1=\"([^\"]*)\"").arg(name));
        QString value = wanted.match(attributes).captured(1);
        return value.replace(QLatin1String("&quot;"), QLatin1String("\""))
            .replace(QLatin1String("&#39;"), QLatin1String("'"))
            .replace(QLatin1String("&lt;"), QLatin1String("<"))
            .replace(QLatin1String("&gt;"), QLatin1String(">"))
            .replace(QLatin1String("&amp;"), QLatin1String("&"));
    }
};
} // namespace Auth0::Test
