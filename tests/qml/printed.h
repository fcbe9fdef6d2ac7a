// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QObject>

namespace Auth0::Test {
//! What is printed between start() and stop(), as a log would show it.
class Printed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    Q_INVOKABLE void start()
    {
        text().clear();
        before() = qInstallMessageHandler(take);
    }
    Q_INVOKABLE QString stop()
    {
        qInstallMessageHandler(before());
        return text();
    }

private:
    static QString &text()
    {
        static QString text;
        return text;
    }
    static QtMessageHandler &before()
    {
        static QtMessageHandler handler = nullptr;
        return handler;
    }
    static void take(QtMsgType, const QMessageLogContext &, const QString &message) { text() += message + u'\n'; }
};
} // namespace Auth0::Test
