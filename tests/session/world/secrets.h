// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "session/world/machine.h"
#include "storage/secretstore.h"

namespace Auth0::Test {
//! One process's way to the machine's keyring: each call takes its time; it may be locked, and answers may get lost.
class Secrets : public QObject, public SecretStore
{
public:
    explicit Secrets(Process *process)
        : m_process(process)
    {
    }
    Async<std::optional<QByteArray>> read(const QString &key) override;
    Async<Done> write(const QString &key, const QByteArray &bytes) override;
    Async<Done> remove(const QString &key) override;

private:
    template<typename T>
    Async<T> call(const char *what, std::function<Result<T>()> act);
    static void set(const QString &key, const QByteArray &bytes);

    Process *m_process;
    QList<std::shared_ptr<void>> m_unanswered;
};
} // namespace Auth0::Test
