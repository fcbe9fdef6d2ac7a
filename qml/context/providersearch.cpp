// SPDX-License-Identifier: Apache-2.0
#include "context/providersearch.h"
#include "context/providerlist.h"
#include "provider/auth0provider.h"
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0 {
// Qt Quick Controls has no public C++ class for its popups.
static bool isPopup(const QObject *object) { return object && object->inherits("QQuickPopup"); }

static QObject *objectOf(const QObject *object, const char *property)
{
    return object->property(property).value<QObject *>();
}

ProviderSearch::ProviderSearch(QObject *start) { visit(start); }

bool ProviderSearch::take(const QObject *parent)
{
    m_found = ProviderList::instance().childOf(parent);
    return m_found;
}

bool ProviderSearch::visit(QObject *object)
{
    if (!object || m_way.contains(object))
        return false;
    m_way.append(object);
    if (auto *self = qobject_cast<Auth0Provider *>(object)) {
        m_found = self;
        return true;
    }
    if (take(object))
        return true;
    if (isPopup(object) && visit(objectOf(object, "parent")))
        return true;
    return visitItem(object) || visitWindow(object);
}

bool ProviderSearch::visitItem(QObject *object)
{
    const auto *item = qobject_cast<QQuickItem *>(object);
    if (!item)
        return false;
    // What a popup shows hangs in the window's overlay; its owner is nearer.
    if (isPopup(item->parent()) && visit(item->parent()))
        return true;
    if (visit(item->parentItem()) || visit(item->parent()))
        return true;
    return !item->parentItem() && visit(item->window());
}

bool ProviderSearch::visitWindow(QObject *object)
{
    if (qobject_cast<QQuickItem *>(object))
        return false;
    if (const auto *window = qobject_cast<QQuickWindow *>(object)) {
        // What stands in a window belongs to its content item; an ApplicationWindow has a second one of its own.
        if (take(window->contentItem()) || take(objectOf(window, "contentItem")))
            return true;
        return visit(window->QObject::parent()) || visit(window->transientParent());
    }
    return visit(object->parent());
}
} // namespace Auth0
