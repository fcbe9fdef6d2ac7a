// SPDX-License-Identifier: Apache-2.0
#include "killbench.h"
#include "seed.h"
#include <array>
#include <numeric>

using namespace Auth0::Test;

namespace {
//! Which point is next, and how late: the schedule that a seed stands for.
struct Schedule
{
    Schedule(Dice &dice, const QList<int> &of, int rounds)
    {
        for (int i = 0; i < rounds; ++i)
            points.append(of[i % of.size()]);
        dice.shuffle(points);
    }
    QList<int> points;
};

QList<int> allPoints()
{
    QList<int> points(killPoints.size());
    std::iota(points.begin(), points.end(), 0);
    return points;
}

//! Those that hit at the same place when nothing is noted.
QList<int> pointsWithoutAJournal()
{
    QList<int> points = allPoints();
    points.removeIf(
        [](int i) { return killPoints[i].killer == KillPoint::Disk || killPoints[i].first > Phase::Rotated; });
    return points;
}

const KillPoint &clearing()
{
    return *std::find_if(
        killPoints.begin(), killPoints.end(), [](const KillPoint &point) { return point.events == IN_DELETE; });
}

//! How often each point hit, and in which phase.
struct Score
{
    std::array<std::array<int, phases>, 16> hits{};
    int lost = 0, rounds = 0, missed = 0;

    int at(int point) const { return std::accumulate(hits[size_t(point)].begin(), hits[size_t(point)].end(), 0); }
    int in(Phase phase) const
    {
        int count = 0;
        for (const auto &row : hits)
            count += row[size_t(phase)];
        return count;
    }
    void print(const char *what) const
    {
        for (int i = 0; i < killPoints.size(); ++i) {
            QString line = QString::fromLatin1(killPoints[i].name).leftJustified(36);
            for (int phase = 0; phase < phases; ++phase) {
                if (const int count = hits[size_t(i)][size_t(phase)])
                    line += QStringLiteral(" %1: %2").arg(QString::fromLatin1(nameOf(Phase(phase)))).arg(count);
            }
            qInfo().noquote() << line;
        }
        qInfo().noquote() << QStringLiteral("%1: %2 kills that hit, %3 sessions lost (%4 hit nothing and do not count)")
                                 .arg(QString::fromLatin1(what))
                                 .arg(rounds)
                                 .arg(lost)
                                 .arg(missed);
    }
};
} // namespace

//! kill -9 of the shipped library, from outside, at every point of a refresh: a new process must have the user signed
//! in.
class tst_SessionKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withAnOverlapNoKillLosesTheSession();
    void withoutAnOverlapOnlyAKillBetweenRotationAndStoreDoes();
    void noneOfASessionThatIsBoundToAKeyEither();
    void withoutTheJournalKillsLoseSessions();
    void whatAnEarlierKillLeftIsNoHit();
    void aLateWriteOfAnEarlierRefreshIsNoHit();

private:
    //! Kills at these points until \a rounds hit; what cannot be, or nothing.
    QString run(KillBench &bench, const QList<int> &points, int rounds, Score &score);

    Dice m_dice;
};

QString tst_SessionKills::run(KillBench &bench, const QList<int> &points, int rounds, Score &score)
{
    if (const QString wrong = bench.begin(); !wrong.isEmpty())
        return wrong;
    const Schedule schedule(m_dice, points, rounds);
    for (const int index : schedule.points) {
        const KillPoint &point = killPoints[index];
        const int late = m_dice.roll(2) * m_dice.roll(1500);
        std::optional<KillBench::Hit> hit;
        for (int attempt = 0; !hit && attempt < 20; ++attempt) {
            hit = bench.kill(point, attempt > 5 ? 0 : late);
            score.missed += hit ? 0 : 1;
        }
        const QString name = QString::fromLatin1(point.name);
        if (!hit)
            return QStringLiteral("\"%1\" never hit").arg(name);
        if (hit->phase < point.first || hit->phase > point.last)
            return QStringLiteral("\"%1\" hit when it was %2: %3")
                .arg(name, QString::fromLatin1(nameOf(hit->phase)), hit->story);
        ++score.rounds;
        ++score.hits[size_t(index)][size_t(hit->phase)];
        if (!hit->lost)
            continue;
        ++score.lost;
        qInfo().noquote() << "lost:" << name << nameOf(hit->phase) << hit->story;
    }
    return {};
}

