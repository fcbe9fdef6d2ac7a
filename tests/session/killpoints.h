// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <sys/inotify.h>

namespace Auth0::Test {
//! How far a refresh was when the process died, judged from outside: the tenant's log, the files, the keyring.
enum class Phase {
    BeforeTheNote, //!< no journal, no request
    Noted, //!< the journal stands, the tenant has seen nothing
    Received, //!< the tenant has the request and did nothing
    Rotated, //!< the tenant rotated the token, the keyring has the old one
    Stored, //!< the keyring has the new token, the mark is of before
    Marked, //!< the mark is new, the journal stands
    Cleared, //!< the journal is gone, the caller has no answer
};
constexpr int phases = 7;

inline const char *nameOf(Phase phase)
{
    constexpr const char *names[phases] = {"before the note", "noted",  "received", "rotated",
                                           "stored",          "marked", "cleared"};
    return names[int(phase)];
}

//! Who kills, and when.
struct KillPoint
{
    enum Killer { Tenant, Disk, BusCall, BusReply };

    const char *name;
    Killer killer;
    QByteArray what; //!< a member of a D-Bus call, a pattern of file names, or the tenant's fault
    uint32_t events; //!< inotify's
    Phase first, last; //!< where such a kill can hit
};

// A file is begun under another name; one that an earlier kill left is removed by the next writer, and is none of
// these. A watcher of the disk is as fast as the scheduler lets it be: it hits there or a little later.
inline const QList<KillPoint> killPoints{
    {"tenant: on receipt", KillPoint::Tenant, R"({"drop": "before"})", 0, Phase::Received, Phase::Received},
    {"tenant: after rotating", KillPoint::Tenant, "{}", 0, Phase::Rotated, Phase::Rotated},
    {"tenant: after half the answer", KillPoint::Tenant, R"({"cut": 800})", 0, Phase::Rotated, Phase::Rotated},
    {"D-Bus: the record is read again", KillPoint::BusCall, "GetSecrets", 0, Phase::BeforeTheNote,
     Phase::BeforeTheNote},
    {"D-Bus: the record is to be written", KillPoint::BusCall, "CreateItem", 0, Phase::Rotated, Phase::Rotated},
    {"D-Bus: the record is written", KillPoint::BusReply, "CreateItem", 0, Phase::Stored, Phase::Stored},
    {"disk: the lock is opened", KillPoint::Disk, "*.lock", IN_OPEN, Phase::BeforeTheNote, Phase::Cleared},
    {"disk: the journal is begun", KillPoint::Disk, "*.journal.??????", IN_CREATE, Phase::BeforeTheNote,
     Phase::Cleared},
    {"disk: the journal is written", KillPoint::Disk, "*.journal", IN_MOVED_TO, Phase::Noted, Phase::Cleared},
    {"disk: the mark is begun", KillPoint::Disk, "*.mark.??????", IN_CREATE, Phase::Stored, Phase::Cleared},
    {"disk: the mark is written", KillPoint::Disk, "*.mark", IN_MOVED_TO, Phase::Marked, Phase::Cleared},
    {"disk: the journal is cleared", KillPoint::Disk, "*.journal", IN_DELETE, Phase::Cleared, Phase::Cleared},
};
} // namespace Auth0::Test
