// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "storage/secretstore.h"
#include <QtCore/QHash>
#include <QtCore/QList>
#include <functional>

namespace Auth0::Test {
//! A secret store in memory that counts, fails and keeps silent as it is told.
class FakeSecretStore : public SecretStore
{
public:
    QHash<QString, QByteArray> entries;
    std::optional<Error> error; //!< every call ends in it while it is set
    std::optional<Error> readError; //!< every read ends in it while it is set
    std::optional<Error> writeError; //!< every write ends in it while it is set
    std::optional<Error> removeError; //!< every removal ends in it while it is set
    bool isWrittenAllTheSame = false; //!< a write that ends in `writeError` is done
    bool isSilent = false; //!< calls are not answered until answerNow()
    int reads = 0, writes = 0, removes = 0;

    Async<std::optional<QByteArray>> read(const QString &key) override
    {
        ++reads;
        if (readError)
            return failed<std::optional<QByteArray>>(*readError);
        return answer<std::optional<QByteArray>>([this, key]() -> Result<std::optional<QByteArray>> {
            return entries.contains(key) ? std::optional(entries.value(key)) : std::nullopt;
        });
    }
    Async<Done> write(const QString &key, const QByteArray &bytes) override
    {
        ++writes;
        if (writeError && isWrittenAllTheSame)
            entries.insert(key, bytes);
        if (writeError)
            return failed<Done>(*writeError);
        return answer<Done>([this, key, bytes]() -> Result<Done> {
            entries.insert(key, bytes);
            return Done();
        });
    }
    Async<Done> remove(const QString &key) override
    {
        ++removes;
        if (removeError)
            return failed<Done>(*removeError);
        return answer<Done>([this, key]() -> Result<Done> {
            entries.remove(key);
            return Done();
        });
    }
    //! Does and answers what it was silent about, in the order it came; from then on it answers at once.
    void answerNow()
    {
        isSilent = false;
        const auto late = std::exchange(m_late, {});
        for (const auto &call : late)
            call();
    }

private:
    template<typename T>
    Async<T> answer(std::function<Result<T>()> act)
    {
        if (error)
            return failed<T>(*error);
        if (!isSilent)
            return QtFuture::makeReadyFuture(act());
        const Deferred<T> caller;
        m_late.append([caller, act] { caller.settle(act()); });
        return caller.future();
    }

    QList<std::function<void()>> m_late;
};
} // namespace Auth0::Test
