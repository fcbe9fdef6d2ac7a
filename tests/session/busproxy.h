// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace Auth0::Test {
//! One message of the D-Bus protocol, little endian, as it stands on the wire.
class BusMessage
{
public:
    //! The first whole message of \a buffer, taken out of it; empty when there is none yet.
    static BusMessage take(QByteArray &buffer);

    const QByteArray &bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    bool isCall() const { return m_bytes.at(1) == 1; }
    quint32 serial() const { return number(8); }
    //! Of a reply or an error: the call it answers, 0 when it is neither.
    quint32 replyTo() const;
    //! Whether a field of its header (member, destination, …) is this text.
    bool names(const QByteArray &text) const;

private:
    quint32 number(qsizetype at) const;
    qsizetype headerSize() const { return (16 + number(12) + 7) & ~7; }

    QByteArray m_bytes;
};

/*!
    A session bus that passes on to the real one what an application says, and can do something at a message: before a
    call is delivered, or when its reply is there and the application has not seen it. Such a message is not passed on.
*/
class BusProxy
{
public:
    enum When { BeforeDelivery, AfterReply };

    BusProxy(const QString &socket, const QString &realBus);
    ~BusProxy();
    //! For DBUS_SESSION_BUS_ADDRESS.
    QString address() const { return QStringLiteral("unix:path=") + m_socket; }
    //! Calls \a act, in another thread and once, at the next call of \a member; `CreateItem` writes a secret.
    void once(const QByteArray &member, When when, std::function<void()> act);
    //! Forgets what once() was told; whether it had happened.
    bool forget();
    //! What is said to the Secret Service arrives this much later.
    void slowDown(std::chrono::milliseconds by) { m_delay = by; }

private:
    struct Link;
    using Moment = std::chrono::steady_clock::time_point;

    void run();
    void accept();
    int patience() const;
    void readFromApplication(Link &link);
    void readFromBus(Link &link);
    void deliver(Link &link, const BusMessage &message);
    void deliverLate(Link &link);
    bool actAt(const BusMessage &message, When when, Link &link);

    const QString m_socket, m_realBus;
    int m_listener = -1, m_stop = -1;
    std::list<Link> m_links;
    std::atomic<std::chrono::milliseconds> m_delay{std::chrono::milliseconds(0)};
    std::mutex m_mutex;
    QByteArray m_member;
    When m_when = BeforeDelivery;
    std::function<void()> m_act;
    bool m_acted = false;
    std::thread m_thread;
};
} // namespace Auth0::Test
