// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchoptions.h"

namespace Auth0 {
/*!
    The request to \a url that \a options ask for, without a token. InvalidArgument: a method or header that HTTP does
    not have or that is the connection's own matter, more than one of body, json and form, or a body with GET or HEAD.
*/
Result<FetchRequest> fetchRequest(const QUrl &url, const FetchOptions &options);
} // namespace Auth0
