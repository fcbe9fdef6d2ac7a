// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QBasicTimer>
#include <QtCore/QObject>
#include <deque>
#include <functional>

namespace Auth0 {
//! Runs work at once, but at most `atOnce` pieces in one turn of the event loop; the rest follows, in order.
class Slices : public QObject
{
    Q_OBJECT
public:
    static constexpr int atOnce = 200;

    void run(std::function<void()> work);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    int m_ran = 0; //!< in this turn
    std::deque<std::function<void()>> m_waiting;
    QBasicTimer m_turn;
};
} // namespace Auth0
