// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "webauth/login.h"
#include <QtQml/qqml.h>

namespace Auth0 {
//! The states of a login by name: `Auth0Login.WaitingForBrowser`.
namespace LoginNames {
Q_NAMESPACE

enum State {
    Idle,
    Preparing,
    WaitingForBrowser,
    WaitingForDevice,
    ExchangingCode,
    Done,
    Cancelled,
    TimedOut,
    Failed,
};
Q_ENUM_NS(State)
} // namespace LoginNames

//! Auth0::Login as `Auth0Login`, the type of a provider's `login`.
struct Auth0LoginForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::Login)
    QML_NAMED_ELEMENT(Auth0Login)
    QML_EXTENDED_NAMESPACE(Auth0::LoginNames)
    QML_UNCREATABLE("It is a provider's login.")
};
} // namespace Auth0
