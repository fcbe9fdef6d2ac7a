// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "fetch/fetchoptions.h"
#include <QtCore/QHash>
#include <QtCore/QObject>

namespace Auth0 {
/*!
    Tokens for requests, and one renewal for all whose token an API refused: requests that were under way together ask
    for a new token together. Who waits when it dies is answered with Cancelled.
*/
class TokenSupply : public QObject
{
public:
    using Source = std::function<Async<AccessToken>(const AccessTokenRequest &)>;

    explicit TokenSupply(Source source, QObject *parent = nullptr);
    ~TokenSupply() override;

    Async<AccessToken> get(const AccessTokenRequest &request) { return m_source(request); }
    //! A token in place of \a refused, by at most one forced refresh; errors of the source.
    Async<AccessToken> renewed(const AccessTokenRequest &request, const QString &refused);

private:
    struct Renewal
    {
        QString refused;
        std::optional<AccessToken> token; //!< once there is one
        QList<Deferred<AccessToken>> waiting;
    };
    void settle(const QString &name, const Result<AccessToken> &result);

    const Source m_source;
    QHash<QString, Renewal> m_renewals; //!< the newest of each audience and scope
};
} // namespace Auth0
