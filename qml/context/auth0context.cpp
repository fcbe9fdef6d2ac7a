// SPDX-License-Identifier: Apache-2.0
#include "context/auth0context.h"
#include "context/providerlist.h"
#include "context/providersearch.h"
#include "provider/auth0provider.h"
#include <QtCore/QMetaProperty>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0 {
Auth0Context::Auth0Context(QObject *attachee)
    : QObject(attachee)
{
}

Auth0Provider *Auth0Context::provider()
{
    if (!m_isAsked) {
        m_isAsked = true;
        connect(&ProviderList::instance(), &ProviderList::changed, this, &Auth0Context::search);
        connect(&ProviderList::instance(), &ProviderList::removed, this, &Auth0Context::forget);
        m_provider = lookUp();
    }
    return m_provider;
}

void Auth0Context::search()
{
    Auth0Provider *found = lookUp();
    if (m_provider == found)
        return;
    m_provider = found;
    Q_EMIT providerChanged();
}

// Where something goes, what held it may be half destroyed as well: the search waits until that is over.
void Auth0Context::searchLater() { QMetaObject::invokeMethod(this, &Auth0Context::search, Qt::QueuedConnection); }

void Auth0Context::forget(const Auth0Provider *provider)
{
    searchLater();
    if (m_provider == provider) {
        m_provider = nullptr;
        Q_EMIT providerChanged();
    }
}

Auth0Provider *Auth0Context::lookUp()
{
    const ProviderSearch way(parent());
    for (const auto &watched : std::as_const(m_watches))
        disconnect(watched);
    m_watches.clear();
    for (const QObject *object : way.way())
        watch(object);
    Auth0Provider *found = way.found() ? way.found() : onlyOne();
    // While objects are put together there may be none for a moment.
    if (!found)
        QMetaObject::invokeMethod(this, &Auth0Context::warnIfMissing, Qt::QueuedConnection);
    return found;
}

void Auth0Context::watch(const QObject *object)
{
    if (const auto *item = qobject_cast<const QQuickItem *>(object)) {
        const auto moved = [this](const auto *to) { to ? search() : searchLater(); };
        m_watches.append(connect(item, &QQuickItem::parentChanged, this, moved));
        m_watches.append(connect(item, &QQuickItem::windowChanged, this, moved));
    } else if (const auto *window = qobject_cast<const QWindow *>(object)) {
        m_watches.append(connect(window, &QWindow::transientParentChanged, this, &Auth0Context::search));
    } else if (object->inherits("QQuickPopup")) {
        const QMetaObject *meta = object->metaObject();
        const QMetaMethod moved = meta->property(meta->indexOfProperty("parent")).notifySignal();
        const QMetaMethod slot = metaObject()->method(metaObject()->indexOfSlot("search()"));
        m_watches.append(connect(object, moved, this, slot));
    }
}

Auth0Provider *Auth0Context::onlyOne() const
{
    const auto all = ProviderList::instance().of(qmlEngine(parent()));
    return all.size() == 1 ? all.first() : nullptr;
}

void Auth0Context::warnIfMissing()
{
    if (m_provider || std::exchange(m_isWarned, true))
        return;
    qmlWarning(parent()) << "Auth0Context.provider is null: no Auth0Provider stands above this object, and "
                         << (ProviderList::instance().of(qmlEngine(parent())).isEmpty()
                                 ? "there is none in this engine."
                                 : "there are several in this engine.");
}
} // namespace Auth0
