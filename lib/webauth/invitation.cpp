// SPDX-License-Identifier: Apache-2.0
#include "webauth/invitation.h"
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

namespace Auth0 {
Result<Invitation> Invitation::fromUrl(const QString &url)
{
    const QUrlQuery query(QUrl(url, QUrl::StrictMode));
    const Invitation invitation{
        query.queryItemValue(QStringLiteral("invitation"), QUrl::FullyDecoded),
        query.queryItemValue(QStringLiteral("organization"), QUrl::FullyDecoded)};
    if (invitation.ticket.isEmpty() || invitation.organization.isEmpty())
        return Error(
            Error::InvalidInvitationUrl,
            QStringLiteral(
                "invitationUrl must carry both `invitation` and `organization`, as the link of the mail does."));
    return invitation;
}
} // namespace Auth0
