// SPDX-License-Identifier: Apache-2.0
#include "core/jsonmembers.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

namespace Auth0 {
namespace {
// From the opening quote to behind the closing one.
qsizetype endOfString(const QByteArray &json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return at + 1;
}

// `a` may be written `\u0061`.
QString plain(const QByteArray &quoted) { return QJsonDocument::fromJson('[' + quoted + ']').array().at(0).toString(); }
} // namespace

QString doubleMember(const QByteArray &json)
{
    QSet<QString> seen;
    int depth = 0;
    bool isName = false;
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            const qsizetype end = endOfString(json, at);
            const QString name = isName ? plain(json.mid(at, end - at)) : QString();
            if (isName && seen.contains(name))
                return name;
            if (isName)
                seen.insert(name);
            isName = false;
            at = end;
            continue;
        }
        if (c == '{' || c == '[')
            isName = ++depth == 1;
        else if (c == '}' || c == ']')
            --depth;
        else if (c == ',')
            isName = depth == 1;
        ++at;
    }
    return {};
}
} // namespace Auth0
