// SPDX-License-Identifier: Apache-2.0
#include "context/providerlist.h"
#include "provider/auth0provider.h"
#include <QtQml/QJSEngine>
#include <QtQml/qqml.h>
#include <algorithm>

namespace Auth0 {
ProviderList &ProviderList::instance()
{
    thread_local ProviderList list;
    return list;
}

void ProviderList::add(Auth0Provider *provider)
{
    m_providers.append(provider);
    Q_EMIT changed();
}

void ProviderList::remove(Auth0Provider *provider)
{
    m_providers.removeOne(provider);
    Q_EMIT removed(provider);
}

Auth0Provider *ProviderList::childOf(const QObject *parent) const
{
    const auto found = std::find_if(m_providers.begin(), m_providers.end(), [parent](const Auth0Provider *provider) {
        return provider->parent() == parent;
    });
    return found == m_providers.end() ? nullptr : *found;
}

QList<Auth0Provider *> ProviderList::of(QJSEngine *engine) const
{
    QList<Auth0Provider *> found;
    for (Auth0Provider *provider : m_providers) {
        const QJSEngine *own = qjsEngine(provider);
        if (!own || own == engine)
            found.append(provider);
    }
    return found;
}
} // namespace Auth0
