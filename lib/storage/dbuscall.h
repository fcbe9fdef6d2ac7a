// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QVariantList>

namespace Auth0 {
//! Whom a D-Bus call on the session bus goes to.
struct DBusTarget
{
    QString service, path, interface;
};

//! The arguments of the reply, without waiting for it here. StoreUnavailable without a bus, without the service, on its
//! error, and after 5 s.
Async<QVariantList> dbusCall(const DBusTarget &target, const QString &method, const QVariantList &arguments);

//! "The keyring is not available: \a why".
Error keyringUnavailable(const QString &why);
//! "The keyring is locked."
Error keyringLocked();
} // namespace Auth0
