// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <QtCore/QString>

namespace Sample {
//! Hands out the lines of standard input as they come, without blocking the window.
class StepReader : public QObject
{
    Q_OBJECT
public:
    explicit StepReader(QObject *parent = nullptr);

Q_SIGNALS:
    void lineRead(const QString &line);
    void ended();

private:
    void readMore();
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
};
} // namespace Sample
