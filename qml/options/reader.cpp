// SPDX-License-Identifier: Apache-2.0
#include "options/reader.h"
#include <QtCore/QStringList>
#include <QtQml/QJSValueIterator>
#include <algorithm>

namespace Auth0::Options {
static QString rightForm(const Form &form)
{
    QStringList keys;
    for (const Key &key : form.keys)
        keys.append(QString::fromLatin1(key.name) + QStringLiteral(": ") + QString::fromUtf8(key.form));
    QStringList arguments;
    if (form.first)
        arguments.append(QString::fromLatin1(form.first));
    if (!keys.isEmpty())
        arguments.append(QStringLiteral("{%1}").arg(keys.join(QStringLiteral(", "))));
    return QStringLiteral("Write %1(%2)%3.")
        .arg(
            QString::fromLatin1(form.method), arguments.join(QStringLiteral(", ")),
            keys.isEmpty() ? QString() : QStringLiteral("; each key may be left out"));
}

static Error wrong(const Form &form, const QString &what)
{
    return {
        Error::InvalidArgument,
        QStringLiteral("%1: %2. %3").arg(QString::fromLatin1(form.method), what, rightForm(form))};
}

static Error unknownKey(const Form &form, const QString &name)
{
    QString what = QStringLiteral("there is no option \"%1\"").arg(name);
    for (const Hint &hint : form.hints) {
        if (name == QLatin1String(hint.name))
            what += QStringLiteral("; ") + QString::fromUtf8(hint.mend);
    }
    for (const Key &key : form.keys) {
        if (name.compare(QLatin1String(key.name), Qt::CaseInsensitive) == 0)
            what += QStringLiteral("; did you mean \"%1\"?").arg(QLatin1String(key.name));
    }
    return wrong(form, what);
}

static bool isGiven(const QJSValue &value) { return !value.isUndefined() && !value.isNull(); }

Result<Done> refuseMore(const Form &form, const QJSValue &more)
{
    if (!isGiven(more))
        return Done{};
    const QString which = form.first ? QStringLiteral("third") : QStringLiteral("second");
    return wrong(form, QStringLiteral("there is no %1 argument, but %2 was given").arg(which, typeOf(more)));
}

Result<Done> readInto(void *options, const Form &form, const QJSValue &argument)
{
    if (!isGiven(argument))
        return Done{};
    if (!isPlainObject(argument))
        return wrong(
            form,
            form.keys.empty() ? QStringLiteral("takes no argument, not %1").arg(typeOf(argument))
                              : QStringLiteral("takes one object with options, not %1").arg(typeOf(argument)));
    for (QJSValueIterator it(argument); it.next();) {
        const QString name = it.name();
        const QJSValue value = it.value();
        if (!isGiven(value))
            continue;
        const auto key = std::find_if(form.keys.begin(), form.keys.end(), [&name](const Key &candidate) {
            return name == QLatin1String(candidate.name);
        });
        if (key == form.keys.end())
            return unknownKey(form, name);
        const QString complaint = key->read(value, options);
        if (!complaint.isEmpty())
            return wrong(form, QStringLiteral("\"%1\" %2").arg(name, complaint));
    }
    return Done{};
}
} // namespace Auth0::Options
