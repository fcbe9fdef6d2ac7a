// SPDX-License-Identifier: Apache-2.0
#include "frame.h"
#include <QtCore/QElapsedTimer>
#include <QtCore/QTextStream>
#include <algorithm>

namespace Benchmark {
namespace {
constexpr qint64 batchNanoseconds = 2'000'000;

qint64 timeOf(const Subject &subject, int times)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < times; ++i)
        subject.once();
    return timer.nsecsElapsed();
}

int timesForBatch(const Subject &subject)
{
    int times = 1;
    while (timeOf(subject, times) < batchNanoseconds && times < (1 << 24))
        times *= 2;
    return times;
}

double at(QList<double> sorted, double part) { return sorted[qsizetype(part * double(sorted.size() - 1))]; }
} // namespace

void compare(const QString &title, const QList<Subject> &subjects, double goal, int samples)
{
    QList<int> times;
    for (const Subject &subject : subjects)
        times.append(timesForBatch(subject));
    QList<QList<double>> seen(subjects.size());
    for (int sample = 0; sample < samples; ++sample) {
        for (qsizetype turn = 0; turn < subjects.size(); ++turn) {
            const qsizetype i = (turn + sample) % subjects.size();
            seen[i].append(double(timeOf(subjects[i], times[i])) / times[i]);
        }
    }
    QTextStream out(stdout);
    out << title << '\n';
    double floor = 0;
    for (qsizetype i = 0; i < subjects.size(); ++i) {
        std::sort(seen[i].begin(), seen[i].end());
        const double median = at(seen[i], 0.5);
        floor = i == 0 ? median : floor;
        out << QStringLiteral("  %1 %2 ns (p10 %3, p90 %4), %5 x floor")
                   .arg(subjects[i].name, -36)
                   .arg(median, 0, 'f', 0)
                   .arg(at(seen[i], 0.1), 0, 'f', 0)
                   .arg(at(seen[i], 0.9), 0, 'f', 0)
                   .arg(median / floor, 0, 'f', 2);
        out << (i + 1 == subjects.size() ? QStringLiteral(", goal %1\n").arg(goal, 0, 'f', 2) : QStringLiteral("\n"));
    }
}
} // namespace Benchmark
