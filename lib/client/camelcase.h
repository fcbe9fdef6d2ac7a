// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonObject>
#include <QtCore/QVariantMap>

namespace Auth0 {
//! Every key at every level in camel case, `given_name` as `givenName`, as Auth0's SDKs hand out `/userinfo`.
QVariantMap camelCased(const QJsonObject &object);
} // namespace Auth0
