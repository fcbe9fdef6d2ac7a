// SPDX-License-Identifier: Apache-2.0
#include "browser/callbackrequest.h"
#include <QtCore/QList>

namespace Auth0 {
namespace {
bool isPrintable(const QByteArray &text)
{
    for (char c : text) {
        if (c <= ' ' || c == 127)
            return false;
    }
    return !text.isEmpty();
}

bool looksLikeMethod(const QByteArray &start)
{
    for (char c : start) {
        if (c == ' ')
            return true;
        if (c < 'A' || c > 'Z')
            return false;
    }
    return start.size() < 16;
}
} // namespace

CallbackRequest CallbackRequest::parse(const QByteArray &bytes)
{
    CallbackRequest request;
    const auto as = [&request](State state) {
        request.state = state;
        return request;
    };
    // A TLS hello, or anything else that is no HTTP, is told by its first bytes.
    if (!looksLikeMethod(bytes.left(16)))
        return as(Malformed);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end > mostBytes || (end < 0 && bytes.size() > mostBytes))
        return as(TooLarge);
    if (end < 0)
        return as(Incomplete);
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith('/') || !isPrintable(words[1]))
        return as(Malformed);
    request.method = words[0];
    const qsizetype mark = words[1].indexOf('?');
    request.path = mark < 0 ? words[1] : words[1].left(mark);
    request.query = mark < 0 ? QByteArray() : words[1].mid(mark + 1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.left(colon).compare("host", Qt::CaseInsensitive) != 0)
            continue;
        if (!request.host.isEmpty())
            return as(Malformed);
        request.host = line.mid(colon + 1).trimmed().toLower();
    }
    return as(Complete);
}
} // namespace Auth0
