// SPDX-License-Identifier: Apache-2.0
#include "provider/auth0provider.h"
#include "context/providerlist.h"
#include "language/enginelanguage.h"
#include "provider/providerprivate.h"
#include <QtQml/QQmlEngine>

namespace Auth0 {
Auth0Provider::Auth0Provider(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    ProviderList::instance().add(this);
}

Auth0Provider::~Auth0Provider()
{
    d->stop();
    ProviderList::instance().remove(this);
}

void Auth0Provider::classBegin() { d->isComplete = false; }

void Auth0Provider::componentComplete()
{
    EngineLanguage::follow(qmlEngine(this));
    d->complete();
    Q_EMIT ProviderList::instance().changed();
}

Client *Auth0Provider::client() const { return d->upToDate(); }

void Auth0Provider::setServices(const Services &services) { d->services = services; }

UserProfile Auth0Provider::user() const { return d->shown() ? d->shown()->user() : UserProfile(); }

Auth0Provider::SessionState Auth0Provider::sessionState() const
{
    return d->shown() ? SessionState(d->shown()->sessionState()) : Restoring;
}

bool Auth0Provider::isAuthenticated() const { return sessionState() == SignedIn; }

bool Auth0Provider::isLoading() const { return sessionState() == Restoring; }

bool Auth0Provider::isPersistent() const { return d->shown() && d->shown()->isPersistent(); }

Error Auth0Provider::error() const { return d->client ? d->client->error() : Error(); }

Login *Auth0Provider::login() const { return d->client ? d->client->login() : &d->idleLogin; }

QDateTime Auth0Provider::expiresAt() const { return d->shown() ? d->shown()->expiresAt() : QDateTime(); }

QStringList Auth0Provider::callbackUrls() const { return d->configuration.callbackUrls(); }
} // namespace Auth0
