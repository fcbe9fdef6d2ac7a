// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "storage/sessionkey.h"
#include <QtCore/QDir>
#include <QtCore/QObject>
#include <chrono>
#include <memory>

namespace Auth0 {
//! Held as long as it lives; the operating system lets go when the process dies.
class ProcessLockGuard
{
public:
    explicit ProcessLockGuard(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~ProcessLockGuard();
    Q_DISABLE_COPY(ProcessLockGuard)
    //! Lets go now, whoever still holds this object.
    void release();

private:
    int m_descriptor;
};

/*!
    One refresh of a token family at a time, among all processes of the user: flock(2) on a file, waited for on a thread
   of its own, woken by the kernel.
*/
class ProcessLock : public QObject
{
    Q_OBJECT
public:
    ProcessLock(const QDir &directory, const SessionKey &key, QObject *parent = nullptr);
    ~ProcessLock() override;
    //! Free locks are taken at once, without a thread. StoreUnavailable when \a wait passes or the file cannot be made.
    Async<std::shared_ptr<ProcessLockGuard>> acquire(std::chrono::milliseconds wait);

private:
    class Private;
    std::shared_ptr<Private> d;
};
} // namespace Auth0
