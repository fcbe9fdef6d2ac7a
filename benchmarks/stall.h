// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "frame.h"
#include <QtCore/QObject>
#include <QtCore/QThread>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace Benchmark {
//! How long the thread that makes this was ready to run while its neighbours had the processors; any thread may ask.
class RunQueue
{
public:
    RunQueue()
        : m_file(::open(("/proc/self/task/" + std::to_string(::gettid()) + "/schedstat").c_str(), O_RDONLY | O_CLOEXEC))
    {
    }
    ~RunQueue() { ::close(m_file); }
    RunQueue(const RunQueue &) = delete;
    RunQueue &operator=(const RunQueue &) = delete;

    //! Nanoseconds; 0 where the kernel does not count them.
    qint64 waited() const
    {
        char text[96] = {};
        long long ran = 0, waited = 0;
        const ssize_t size = ::pread(m_file, text, sizeof text - 1, 0);
        return size > 0 && std::sscanf(text, "%lld %lld", &ran, &waited) == 2 ? waited : 0;
    }

private:
    const int m_file;
};

/*!
    The longest that the event loop of this thread keeps a queued call waiting, while the object lives: another thread
    makes one every half millisecond.
*/
class StallProbe : public QObject
{
public:
    StallProbe()
        : m_thread(QThread::create([this] { knock(); }))
    {
        m_processorTime = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
        m_thread->start();
    }
    ~StallProbe() override
    {
        m_isOver = true;
        m_thread->wait();
    }

    //! Wall-clock time of the longest wait, without what the neighbours took of it.
    qint64 longest() const { return m_longest; }
    //! The most processor time that this thread used between two calls; it does not see the neighbours.
    qint64 longestProcessorTime() const { return m_longestProcessorTime; }
    void forget()
    {
        m_longest = m_longestProcessorTime = 0;
        m_processorTime = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    }

private:
    void knock()
    {
        while (!m_isOver) {
            QThread::usleep(500);
            if (m_isUnderWay.exchange(true))
                continue;
            const qint64 sent = now();
            QMetaObject::invokeMethod(
                this, [this, sent] { arrived(now() - sent); }, Qt::QueuedConnection);
        }
    }
    //! A clock that stands while the watched thread is kept from running.
    qint64 now() const { return nanoseconds(CLOCK_MONOTONIC) - m_queue.waited(); }
    void arrived(qint64 waited)
    {
        m_longest = std::max(m_longest, waited);
        const qint64 used = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
        m_longestProcessorTime = std::max(m_longestProcessorTime, used - m_processorTime);
        m_processorTime = used;
        m_isUnderWay = false;
    }

    const RunQueue m_queue; // of the thread that is watched
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_isOver = false, m_isUnderWay = false;
    qint64 m_longest = 0, m_longestProcessorTime = 0, m_processorTime = 0;
};
} // namespace Benchmark
