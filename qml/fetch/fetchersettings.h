// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "options/key.h"
#include <QtCore/QStringList>
#include <QtQml/QJSValue>
#include <array>
#include <optional>

namespace Auth0 {
//! CreateFetcherOptions as JavaScript gives them.
struct FetcherSettings
{
    std::optional<QString> baseUrl;
    std::optional<QJSValue> fetch, getAccessToken; //!< functions
    std::optional<QString> nonceStorageId;
    std::optional<bool> useDPoP;
    QStringList allowedOrigins;
};
} // namespace Auth0
