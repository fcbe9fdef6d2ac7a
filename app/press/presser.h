// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "press/step.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QPointF>
#include <QtCore/QTimer>

class QQuickItem;

namespace Sample {
/*!
    Does the steps of `--press` on the windows of this application, one after the other, and prints what they show.

    It knows no page and no control: it finds items by their objectName, waits until they can be used, and sends the
    events of a mouse or keyboard. It ends the application with 0 after the last step and with 1 at the first step that
    fails, which is named together with everything that is visible.
*/
class Presser : public QObject
{
    Q_OBJECT
public:
    Presser();
    //! Starts with a list of steps, or with `-` for steps from standard input, a line each, until it ends. Returns the
    //! mistake in the list; empty when there is none.
    QString start(const QString &steps);

private:
    enum Outcome { Done, NotYet, Failed };

    void add(const QString &line);
    void finishWhenIdle();
    void tryStep();
    Outcome attempt(const Step &step);
    Outcome press(const QString &name);
    Outcome show(const QString &name);
    Outcome wait(const Step &step);
    Outcome resize(const QString &size);
    Outcome focusMoved(const QString &from);
    Outcome takePicture(const QString &file);
    void nextStep();
    void fail(const QString &reason);

    QList<Step> m_steps;
    QTimer m_clock;
    QElapsedTimer m_sinceStart;
    qreal m_bound = 20; //!< seconds a step may take
    int m_done = 0;
    bool m_moreMayCome = false;
    QPointF m_lastMiddle;
};
} // namespace Sample
