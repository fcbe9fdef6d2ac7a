// SPDX-License-Identifier: Apache-2.0
// Runs each flow once to count its operations, then once for each operation and each way in which it can go wrong.
#include "session/torture/run.h"
#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QLoggingCategory>

using namespace Auth0::Test;

namespace {
QList<Flow> flows()
{
    const auto say = [](const char *text) { return QString::fromLatin1(text); };
    return {
        {say("restore"), true, false, false, 1, {say("restore")}},
        {say("login"), false, false, true, 1, {say("authorize")}},
        {say("another login"), true, false, true, 1, {say("authorize")}},
        {say("refresh"), true, false, false, 1, {say("getCredentialsForced")}},
        {say("two refreshes"), true, false, false, 1, {say("getCredentialsForced"), say("getCredentialsForced")}},
        {say("token for another API"), true, false, false, 1, {say("otherAudience"), say("getCredentialsForced")}},
        {say("credentials of another API"),
         true,
         false,
         false,
         1,
         {say("apiCredentials"), say("getCredentialsForced"), say("apiCredentials")}},
        {say("credentials of another API, forgotten"),
         true,
         false,
         false,
         1,
         {say("apiCredentials"), say("clearApiCredentials"), say("apiCredentials")}},
        {say("data"), true, false, false, 1, {say("updateSession")}},
        {say("logout"), true, true, false, 1, {say("restore"), say("clearCredentials")}},
        {say("logout with browser"), true, true, false, 1, {say("restore"), say("clearSession")}},
        {say("two processes refresh"), true, false, false, 2, {say("getCredentialsForced"), say("otherAudience")}},
        {say("two processes log in"), true, false, true, 2, {say("authorize"), say("getCredentialsForced")}},
        {say("two processes log out"), true, true, false, 2, {say("restore"), say("clearCredentials")}},
        {say("bound: restore"), true, false, false, 1, {say("restore")}, true},
        {say("bound: login"), false, false, true, 1, {say("authorize")}, true},
        {say("bound: another login"), true, false, true, 1, {say("authorize"), say("getCredentialsForced")}, true},
        {say("bound: refresh"), true, false, false, 1, {say("getCredentialsForced")}, true},
        {say("bound: token for another API"),
         true,
         false,
         false,
         1,
         {say("apiCredentials"), say("getCredentialsForced")},
         true},
        {say("bound: logout"), true, true, false, 1, {say("restore"), say("clearCredentials")}, true},
        {say("bound: two processes refresh"),
         true,
         false,
         false,
         2,
         {say("getCredentialsForced"), say("otherAudience")},
         true},
    };
}

QList<Fate> fatesOf(const QString &operation)
{
    if (operation == QLatin1String("random"))
        return {Fate::KilledBefore, Fate::KilledAfter};
    QList<Fate> fates{Fate::Fails, Fate::Hangs, Fate::Half, Fate::Lost, Fate::KilledBefore, Fate::KilledAfter};
    if (operation.startsWith(QLatin1String("send")))
        fates.append(Fate::Garbled);
    return fates;
}

struct Sum
{
    int runs = 0, points = 0, failed = 0, unhit = 0;
};

void torture(VirtualTime *time, const Flow &flow, int shallow, Random &random, bool isTelling, Sum &sum)
{
    QStringList operations;
    {
        TortureRun count(time, flow, 0, Fate::Works, 1, false);
        const QStringList violations = count.run();
        for (const QString &violation : violations)
            qCritical().noquote() << flow.name << "FAILED undisturbed:" << violation;
        sum.failed += int(violations.size());
        operations = count.operations();
    }
    for (int point = 1; point <= operations.size(); ++point) {
        ++sum.points;
        for (const Fate fate : fatesOf(operations.at(point - 1))) {
            if (shallow > 0 && !random.chance(100.0 / shallow))
                continue;
            ++sum.runs;
            TortureRun run(time, flow, point, fate, 1, isTelling);
            const QStringList violations = run.run();
            sum.unhit += !run.wasHit();
            if (violations.isEmpty())
                continue;
            ++sum.failed;
            qCritical().noquote() << QStringLiteral("%1, operation %2 of %3 (%4), fate %5 FAILED: %6")
                                         .arg(flow.name)
                                         .arg(point)
                                         .arg(operations.size())
                                         .arg(operations.at(point - 1))
                                         .arg(int(fate))
                                         .arg(violations.join(QStringLiteral("; ")));
        }
    }
}
} // namespace

int main(int count, char **arguments)
{
    QHashSeed::setDeterministicGlobalSeed();
    auto *time = new VirtualTime;
    QCoreApplication::setEventDispatcher(time);
    QCoreApplication application(count, arguments);
    QCommandLineParser parser;
    const auto option = [&parser](const char *name, const char *help, const char *value = nullptr) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QString::fromLatin1(value)});
    };
    option("shallow", "Only one run of K, at random.", "K");
    option("seed", "Which ones.", "S");
    option("flow", "Only the flow of this name.", "NAME");
    option("tell", "Prints the stories.");
    parser.addHelpOption();
    parser.process(application);
    if (!parser.isSet(QStringLiteral("tell")))
        QLoggingCategory::setFilterRules(QStringLiteral("auth0.*=false"));
    Random random(parser.value(QStringLiteral("seed")).toULongLong());
    const QString only = parser.value(QStringLiteral("flow"));
    Sum sum;
    int tortured = 0;
    for (const Flow &flow : flows()) {
        if (!only.isEmpty() && flow.name != only)
            continue;
        ++tortured;
        torture(
            time, flow, parser.value(QStringLiteral("shallow")).toInt(), random, parser.isSet(QStringLiteral("tell")),
            sum);
    }
    if (sum.unhit > 0)
        qCritical() << sum.unhit << "runs met nothing that went wrong";
    qInfo().noquote() << QStringLiteral("torture: %1 flows × %2 points = %3 runs, %4 sessions lost or rules broken")
                             .arg(tortured)
                             .arg(sum.points)
                             .arg(sum.runs)
                             .arg(sum.failed);
    return sum.failed == 0 && sum.unhit == 0 ? 0 : 1;
}
