// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QObject>

class QQmlEngine;

namespace Auth0 {
//! Lets the library's texts follow `Qt.uiLanguage` of one engine. It is a child of the engine.
class EngineLanguage : public QObject
{
    Q_OBJECT
public:
    //! From now on; the first call for an engine counts. Null: nothing.
    static void follow(QQmlEngine *engine);

private:
    explicit EngineLanguage(QQmlEngine *engine);
    void change();
};
} // namespace Auth0
