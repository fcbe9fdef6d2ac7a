// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "bench.h"
#include "storage/sessiondirectory.h"
#include "storage/sessionmark.h"

namespace Auth0::Test {
//! The application keeps its session where it does by default, in the platform's keychain, or in a file.
class KeychainBench : public Bench
{
public:
    using Bench::Bench;

    Services services() override { return {nullptr, nullptr, &user, &clock}; }
    SessionKey key() const
    {
        const bool isInFile = configuration.storage == Storage::InsecureFile;
        return {configuration.domain, configuration.clientId, configuration.account, isInFile};
    }

protected:
    qint64 family() const override
    {
        const auto mark = SessionMark(sessionDirectory(), key()).read();
        return mark ? qint64(mark->family) : 0;
    }
};
} // namespace Auth0::Test
