// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/options.h"
#include "core/result.h"
#include <QtCore/QJsonObject>

namespace Auth0 {
//! The data of an updateSession() as JSON. InvalidArgument without any, with what JSON cannot hold, above 16 KiB.
Result<QJsonObject> applicationData(const UpdateSessionOptions &options);
} // namespace Auth0
