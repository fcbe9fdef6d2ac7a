// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "support/httpuser.h"
#include "support/tenantprocess.h"
#include <QtCore/QObject>

namespace Auth0::Test {
//! The local tenant and a person at a browser, for QML.
class LocalTenant : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString domain READ domain CONSTANT)
    Q_PROPERTY(QList<int> callbackPorts READ callbackPorts CONSTANT)
    Q_PROPERTY(int refreshes READ refreshes)
    Q_PROPERTY(QString password MEMBER password)

public:
    using QObject::QObject;
    QString password = QStringLiteral("Passw0rd!");

    QString domain() const { return m_tenant.domain(); }
    QList<int> callbackPorts() const { return m_tenant.callbackPorts(); }
    int refreshes() const { return int(m_tenant.refreshes().size()); }
    //! Follows the page at \a url to its end, as alice@example.com.
    Q_INVOKABLE void visit(const QUrl &url)
    {
        m_user.password = password;
        m_user.visit(url);
    }
    Q_INVOKABLE int callApi(const QString &accessToken) const { return m_tenant.callApi(accessToken); }

private:
    TenantProcess m_tenant;
    HttpUser m_user;
};
} // namespace Auth0::Test
