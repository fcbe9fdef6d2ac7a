// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QDateTime>

namespace Auth0 {
//! Where the time comes from; a test hands in its own.
class AUTH0_EXPORT Clock
{
public:
    virtual ~Clock();
    //! The time now, in UTC.
    virtual QDateTime now() = 0;
};

//! The system's clock.
class AUTH0_EXPORT SystemClock : public Clock
{
public:
    QDateTime now() override;
};
} // namespace Auth0
