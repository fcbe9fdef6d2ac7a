// SPDX-License-Identifier: Apache-2.0
#include "press/step.h"
#include <QtCore/QHash>
#include <QtCore/QSize>
#include <QtGui/QKeySequence>

namespace Sample {
static const QHash<QString, Step::Verb> verbs{
    {QStringLiteral("press"), Step::Press},     {QStringLiteral("show"), Step::Show},
    {QStringLiteral("wait"), Step::Wait},       {QStringLiteral("key"), Step::Key},
    {QStringLiteral("bound"), Step::Bound},     {QStringLiteral("size"), Step::Size},
    {QStringLiteral("picture"), Step::Picture}, {QStringLiteral("focus"), Step::Focus},
};

static Condition conditionFrom(const QString &source)
{
    const int equals = source.indexOf(QLatin1Char('='));
    if (equals < 0)
        return source.startsWith(QLatin1Char('!')) ? Condition{Condition::IsNotThere, source.mid(1), {}}
                                                   : Condition{Condition::IsThere, source, {}};
    const bool negated = equals > 0 && source.at(equals - 1) == QLatin1Char('!');
    return {
        negated ? Condition::ShowsNot : Condition::Shows, source.left(negated ? equals - 1 : equals),
        source.mid(equals + 1)};
}

static bool isComplete(const Step &step)
{
    switch (step.verb) {
    case Step::Bound:
        return step.argument.toDouble() > 0;
    case Step::Key:
        return QKeySequence(step.argument).count() == 1;
    case Step::Size:
        return step.argument.section(QLatin1Char('x'), 0, 0).toInt() > 0
            && step.argument.section(QLatin1Char('x'), 1).toInt() > 0;
    case Step::Wait:
        for (const Condition &condition : step.anyOf)
            if (condition.name.isEmpty())
                return false;
        return true;
    default:
        return !step.argument.isEmpty();
    }
}

static Step stepFrom(const QString &source, QString *mistake)
{
    const QString verb = source.section(QLatin1Char(':'), 0, 0);
    Step step{verbs.value(verb), source.section(QLatin1Char(':'), 1), {}, source};
    if (step.verb == Step::Wait)
        for (const QString &condition : step.argument.split(QLatin1Char('|')))
            step.anyOf.append(conditionFrom(condition));
    if (!verbs.contains(verb))
        *mistake = QStringLiteral(
                       "\"%1\" is no step; a step starts with press, show, wait, key, bound, size, picture or focus")
                       .arg(source);
    else if (!isComplete(step))
        *mistake = QStringLiteral("\"%1\" lacks what belongs behind the colon").arg(source);
    return step;
}

QList<Step> parseSteps(const QString &list, QString *mistake)
{
    QList<Step> steps;
    mistake->clear();
    for (const QString &source : list.split(QLatin1Char(';'))) {
        if (source.trimmed().isEmpty())
            continue;
        steps.append(stepFrom(source.trimmed(), mistake));
        if (!mistake->isEmpty())
            return {};
    }
    return steps;
}
} // namespace Sample
