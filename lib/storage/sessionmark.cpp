// SPDX-License-Identifier: Apache-2.0
#include "storage/sessionmark.h"
#include "storage/durablefile.h"
#include "storage/jsonreader.h"
#include <QtCore/QJsonDocument>

namespace Auth0 {
namespace {
const auto suffix = QStringLiteral(".mark");

QByteArray toBytes(const SessionMark::Content &content)
{
    return QJsonDocument(QJsonObject{
                             {QStringLiteral("version"), 1},
                             {QStringLiteral("domain"), content.key.domain},
                             {QStringLiteral("client_id"), content.key.clientId},
                             {QStringLiteral("account"), content.key.account},
                             {QStringLiteral("backend"), content.backend},
                             {QStringLiteral("number"), qint64(content.number)},
                             {QStringLiteral("family"), qint64(content.family)},
                             {QStringLiteral("sub"), content.sub},
                             {QStringLiteral("name"), content.name},
                             {QStringLiteral("login"), content.login},
                         })
        .toJson(QJsonDocument::Compact);
}

std::optional<SessionMark::Content> fromBytes(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return std::nullopt;
    // The version is not looked at: a newer one means a session as well.
    JsonReader reader(document.object());
    SessionMark::Content content;
    content.key.domain = reader.string(QStringLiteral("domain"));
    content.key.clientId = reader.string(QStringLiteral("client_id"));
    content.key.account = reader.string(QStringLiteral("account"));
    content.backend = reader.string(QStringLiteral("backend"));
    content.key.isInFile = content.backend == QLatin1String("file");
    content.number = reader.number(QStringLiteral("number"));
    content.family = reader.number(QStringLiteral("family"));
    content.sub = reader.string(QStringLiteral("sub"));
    content.name = reader.string(QStringLiteral("name"));
    content.login = reader.string(QStringLiteral("login"));
    return reader.wrong().isEmpty() ? std::optional(content) : std::nullopt;
}
} // namespace

SessionMark::SessionMark(const QDir &directory, const SessionKey &key)
    : m_directory(directory)
    , m_key(key)
{
}

QString SessionMark::path() const { return m_directory.absoluteFilePath(m_key.fileName() + suffix); }

std::optional<SessionMark::Content> SessionMark::read() const
{
    const std::optional<QByteArray> bytes = DurableFile::read(path());
    const std::optional<Content> content = bytes ? fromBytes(*bytes) : std::nullopt;
    return content && content->key == m_key ? content : std::nullopt;
}

Result<Done> SessionMark::write(const Content &content) const { return DurableFile::write(path(), toBytes(content)); }

Result<Done> SessionMark::remove() const { return DurableFile::remove(path()); }

QList<SessionMark::Content> SessionMark::all(const QDir &directory)
{
    QList<Content> marks;
    const QStringList names = directory.entryList({u'*' + suffix}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const std::optional<QByteArray> bytes = DurableFile::read(directory.absoluteFilePath(name));
        if (const auto content = bytes ? fromBytes(*bytes) : std::nullopt)
            marks.append(*content);
    }
    return marks;
}
} // namespace Auth0
