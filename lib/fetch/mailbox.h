// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QObject>
#include <deque>
#include <functional>
#include <mutex>

namespace Auth0 {
/*!
    How one thread asks an object of another to do something: the object's thread runs it later, or nobody does when
    the object is gone. Both sides share it. The object has a slot readMail() that calls read(), and closes the mailbox
    before it dies.

    What is asked for is handed over under a lock of our own, so that a tool that looks for races can follow it.
*/
class Mailbox
{
public:
    using Work = std::function<void(QObject *owner)>;

    explicit Mailbox(QObject *owner)
        : m_owner(owner)
    {
    }

    //! From any thread; \a work gets the owner. False: it is gone, and nothing is run.
    bool post(Work work)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_owner)
            return false;
        m_waiting.push_back(std::move(work));
        return QMetaObject::invokeMethod(m_owner, "readMail", Qt::QueuedConnection);
    }
    //! By readMail(), once for each post(), on the owner's thread.
    void read()
    {
        Work work;
        QObject *owner = nullptr;
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_owner || m_waiting.empty())
                return;
            owner = m_owner;
            work = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        work(owner);
    }
    //! By the owner, on its thread: nothing is taken any more, and what waits is dropped.
    void close()
    {
        std::deque<Work> dropped; // goes after the lock: what it holds may post when it goes
        const std::scoped_lock lock(m_mutex);
        m_owner = nullptr;
        dropped.swap(m_waiting);
    }

private:
    std::mutex m_mutex;
    QObject *m_owner;
    std::deque<Work> m_waiting;
};
} // namespace Auth0
