// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace Tenant {

/// A misbehaviour that a test asks for.
struct Fault
{
    enum class Drop { No, Before, After };

    /// Empty: any path but the control calls'.
    std::string path;
    /// Restricts it to one grant_type.
    std::string grant;
    /// How many requests it still meets.
    int times = 1;
    /// 0: the answer's own.
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<std::string> body;
    std::string bodyType;
    /// Seconds between acting and answering.
    double delay = 0;
    Drop drop = Drop::No;
    /// Members of the real JSON answer that are another, or missing where they are null.
    Json members;
    /// What the ID token of the answer has wrong: `claims`, `header`, `signature`.
    Json idToken;
    /// Parameters of the redirect to the application that are another, or missing where they are null.
    Json redirect;
    /// The body is filled up with blanks to so many bytes.
    size_t size = 0;
    /// The connection is cut after so many bytes of the body.
    size_t cut = 0;
    /// Seconds between the first half of the body and the second.
    double pause = 0;
    /// The process that is killed before the answer leaves, or after `cut` bytes of it; 0: none.
    int kill = 0;

    /// A status or a body alone stands in for the request's effect; with a delay or a late drop the request acts first.
    bool acts() const { return drop != Drop::Before && (delay > 0 || drop == Drop::After || (!status && !body)); }
    Json toJson() const;
};

/// Reads what `POST /_tenant/faults` was given. Throws std::invalid_argument that names the member it cannot use.
Fault faultFromJson(const Json &json);

/// The faults still to come, oldest first. Safe to use from any thread.
class Faults
{
public:
    void add(const Fault &fault);
    void clear();
    Json toJson();
    /// The first fault that fits the request; it has one time less from now on.
    std::optional<Fault> take(const Call &call);

private:
    std::mutex m_mutex;
    std::vector<Fault> m_faults;
};

} // namespace Tenant
