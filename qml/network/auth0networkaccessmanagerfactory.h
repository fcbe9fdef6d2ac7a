// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/client/client.h>
#include <Auth0Qt/quick/export.h>
#include <QtQml/QQmlNetworkAccessManagerFactory>

namespace Auth0 {
/*!
    Gives XMLHttpRequest, Image, FontLoader and whatever else a QQmlEngine loads the session's access token, for the
    origins it is told and no other:

        Auth0::Auth0NetworkAccessManagerFactory factory(&client, {u"https://api.example.com"_qs});
        engine.setNetworkAccessManagerFactory(&factory);

    An origin is `https://host` or `http://127.0.0.1:PORT`; one that is none is named in a warning, and then the token
    goes nowhere. A request elsewhere goes as it would without this. A request that comes while the token is refreshed
    waits and is sent once. Nobody signed in: it goes without a token. No token to be had for another reason: the reply
    ends in TemporaryNetworkFailureError if that may pass, in AuthenticationRequiredError if it takes a login. A
   redirect to another origin is followed without the token. A 401 with `invalid_token` leads to one forced refresh and
   one repetition.

    When another user signs in, or the user out, the images of these origins are loaded anew: what QML has cached was
    another user's.

    It is made on the thread of the client and outlives the engine; the engine's other threads may use it. A client that
    dies first ends what waits for its token.
*/
class AUTH0_QUICK_EXPORT Auth0NetworkAccessManagerFactory : public QQmlNetworkAccessManagerFactory
{
public:
    Auth0NetworkAccessManagerFactory(Client *client, const QStringList &origins);
    ~Auth0NetworkAccessManagerFactory() override;

    QNetworkAccessManager *create(QObject *parent) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
using Auth0::Auth0NetworkAccessManagerFactory;
