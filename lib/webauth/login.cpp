// SPDX-License-Identifier: Apache-2.0
#include "webauth/login.h"

namespace Auth0 {
Login::Login(QObject *parent)
    : QObject(parent)
{
}

void Login::cancel() { Q_EMIT cancelRequested(); }

void Login::reopen() { Q_EMIT reopenRequested(); }
} // namespace Auth0
