// SPDX-License-Identifier: Apache-2.0
#include "language/enginelanguage.h"
#include "core/translations.h"
#include <QtCore/QLocale>
#include <QtQml/QQmlEngine>

namespace Auth0 {
void EngineLanguage::follow(QQmlEngine *engine)
{
    if (engine && !engine->findChild<EngineLanguage *>(QString(), Qt::FindDirectChildrenOnly))
        new EngineLanguage(engine);
}

EngineLanguage::EngineLanguage(QQmlEngine *engine)
    : QObject(engine)
{
    connect(engine, &QJSEngine::uiLanguageChanged, this, &EngineLanguage::change);
    // A QQmlApplicationEngine begins with the locale's name: nobody has chosen that.
    const QString language = engine->uiLanguage();
    if (!language.isEmpty() && language != QLocale().bcp47Name())
        change();
}

void EngineLanguage::change()
{
    auto *engine = static_cast<QQmlEngine *>(parent());
    Translations::follow(engine->uiLanguage());
    QMetaObject::invokeMethod(engine, &QQmlEngine::retranslate, Qt::QueuedConnection);
}
} // namespace Auth0
