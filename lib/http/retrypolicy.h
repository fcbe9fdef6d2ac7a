// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/httpclient.h"
#include <optional>

//! When to try again; pure.
namespace Auth0::RetryPolicy {
//! `Retry-After` (RFC 9110, section 10.2.3: seconds or a date) or Auth0's `x-ratelimit-reset`; nothing when neither is
//! there.
std::optional<std::chrono::milliseconds> retryAfter(const HttpResponse &response, const QDateTime &now);
//! 0.5 s × 2^attempt, at most 60 s, times \a jitter in [0.5, 1.0].
std::chrono::milliseconds backOff(int attempt, double jitter);
} // namespace Auth0::RetryPolicy
