// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QMutex>
#include <QtCore/QObject>
#include <functional>

namespace Auth0 {
/*!
    How one thread asks an object of another to do something: the object's thread runs it later, or nobody does when
    the object is gone. Both sides share it; the object closes it before it dies.
*/
class Mailbox
{
public:
    explicit Mailbox(QObject *owner)
        : m_owner(owner)
    {
    }

    //! From any thread; \a work gets the owner. False: it is gone, and nothing is run.
    bool post(std::function<void(QObject *)> work)
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_owner)
            return false;
        return QMetaObject::invokeMethod(
            m_owner, [work = std::move(work), owner = m_owner] { work(owner); }, Qt::QueuedConnection);
    }
    //! By the owner, on its thread: nothing is taken any more, and what was taken is not run once it is dead.
    void close()
    {
        const QMutexLocker lock(&m_mutex);
        m_owner = nullptr;
    }

private:
    QMutex m_mutex;
    QObject *m_owner;
};
} // namespace Auth0
