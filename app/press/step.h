// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Sample {
//! What a `wait` asks of the window: that a named item is there, or not, or shows a text, or not.
struct Condition
{
    enum Kind { IsThere, IsNotThere, Shows, ShowsNot };
    Kind kind = IsThere;
    QString name; //!< objectName
    QString text; //!< for Shows and ShowsNot
};

//! One step of `--press`; README.md describes the language.
struct Step
{
    enum Verb { Press, Show, Wait, Key, Bound, Size, Picture, Focus };
    Verb verb = Press;
    QString argument; //!< objectName, key, seconds, WIDTHxHEIGHT or file
    QList<Condition> anyOf; //!< of a Wait
    QString source; //!< as it was written, for messages
};

/*!
    The steps of a `;`-separated list; empty ones are skipped. On a mistake no step, and \a mistake says what is wrong.
*/
QList<Step> parseSteps(const QString &list, QString *mistake);
} // namespace Sample
