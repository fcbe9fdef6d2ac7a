// SPDX-License-Identifier: Apache-2.0
#pragma once

class QNetworkAccessManager;

namespace Auth0 {
class Browser;
class Clock;
class SecretStore;

//! Parts an application may bring along; null is the default. They are not owned and outlive the client.
struct Services
{
    QNetworkAccessManager *networkAccessManager = nullptr;
    SecretStore *secretStore = nullptr;
    Browser *browser = nullptr;
    Clock *clock = nullptr;
};
} // namespace Auth0
