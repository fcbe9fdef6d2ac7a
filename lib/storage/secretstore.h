// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <Auth0Qt/core/result.h>
#include <QtCore/QByteArray>
#include <optional>

namespace Auth0 {
/*!
    Where secrets sleep. An application may hand in its own (Services::secretStore).

    Every call may end in StoreLocked (a person can unlock it), StoreUnavailable (it may come back) or StoreFailed. What
    could not be read, for whatever reason, is asked for again: only an answer tells that nobody is signed in.
    Calls take effect in the order they are made. They may end on any thread.
*/
class AUTH0_EXPORT SecretStore
{
public:
    virtual ~SecretStore();
    //! The bytes under \a key; nothing when there are none.
    virtual Async<std::optional<QByteArray>> read(const QString &key) = 0;
    //! Replaces what is under \a key in one step: a crash leaves the old bytes or the new ones.
    virtual Async<Done> write(const QString &key, const QByteArray &bytes) = 0;
    //! Removing what is not there succeeds.
    virtual Async<Done> remove(const QString &key) = 0;
};
} // namespace Auth0
