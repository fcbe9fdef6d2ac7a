// SPDX-License-Identifier: Apache-2.0
#include "session/world/network.h"
#include <QtCore/QUrlQuery>
#include <cstring>

namespace Auth0::Test {
namespace {
QString refreshTokenIn(const QByteArray &body)
{
    const QUrlQuery form(QString::fromLatin1(body));
    return form.queryItemValue(QStringLiteral("grant_type")) == QLatin1String("refresh_token")
        ? form.queryItemValue(QStringLiteral("refresh_token"), QUrl::FullyDecoded)
        : QString();
}
} // namespace

QNetworkReply *Network::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const QByteArray bytes = body ? body->readAll() : QByteArray();
    const QString name = refreshTokenIn(bytes).isEmpty() ? request.url().path() : QStringLiteral("refresh");
    const Fate fate = m_process->operation(Seam::Network, QStringLiteral("send ") + name);
    return new NetworkReply(operation, request, m_process, bytes, fate, this);
}

NetworkReply::NetworkReply(
    QNetworkAccessManager::Operation operation, const QNetworkRequest &request, Process *process,
    const QByteArray &body, Fate fate, QObject *parent)
    : QNetworkReply(parent)
    , m_process(process)
    , m_body(body)
    , m_proof(request.rawHeader("DPoP"))
    , m_fate(fate)
    , m_token(refreshTokenIn(body))
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(ReadOnly | Unbuffered);
    if (fate == Fate::Gone || fate == Fate::KilledBefore)
        return;
    Machine *machine = Machine::current;
    if (machine->tenant.trouble == ModelTenant::Trouble::Unreachable || fate == Fate::Fails) {
        machine->time->after(
            machine->random.between(1, 20), process->number, this, [this] { refuse(ConnectionRefusedError); });
        return;
    }
    if (!m_token.isEmpty()) {
        machine->tell(QStringLiteral("process %1 sends %2").arg(process->number).arg(m_token));
        m_isOpen = true;
        machine->tenant.posted(process->number, m_token);
    }
    if (fate == Fate::Hangs)
        return;
    if (fate == Fate::KilledAfter) { // a request of a killed process reaches the tenant at once or never
        machine->tenant.act(url(), m_body, m_proof);
        process->kill();
        return;
    }
    process->onTheWay.insert(this, [this] { Machine::current->tenant.act(url(), m_body, m_proof); });
    machine->time->after(machine->random.between(1, 40), 0, this, [this] { arrive(); });
}

NetworkReply::~NetworkReply()
{
    m_process->onTheWay.remove(this);
    closeAttempt(false);
}

void NetworkReply::closeAttempt(bool isFinal)
{
    if (!std::exchange(m_isOpen, false) || !Machine::current)
        return;
    Machine::current->tenant.answered(m_process->number, m_token, isFinal);
}

void NetworkReply::arrive()
{
    Machine *machine = Machine::current;
    m_process->onTheWay.remove(this);
    if (!m_process->isAlive || isFinished())
        return;
    if (machine->tenant.trouble == ModelTenant::Trouble::Unreachable) {
        machine->time->after(1, m_process->number, this, [this] { refuse(RemoteHostClosedError); });
        return;
    }
    const bool isForeign = machine->tenant.sendsForeignUser && !m_token.isEmpty();
    const ModelTenant::Answer answer = machine->tenant.act(url(), m_body, m_proof);
    if (isForeign) // worth nothing to the client, and so no answer to its token
        closeAttempt(false);
    const int delay = machine->random.between(1, 40);
    switch (m_fate) {
    case Fate::Lost:
        if (machine->random.chance(50)) // the other half ends in the client's own time-out
            machine->time->after(delay, m_process->number, this, [this] { refuse(RemoteHostClosedError); });
        return;
    case Fate::Half:
        machine->time->after(delay, m_process->number, this, [this, answer] {
            setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
            m_answer = answer.body.left(answer.body.size() / 2);
            refuse(RemoteHostClosedError);
        });
        return;
    default:
        machine->time->after(delay, m_process->number, this, [this, answer] { deliver(answer); });
    }
}

void NetworkReply::refuse(NetworkError error)
{
    if (isFinished())
        return;
    setError(error, QStringLiteral("as the world would have it"));
    end();
}

void NetworkReply::deliver(const ModelTenant::Answer &answer)
{
    if (isFinished())
        return;
    const bool isGarbled = m_fate == Fate::Garbled;
    m_answer = isGarbled ? QByteArray("<html>A gateway says hello.</html>") : answer.body;
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
    for (const auto &[name, value] : answer.headers)
        setRawHeader(name, value);
    if (!m_token.isEmpty())
        Machine::current->tell(QStringLiteral("process %1 has the answer %2 to %3")
                                   .arg(m_process->number)
                                   .arg(answer.status)
                                   .arg(m_token));
    closeAttempt(!isGarbled && (answer.status == 200 || answer.status == 403));
    end();
}

void NetworkReply::abort()
{
    if (isFinished())
        return;
    setError(OperationCanceledError, QStringLiteral("aborted"));
    end();
}

void NetworkReply::end()
{
    closeAttempt(false);
    setFinished(true);
    Q_EMIT finished();
}

qint64 NetworkReply::readData(char *to, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_answer.size() - m_at);
    std::memcpy(to, m_answer.constData() + m_at, size_t(std::max<qint64>(count, 0)));
    m_at += count;
    return count > 0 ? count : -1;
}
} // namespace Auth0::Test
