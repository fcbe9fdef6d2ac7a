// SPDX-License-Identifier: Apache-2.0
#include "session/sessionregistry.h"
#include <QtCore/QHash>

namespace Auth0::SessionRegistry {
std::shared_ptr<Session> sessionFor(const SessionParts &parts)
{
    const auto make = [&parts] {
        // Its last client may let go inside one of the session's own signals or calls. Otherwise it dies at once, while
        // the services it was given are still there.
        return std::shared_ptr<Session>(new Session(parts), [](Session *session) {
            session->isOnStack() ? session->deleteLater() : delete session;
        });
    };
    if (parts.network || parts.secrets || parts.clock)
        return make();
    thread_local QHash<QString, std::weak_ptr<Session>> sessions;
    const QString name = QString::number(int(parts.storage)) + QLatin1Char(' ') + parts.key.toString();
    std::shared_ptr<Session> session = sessions.value(name).lock();
    if (!session) {
        session = make();
        sessions.insert(name, session);
    }
    return session;
}
} // namespace Auth0::SessionRegistry
