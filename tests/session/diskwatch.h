// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fnmatch.h>
#include <functional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>

namespace Auth0::Test {
//! Waits in a thread of its own for something to happen to a file of a directory, and acts at once.
class DiskWatch
{
public:
    //! \a act is called in that thread, once, when one of \a events (inotify's) meets a name that \a pattern
    //! (fnmatch's) fits.
    DiskWatch(const QString &directory, uint32_t events, const QByteArray &pattern, std::function<void()> act)
        : m_inotify(::inotify_init1(IN_CLOEXEC))
        , m_stop(::eventfd(0, EFD_CLOEXEC))
    {
        ::inotify_add_watch(m_inotify, directory.toLocal8Bit().constData(), events);
        m_thread = std::thread([this, pattern, act = std::move(act)] { run(pattern, act); });
    }
    ~DiskWatch()
    {
        ::eventfd_write(m_stop, 1);
        m_thread.join();
        ::close(m_inotify);
        ::close(m_stop);
    }
    bool hasActed() const { return m_acted; }

private:
    void run(const QByteArray &pattern, const std::function<void()> &act)
    {
        pollfd files[] = {{m_inotify, POLLIN, 0}, {m_stop, POLLIN, 0}};
        alignas(inotify_event) char bytes[8192];
        while (::poll(files, 2, -1) > 0 && (files[1].revents & POLLIN) == 0) {
            const ssize_t count = ::read(m_inotify, bytes, sizeof bytes);
            for (ssize_t at = 0; at < count;) {
                const auto *event = reinterpret_cast<const inotify_event *>(bytes + at);
                at += ssize_t(sizeof(inotify_event)) + event->len;
                if (event->len > 0 && ::fnmatch(pattern.constData(), event->name, 0) == 0) {
                    m_acted = true; // before: the victim's end may be noticed at once
                    act();
                    return;
                }
            }
        }
    }

    int m_inotify, m_stop;
    std::atomic<bool> m_acted = false;
    std::thread m_thread;
};
} // namespace Auth0::Test
