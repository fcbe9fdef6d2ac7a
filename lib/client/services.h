// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/browser/browser.h>
#include <Auth0Qt/core/clock.h>
#include <Auth0Qt/storage/secretstore.h>

class QNetworkAccessManager;

namespace Auth0 {
//! Parts an application may bring along; null is the default. They are not owned and outlive the client.
struct Services
{
    QNetworkAccessManager *networkAccessManager = nullptr;
    SecretStore *secretStore = nullptr;
    Browser *browser = nullptr;
    Clock *clock = nullptr;
};
} // namespace Auth0