void tst_SessionKills::withAnOverlapNoKillLosesTheSession()
{
    Score score;
    KillBench bench(30);
    const QString wrong = run(bench, allPoints(), sized(204, 2004), score);
    score.print("overlap 30 s");
    QCOMPARE(wrong, QString());
    for (int i = 0; i < killPoints.size(); ++i)
        QVERIFY2(score.at(i) >= 10, killPoints[i].name);
    QCOMPARE(score.lost, 0);
    QCOMPARE(bench.revokedFamilies(), 0);
}

void tst_SessionKills::withoutAnOverlapOnlyAKillBetweenRotationAndStoreDoes()
{
    Score score;
    KillBench bench(0);
    const QString wrong = run(bench, allPoints(), sized(12, 360), score);
    score.print("overlap 0 s");
    QCOMPARE(wrong, QString());
    QVERIFY(score.in(Phase::Rotated) > 0);
    QCOMPARE(score.lost, score.in(Phase::Rotated));
}

// DPoP: the next process proves with the same key, and a nonce that it has to ask for.
void tst_SessionKills::noneOfASessionThatIsBoundToAKeyEither()
{
    Score score;
    KillBench bench(30, {{}, true});
    const QString wrong = run(bench, allPoints(), sized(12, 360), score);
    score.print("overlap 30 s, bound to a key");
    QCOMPARE(wrong, QString());
    for (int i = 0; i < killPoints.size(); ++i)
        QVERIFY2(score.at(i) >= sized(1, 10), killPoints[i].name);
    QCOMPARE(score.lost, 0);
    QCOMPARE(bench.revokedFamilies(), 0);
}

// The same, and the note "in flight" is never written: the test can fail.
void tst_SessionKills::withoutTheJournalKillsLoseSessions()
{
    Score score;
    KillBench bench(30, {QStringLiteral(NOJOURNAL)});
    const QString wrong = run(bench, pointsWithoutAJournal(), sized(6, 120), score);
    score.print("overlap 30 s, without the journal");
    QCOMPARE(wrong, QString());
    QVERIFY(score.lost > 0);
}

// The next writer removes it, and the watcher of the disk sees that a file went.
void tst_SessionKills::whatAnEarlierKillLeftIsNoHit()
{
    KillBench bench(30);
    QCOMPARE(bench.begin(), QString());
    std::optional<KillBench::Hit> hit;
    for (int attempt = 0; !hit && attempt < 20; ++attempt) {
        QVERIFY(bench.leaveAHalfJournal());
        hit = bench.kill(clearing(), 0);
        QVERIFY(!bench.hasAHalfJournal());
    }
    QVERIFY(hit);
    QCOMPARE(nameOf(hit->phase), nameOf(Phase::Cleared));
    QVERIFY2(!hit->lost, qPrintable(hit->story));
}

// It clears the journal, too.
void tst_SessionKills::aLateWriteOfAnEarlierRefreshIsNoHit()
{
    KillBench bench(30);
    QCOMPARE(bench.begin(), QString());
    QVERIFY(bench.refreshIntoMemory());
    std::optional<KillBench::Hit> hit;
    for (int attempt = 0; !hit && attempt < 20; ++attempt)
        hit = bench.kill(clearing(), 0);
    QVERIFY(hit);
    QCOMPARE(nameOf(hit->phase), nameOf(Phase::Cleared));
    QVERIFY2(!hit->lost, qPrintable(hit->story));
}

QTEST_GUILESS_MAIN(tst_SessionKills)
#include "tst_sessionkills.moc"
