// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace Tenant {

/// Unix seconds of this machine, with fractions.
double machineTime();

/// What the tenant takes for now: the machine's clock plus an offset that a test sets.
class Clock
{
public:
    /// Unix seconds, with fractions.
    double now() const { return machineTime() + m_offset; }
    /// Whole Unix seconds, for claims.
    int64_t seconds() const { return static_cast<int64_t>(now()); }
    /// The `Date` header of now (RFC 9110 section 5.6.7).
    std::string httpDate() const;
    /// Seconds, any sign; 0 is the machine's clock.
    void setOffset(double seconds) { m_offset = seconds; }
    double offset() const { return m_offset; }

private:
    std::atomic<double> m_offset = 0;
};

} // namespace Tenant
