// SPDX-License-Identifier: Apache-2.0
// Runs histories of the shipped session code in a world without real time, each drawn from a seed; a seed replays.
#include "session/simulation/history.h"
#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QElapsedTimer>
#include <QtCore/QHashFunctions>
#include <QtCore/QLoggingCategory>

using namespace Auth0::Test;

namespace {
struct Sum
{
    qint64 events = 0, rotations = 0, repeats = 0, logins = 0, losses = 0;
};

quint64 firstSeed(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("seed")))
        return parser.value(QStringLiteral("seed")).toULongLong();
    bool isGiven = false;
    const quint64 given = qEnvironmentVariable("AUTH0_SIMULATION_SEED").toULongLong(&isGiven);
    return isGiven ? given : quint64(QDateTime::currentSecsSinceEpoch()) * 100'000;
}

bool runs(VirtualTime *time, quint64 seed, bool isTelling, Sum &sum)
{
    History history(time, seed, isTelling);
    const QStringList violations = history.run();
    sum.events += history.events;
    sum.rotations += history.tenant().rotations;
    sum.repeats += history.tenant().repeats;
    sum.logins += history.tenant().logins;
    sum.losses += history.losses;
    if (violations.isEmpty())
        return true;
    qCritical().noquote() << "seed" << seed << "FAILED:" << history.circumstances();
    for (const QString &violation : violations)
        qCritical().noquote() << "   " << violation;
    qCritical().noquote() << "    replay: session_simulation --seed" << seed << "--tell";
    return false;
}
} // namespace

int main(int count, char **arguments)
{
    QHashSeed::setDeterministicGlobalSeed();
    auto *time = new VirtualTime;
    QCoreApplication::setEventDispatcher(time);
    QCoreApplication application(count, arguments);
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("seed"),
         QStringLiteral("The first seed; default: AUTH0_SIMULATION_SEED, or else from the clock."),
         QStringLiteral("S")});
    parser.addOption({QStringLiteral("seeds"), QStringLiteral("How many."), QStringLiteral("N"), QStringLiteral("1")});
    parser.addOption({QStringLiteral("tell"), QStringLiteral("Prints the story.")});
    parser.addOption({QStringLiteral("stop"), QStringLiteral("Ends at the first failure.")});
    parser.addHelpOption();
    parser.process(application);
    if (!parser.isSet(QStringLiteral("tell")))
        QLoggingCategory::setFilterRules(QStringLiteral("auth0.*=false"));
    const quint64 first = firstSeed(parser);
    const int seeds = parser.value(QStringLiteral("seeds")).toInt();
    QElapsedTimer since;
    since.start();
    Sum sum;
    int failed = 0, run = 0;
    for (; run < seeds && (failed == 0 || !parser.isSet(QStringLiteral("stop"))); ++run)
        failed += !runs(time, first + quint64(run), parser.isSet(QStringLiteral("tell")), sum);
    qInfo().noquote() << QStringLiteral(
                             "simulation: seeds %1 to %2, %3 events, %4 logins, %5 rotations, %6 of them repeats, %7 "
                             "sessions lost to a closed overlap, %8 failed; %9 ms")
                             .arg(first)
                             .arg(first + quint64(run) - 1)
                             .arg(sum.events)
                             .arg(sum.logins)
                             .arg(sum.rotations)
                             .arg(sum.repeats)
                             .arg(sum.losses)
                             .arg(failed)
                             .arg(since.elapsed());
    return failed == 0 ? 0 : 1;
}
