// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include <QtCore/QObject>
#include <QtCore/QQueue>
#include <functional>

namespace Auth0 {
/*!
    Runs asynchronous operations one after the other, in the order they came, and answers every caller by a future of
    its own (a QFuture keeps only the last continuation given to it). When the queue dies, those who wait end in
    Error::Cancelled.
*/
class SerialQueue : public QObject
{
public:
    ~SerialQueue() override
    {
        m_closing = true;
        while (!m_waiting.isEmpty())
            m_waiting.dequeue()();
    }

    template<typename T>
    Async<T> enqueue(std::function<Async<T>()> operation)
    {
        Deferred<T> caller;
        m_waiting.enqueue([self = QPointer<SerialQueue>(this), caller, operation = std::move(operation)] {
            auto running = self && !self->m_closing ? operation() : failed<T>(cancelledError());
            running.then([self, caller](const Result<T> &result) {
                caller.settle(result);
                if (self && !self->m_closing) {
                    self->m_busy = false;
                    self->startNext();
                }
            });
        });
        startNext();
        return caller.future();
    }

    bool isIdle() const { return !m_busy && m_waiting.isEmpty(); }
    //! Whether it begins operations right now: whoever asked for one still stands on the stack, and so does whoever is
    //! answered.
    bool isStarting() const { return m_starting; }

private:
    // A loop, not a recursion: operations that are ready at once would pile up on the stack.
    void startNext()
    {
        if (m_starting)
            return;
        m_starting = true;
        const QPointer<SerialQueue> self(this);
        while (self && !m_busy && !m_waiting.isEmpty()) {
            m_busy = true;
            m_waiting.dequeue()();
        }
        if (self)
            m_starting = false;
    }

    QQueue<std::function<void()>> m_waiting;
    bool m_busy = false;
    bool m_starting = false;
    bool m_closing = false;
};
} // namespace Auth0
