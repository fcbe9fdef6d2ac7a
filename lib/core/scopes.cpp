// SPDX-License-Identifier: Apache-2.0
#include "core/scopes.h"
#include <QtCore/QStringList>
#include <algorithm>

namespace Auth0::Scopes {
static QStringList words(const QString &scope)
{
    QStringList list = scope.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    list.removeDuplicates();
    return list;
}

QString withOpenId(const QString &scope)
{
    QStringList list = words(scope);
    if (!list.contains(QLatin1String("openid")))
        list.prepend(QStringLiteral("openid"));
    return list.join(QLatin1Char(' '));
}

QString united(const QString &first, const QString &second)
{
    QStringList list = words(first) + words(second);
    list.removeDuplicates();
    return list.join(QLatin1Char(' '));
}

bool covers(const QString &held, const QString &asked)
{
    if (held == asked)
        return true;
    const QStringList have = words(held);
    const QStringList want = words(asked);
    return std::all_of(want.begin(), want.end(), [&have](const QString &word) { return have.contains(word); });
}

qsizetype count(const QString &scope) { return words(scope).size(); }

bool equal(const QString &a, const QString &b) { return covers(a, b) && covers(b, a); }
} // namespace Auth0::Scopes
