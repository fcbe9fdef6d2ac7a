// SPDX-License-Identifier: Apache-2.0
#include "localtenant.h"
#include "printed.h"
#include <QtQml/QQmlEngine>
#include <QtQml/qqml.h>
#include <QtQuickTest/quicktest.h>

namespace Auth0::Test {
class Setup : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void applicationAvailable()
    {
        qmlRegisterType<LocalTenant>("Auth0.Test", 1, 0, "LocalTenant");
        qmlRegisterSingletonType<Printed>(
            "Auth0.Test", 1, 0, "Printed", [](QQmlEngine *, QJSEngine *) { return new Printed; });
    }
};
} // namespace Auth0::Test

QUICK_TEST_MAIN_WITH_SETUP(quick, Auth0::Test::Setup)
#include "tst_quick.moc"
