// SPDX-License-Identifier: Apache-2.0
#include "network/userimages.h"
#include "client/client.h"
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace Auth0 {
namespace {
const char *const source = "source";

//! The images below \a item whose address \a concerns us.
void collect(QQuickItem *item, const std::function<bool(const QUrl &)> &concerns, QList<QQuickItem *> &images)
{
    if (item->inherits("QQuickImageBase") && concerns(item->property(source).toUrl()))
        images.append(item);
    const auto children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, concerns, images);
}
} // namespace

UserImages::UserImages(Client *client, std::function<bool(const QUrl &)> concerns)
    : m_concerns(std::move(concerns))
    , m_user(client->user().sub)
    , m_isRestoring(client->isLoading())
{
    connect(client, &Client::userChanged, this, [this, client] { onUserChanged(client->user().sub); });
    connect(client, &Client::isLoadingChanged, this, [this, client] { m_isRestoring = client->isLoading(); });
}

void UserImages::onUserChanged(const QString &user)
{
    // What was asked for while the store was read has waited for this very user.
    if (std::exchange(m_user, user) != user && !m_isRestoring)
        forget();
}

void UserImages::forget() const
{
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return;
    QList<QQuickItem *> images;
    QList<QQuickWindow *> windows;
    const auto all = QGuiApplication::allWindows();
    for (QWindow *each : all) {
        if (auto *window = qobject_cast<QQuickWindow *>(each)) {
            windows.append(window);
            collect(window->contentItem(), m_concerns, images);
        }
    }
    // What nobody holds any more leaves the cache; written past QML, the bindings stay.
    QList<QUrl> addresses;
    for (QQuickItem *image : std::as_const(images)) {
        addresses.append(image->property(source).toUrl());
        image->setProperty(source, QUrl());
    }
    const auto own = windows.isEmpty() ? std::make_unique<QQuickWindow>() : nullptr;
    (own ? own.get() : windows.first())->releaseResources();
    for (qsizetype i = 0; i < images.size(); ++i)
        images[i]->setProperty(source, addresses[i]);
}
} // namespace Auth0
