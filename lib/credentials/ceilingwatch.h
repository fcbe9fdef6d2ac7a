// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "credentials/credentialsmanager.h"
#include "credentials/waketimer.h"

namespace Auth0 {
//! Ends the session when its ceiling comes, asked or not.
class CeilingWatch : public QObject
{
    Q_OBJECT
public:
    CeilingWatch(CredentialsManager *manager, Clock *clock, QObject *parent = nullptr);

private:
    void look();

    CredentialsManager *m_manager;
    WakeTimer m_timer;
};
} // namespace Auth0
