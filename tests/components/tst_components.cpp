// SPDX-License-Identifier: Apache-2.0
#include "fakedprovider.h"
#include "qml/localtenant.h"
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtQml/qqml.h>
#include <QtQuickTest/quicktest.h>

namespace Auth0::Test {
//! What a test may see of the desktop.
class Desktop : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString clipboard READ clipboard)

public:
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }
};

class Setup : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void applicationAvailable()
    {
        qmlRegisterType<FakedProvider>("Auth0.Test", 1, 0, "FakedProvider");
        qmlRegisterType<LocalTenant>("Auth0.Test", 1, 0, "LocalTenant");
        qmlRegisterSingletonType<Desktop>(
            "Auth0.Test", 1, 0, "Desktop", [](QQmlEngine *, QJSEngine *) { return new Desktop; });
    }
};
} // namespace Auth0::Test

QUICK_TEST_MAIN_WITH_SETUP(components, Auth0::Test::Setup)
#include "tst_components.moc"
