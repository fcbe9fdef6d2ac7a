// SPDX-License-Identifier: Apache-2.0
#include "busproxy.h"
#include <QtCore/QFile>
#include <QtCore/QtEndian>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace Auth0::Test {
namespace {
int unixSocket(const QByteArray &path, bool listens)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    const bool good = listens ? ::bind(descriptor, generic, sizeof address) == 0 && ::listen(descriptor, 64) == 0
                              : ::connect(descriptor, generic, sizeof address) == 0;
    if (good)
        return descriptor;
    ::close(descriptor);
    return -1;
}

void writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t count = ::send(descriptor, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        at += count;
    }
}

//! False at the end of the stream.
bool readMore(int descriptor, QByteArray &buffer)
{
    char bytes[65536];
    const ssize_t count = ::recv(descriptor, bytes, sizeof bytes, 0);
    buffer.append(bytes, std::max<ssize_t>(count, 0));
    return count > 0;
}

//! The path in `unix:path=/run/bus,guid=…`.
QByteArray pathOf(const QString &address)
{
    return QFile::encodeName(address.section(QStringLiteral("path="), 1).section(u',', 0, 0));
}
} // namespace

quint32 BusMessage::number(qsizetype at) const { return qFromLittleEndian<quint32>(m_bytes.constData() + at); }

BusMessage BusMessage::take(QByteArray &buffer)
{
    BusMessage message;
    if (buffer.size() < 16)
        return message;
    message.m_bytes = buffer.left(16);
    const qsizetype size = message.headerSize() + message.number(4);
    message.m_bytes = buffer.size() < size ? QByteArray() : buffer.left(size);
    buffer.remove(0, message.m_bytes.size());
    return message;
}

// Each field of the header begins at a multiple of 8: its code, then its signature.
quint32 BusMessage::replyTo() const
{
    for (qsizetype at = 16; at + 8 <= headerSize(); at += 8) {
        if (QByteArrayView(m_bytes).sliced(at, 4) == QByteArrayView("\x05\x01u\0", 4))
            return number(at + 4);
    }
    return 0;
}

bool BusMessage::names(const QByteArray &text) const
{
    return QByteArrayView(m_bytes).first(headerSize()).indexOf(text + '\0') >= 0;
}

struct BusProxy::Link
{
    int application = -1, bus = -1;
    bool speaksMessages = false; //!< after the authentication, which is lines of text
    bool isOver = false;
    QByteArray fromApplication, fromBus;
    std::list<std::pair<Moment, BusMessage>> late;
    quint32 awaited = 0; //!< the reply at which something is to be done
};

BusProxy::BusProxy(const QString &socket, const QString &realBus)
    : m_socket(socket)
    , m_realBus(realBus)
    , m_listener(unixSocket(QFile::encodeName(socket), true))
    , m_stop(::eventfd(0, EFD_CLOEXEC))
    , m_thread([this] { run(); })
{
}

BusProxy::~BusProxy()
{
    ::eventfd_write(m_stop, 1);
    m_thread.join();
    for (const Link &link : m_links) {
        ::close(link.application);
        ::close(link.bus);
    }
    ::close(m_listener);
    ::close(m_stop);
    QFile::remove(m_socket);
}

void BusProxy::once(const QByteArray &member, When when, std::function<void()> act)
{
    const std::lock_guard lock(m_mutex);
    m_member = member;
    m_when = when;
    m_act = std::move(act);
    m_acted = false;
}

bool BusProxy::forget()
{
    const std::lock_guard lock(m_mutex);
    m_act = nullptr;
    return m_acted;
}

void BusProxy::run()
{
    while (true) {
        std::vector<pollfd> files{{m_stop, POLLIN, 0}, {m_listener, POLLIN, 0}};
        for (const Link &link : m_links) {
            files.push_back({link.application, POLLIN, 0});
            files.push_back({link.bus, POLLIN, 0});
        }
        if (::poll(files.data(), files.size(), patience()) < 0 || files[0].revents)
            return;
        size_t at = 2;
        for (Link &link : m_links) {
            if (files[at++].revents)
                readFromApplication(link);
            if (files[at++].revents && !link.isOver)
                readFromBus(link);
            deliverLate(link);
        }
        if (files[1].revents)
            accept();
        m_links.remove_if([](const Link &link) {
            if (link.isOver) {
                ::close(link.application);
                ::close(link.bus);
            }
            return link.isOver;
        });
    }
}

void BusProxy::accept()
{
    Link link;
    link.application = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    link.bus = unixSocket(pathOf(m_realBus), false);
    link.isOver = link.application < 0 || link.bus < 0;
    m_links.push_back(link);
}

//! Milliseconds until something that waits is due; -1: nothing waits.
int BusProxy::patience() const
{
    int least = -1;
    for (const Link &link : m_links) {
        if (link.late.empty())
            continue;
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(link.late.front().first - std::chrono::steady_clock::now());
        const int wait = std::max(0, int(left.count()));
        least = least < 0 ? wait : std::min(least, wait);
    }
    return least;
}

void BusProxy::readFromApplication(Link &link)
{
    link.isOver = !readMore(link.application, link.fromApplication);
    if (!link.speaksMessages) {
        const QByteArray last = "BEGIN\r\n";
        const qsizetype end = link.fromApplication.indexOf(last);
        const qsizetype count = end < 0 ? link.fromApplication.size() : end + last.size();
        writeAll(link.bus, link.fromApplication.left(count));
        link.fromApplication.remove(0, count);
        link.speaksMessages = end >= 0;
    }
    while (link.speaksMessages) {
        const BusMessage message = BusMessage::take(link.fromApplication);
        if (message.isEmpty())
            break;
        deliver(link, message);
    }
}

void BusProxy::deliver(Link &link, const BusMessage &message)
{
    if (message.isCall() && actAt(message, BeforeDelivery, link))
        return;
    const std::chrono::milliseconds delay = m_delay;
    // The bus itself stays quick.
    if (delay.count() > 0 && message.isCall() && !message.names("org.freedesktop.DBus"))
        link.late.emplace_back(std::chrono::steady_clock::now() + delay, message);
    else
        writeAll(link.bus, message.bytes());
}

void BusProxy::deliverLate(Link &link)
{
    while (!link.late.empty() && link.late.front().first <= std::chrono::steady_clock::now()) {
        writeAll(link.bus, link.late.front().second.bytes());
        link.late.pop_front();
    }
}

void BusProxy::readFromBus(Link &link)
{
    link.isOver = !readMore(link.bus, link.fromBus);
    if (!link.speaksMessages) {
        writeAll(link.application, std::exchange(link.fromBus, {}));
        return;
    }
    while (true) {
        const BusMessage message = BusMessage::take(link.fromBus);
        if (message.isEmpty())
            return;
        if (link.awaited == 0 || message.replyTo() != link.awaited || !actAt(message, AfterReply, link))
            writeAll(link.application, message.bytes());
    }
}

//! Whether something was done, and the message stays here.
bool BusProxy::actAt(const BusMessage &message, When when, Link &link)
{
    const std::lock_guard lock(m_mutex);
    if (!m_act)
        return false;
    if (when == BeforeDelivery && message.names(m_member) && m_when == AfterReply) {
        link.awaited = message.serial();
        return false;
    }
    if (when == BeforeDelivery && (m_when != when || !message.names(m_member)))
        return false;
    const auto act = std::exchange(m_act, nullptr);
    act();
    m_acted = true;
    link.awaited = 0;
    return true;
}
} // namespace Auth0::Test
