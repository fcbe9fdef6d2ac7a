// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QString>

namespace Auth0 {
//! What the link of an invitation mail says (Auth0: Invite Organization Members).
struct Invitation
{
    QString ticket, organization;

    //! InvalidInvitationUrl when `invitation` or `organization` is missing.
    static Result<Invitation> fromUrl(const QString &url);
};
} // namespace Auth0
