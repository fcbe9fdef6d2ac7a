// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "session/world/application.h"
#include <vector>

namespace Auth0::Test {
//! What an application does while one of its operations goes wrong.
struct Flow
{
    QString name;
    bool isSignedIn; //!< a session stands in the store beforehand
    bool endsSession;
    bool startsSession;
    int processes;
    QStringList calls; //!< one after the other, in the first process; the others make the same ones beside it
    bool isBound = false; //!< to a key (DPoP)
};

//! One run of a flow in a world of its own; operation \a point of the first process meets \a fate (0: none does).
class TortureRun
{
public:
    TortureRun(VirtualTime *time, const Flow &flow, int point, Fate fate, quint64 seed, bool isTelling);
    ~TortureRun();
    //! What went wrong; empty: nothing.
    QStringList run();
    //! What the first process did, an operation a line.
    QStringList operations() const { return m_operations; }
    bool wasHit() const { return m_wasHit; }

private:
    Application *start();
    void pump(qint64 milliseconds);
    void prepare();
    void perform();
    void judge();
    bool isAnyoneWaiting() const;
    void checkErrors();

    const Flow m_flow;
    const int m_point;
    const Fate m_fate;
    bool m_wasHit = false, m_hadSession = false, m_logoutReturned = false;
    Machine m_machine;
    std::vector<std::unique_ptr<Application>> m_applications;
    QStringList m_operations;
};
} // namespace Auth0::Test
