// SPDX-License-Identifier: Apache-2.0
#include "storage/chunkedsecretstore.h"
#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace Auth0 {
namespace {
using Bytes = std::optional<QByteArray>;

//! What stands under the key of a large entry. The generation alternates, so that the next write touches no chunk of
//! this one.
struct Index
{
    int generation = 0;
    int count = 0; //!< of chunks
    QString digest; //!< of all bytes: chunks of another write do not pass

    static std::optional<Index> from(const Bytes &bytes);
    QByteArray toBytes() const;
};

const auto indexName = QStringLiteral("auth0qt_chunks"), generationName = QStringLiteral("generation"),
           digestName = QStringLiteral("sha256");

QString digestOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

std::optional<Index> Index::from(const Bytes &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes.value_or(QByteArray())).object();
    const Index index{json[generationName].toInt(), json[indexName].toInt(), json[digestName].toString()};
    return index.count > 0 ? std::optional(index) : std::nullopt;
}

QByteArray Index::toBytes() const
{
    return QJsonDocument(QJsonObject{{indexName, count}, {generationName, generation}, {digestName, digest}})
        .toJson(QJsonDocument::Compact);
}

QString chunkKey(const QString &key, int generation, int number)
{
    return key + QStringLiteral("/chunk-%1-%2").arg(generation).arg(number);
}
} // namespace

class ChunkedSecretStore::Private : public QObject
{
public:
    Private(SecretStore *store, qsizetype limit)
        : store(store)
        , limit(limit)
    {
    }
    Async<QByteArray> join(const QString &key, const Index &index, int number, const QByteArray &before);
    Async<Done> writeChunks(const QString &key, const Index &index, const QByteArray &bytes, int number);
    Async<Done> replace(const QString &key, const std::optional<Index> &old, const QByteArray &bytes);
    Async<Done> clear(const QString &key, const Index &kept);
    Async<Done> sweep(const QString &key, int generation, int number);

    SecretStore *store;
    qsizetype limit;
    SerialQueue queue;
};

ChunkedSecretStore::ChunkedSecretStore(SecretStore *store, qsizetype limit)
    : d(std::make_unique<Private>(store, std::max<qsizetype>(limit, 512)))
{
}

ChunkedSecretStore::~ChunkedSecretStore() = default;

//! The chunks from \a number on, behind \a before; missing ones are left out.
Async<QByteArray>
ChunkedSecretStore::Private::join(const QString &key, const Index &index, int number, const QByteArray &before)
{
    if (number >= index.count)
        return ready(before);
    return andThen(store->read(chunkKey(key, index.generation, number)), this, [=, this](const Bytes &chunk) {
        return join(key, index, number + 1, before + chunk.value_or(QByteArray()));
    });
}

Async<Bytes> ChunkedSecretStore::read(const QString &key)
{
    return d->queue.enqueue<Bytes>([this, key] {
        return andThen(d->store->read(key), d.get(), [this, key](const Bytes &bytes) {
            const auto index = Index::from(bytes);
            if (!index)
                return ready(bytes);
            return andThen(d->join(key, *index, 0, {}), d.get(), [index](const QByteArray &joined) {
                // A record that happened to be whole JSON without its middle would be half a record.
                const bool whole = digestOf(joined) == index->digest;
                return ready(Bytes(whole ? joined : "incomplete: " + joined));
            });
        });
    });
}

Async<Done>
ChunkedSecretStore::Private::writeChunks(const QString &key, const Index &index, const QByteArray &bytes, int number)
{
    if (number >= index.count)
        return ready(Done{});
    const auto written = store->write(chunkKey(key, index.generation, number), bytes.mid(number * limit, limit));
    return andThen(written, this, [=, this](Done) { return writeChunks(key, index, bytes, number + 1); });
}

//! Removes the chunks from \a number on, from the last to the first: what an interruption leaves has no gap.
Async<Done> ChunkedSecretStore::Private::sweep(const QString &key, int generation, int number)
{
    const QString chunk = chunkKey(key, generation, number);
    return andThen(store->read(chunk), this, [=, this](const Bytes &found) {
        if (!found)
            return ready(Done{});
        return andThen(sweep(key, generation, number + 1), this, [=, this](Done) { return store->remove(chunk); });
    });
}

Async<Done>
ChunkedSecretStore::Private::replace(const QString &key, const std::optional<Index> &old, const QByteArray &bytes)
{
    const bool fits = bytes.size() <= limit;
    const int count = fits ? 0 : int((bytes.size() + limit - 1) / limit);
    const Index next{old ? 1 - old->generation : 0, count, digestOf(bytes)};
    const auto chunks = writeChunks(key, next, bytes, 0);
    const auto switched =
        andThen(chunks, this, [=, this](Done) { return store->write(key, fits ? bytes : next.toBytes()); });
    return andThen(switched, this, [=, this](Done) {
        // What cannot be cleared away now is invisible, and goes another time.
        return whenDone(clear(key, next), this, [](const Result<Done> &) { return ready(Done{}); });
    });
}

//! Removes every chunk but those of \a kept.
Async<Done> ChunkedSecretStore::Private::clear(const QString &key, const Index &kept)
{
    return andThen(
        sweep(key, kept.generation, kept.count), this, [=, this](Done) { return sweep(key, 1 - kept.generation, 0); });
}

Async<Done> ChunkedSecretStore::write(const QString &key, const QByteArray &bytes)
{
    return d->queue.enqueue<Done>([this, key, bytes] {
        return andThen(d->store->read(key), d.get(), [this, key, bytes](const Bytes &before) {
            return d->replace(key, Index::from(before), bytes);
        });
    });
}

Async<Done> ChunkedSecretStore::remove(const QString &key)
{
    return d->queue.enqueue<Done>([this, key] {
        // The chunks first: after a crash the index still says that something is left to be deleted.
        return andThen(d->clear(key, {}), d.get(), [this, key](Done) { return d->store->remove(key); });
    });
}
} // namespace Auth0
