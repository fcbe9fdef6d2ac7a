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
    goes nowhere. A request elsewhere goes as it would without this; a synchronous one too, without the token.

    A bound token (`useDPoP`, RFC 9449) is shown with a proof made for each attempt; a demand for a nonce is met once. A
    401 with `invalid_token` leads to one forced refresh and one repetition. A request that comes while the token is
    refreshed waits and is sent once. Nobody signed in: it goes without a token. A redirect is followed as the request's
    policy says, to another origin without the token. A POST whose connection closes without an answer is not sent a
    second time, as Qt would by itself. `caCertificates` of the client are trusted for these origins, by the
    connections that are made from then on. The proxy is Qt's: what QNetworkProxyFactory of the application says.

    No token to be had: the reply ends in TemporaryNetworkFailureError if that may pass (network, a locked keyring), in
    OperationCanceledError if the client is gone, in UnknownNetworkError for a mistake in the client's configuration,
   and in AuthenticationRequiredError if it takes a login.

    When another user signs in, or the user out, the images of these origins are loaded anew: what QML has cached was
    another user's.

    It is made on the thread of the client and outlives the engine; the engine's other threads may use it. A client that
    dies first ends what waits for its token.
*/
class AUTH0_QUICK_EXPORT Auth0NetworkAccessManagerFactory : public QQmlNetworkAccessManagerFactory
{
public:
    //! \a client is not owned; \a origins are those that may see its token.
    Auth0NetworkAccessManagerFactory(Client *client, const QStringList &origins);
    ~Auth0NetworkAccessManagerFactory() override;

    //! By the engine, from any of its threads; \a parent owns the manager.
    QNetworkAccessManager *create(QObject *parent) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
using Auth0::Auth0NetworkAccessManagerFactory;
