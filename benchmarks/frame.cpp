// SPDX-License-Identifier: Apache-2.0
#include "frame.h"
#include <QtCore/QTextStream>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace Benchmark {
namespace {
constexpr qint64 batchNanoseconds = 2'000'000;

qint64 batchOf(const Subject &subject, int times)
{
    return processorTimeOf([&] {
        for (int i = 0; i < times; ++i)
            subject.once();
    });
}

int timesForBatch(const Subject &subject)
{
    int times = 1;
    while (batchOf(subject, times) < batchNanoseconds && times < (1 << 24))
        times *= 2;
    return times;
}

//! \a measure gives the nanoseconds of one run of a subject.
QList<Series> inTurns(QList<Series> series, int samples, const std::function<double(qsizetype)> &measure)
{
    for (int sample = 0; sample < samples; ++sample) {
        for (qsizetype turn = 0; turn < series.size(); ++turn) {
            const qsizetype i = (turn + sample) % series.size();
            series[i].nanoseconds.append(measure(i));
        }
    }
    return series;
}

QString ratio(double value) { return QString::number(value, 'f', 2); }

QString verdict(bool isMet) { return isMet ? QStringLiteral("met") : QStringLiteral("MISSED"); }
} // namespace

void check(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "it does not work, so it is not measured: %s\n", what);
    std::abort();
}

qint64 nanoseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

double quantile(QList<double> values, double part)
{
    check(!values.isEmpty());
    std::sort(values.begin(), values.end());
    return values[qsizetype(part * double(values.size() - 1))];
}

QString duration(double nanoseconds)
{
    if (nanoseconds < 1e4)
        return QStringLiteral("%1 ns").arg(nanoseconds, 0, 'f', 0);
    if (nanoseconds < 1e6)
        return QStringLiteral("%1 µs").arg(nanoseconds / 1e3, 0, 'f', 1);
    return QStringLiteral("%1 ms").arg(nanoseconds / 1e6, 0, 'f', 2);
}

void compare(const QString &title, const QList<Subject> &subjects, double goal, int samples)
{
    QList<Series> series;
    QList<int> times;
    for (const Subject &subject : subjects) {
        series.append({subject.name, {}});
        times.append(timesForBatch(subject));
    }
    const auto batch = [&](qsizetype i) { return double(batchOf(subjects[i], times[i])) / times[i]; };
    tell(title, inTurns(series, samples, batch), goal);
}

void compareTimed(const QString &title, const QList<Timed> &subjects, double goal, int samples)
{
    QList<Series> series;
    for (const Timed &subject : subjects) {
        subject.run(); // the first time is another thing
        series.append({subject.name, {}});
    }
    tell(title, inTurns(series, samples, [&](qsizetype i) { return double(subjects[i].run()); }), goal);
}

void tell(const QString &title, const QList<Series> &series, double goal)
{
    const Series &floor = series.first(), &library = series.last();
    QList<double> ratios;
    for (qsizetype i = 0; i < library.nanoseconds.size(); ++i)
        ratios.append(library.nanoseconds[i] / floor.nanoseconds[i]);
    const auto median = [](const Series &s) { return quantile(s.nanoseconds, 0.5); };
    const double ofMedians = median(library) / median(floor);
    const double ofFastest = quantile(library.nanoseconds, 0.1) / quantile(floor.nanoseconds, 0.1);
    QTextStream out(stdout);
    out << title << ": " << floor.name << ' ' << duration(median(floor)) << ", " << library.name << ' '
        << duration(median(library)) << ", ratio " << ratio(ofMedians) << " (p10 " << ratio(quantile(ratios, 0.1))
        << ", p90 " << ratio(quantile(ratios, 0.9)) << "; of the fastest tenths " << ratio(ofFastest) << "), goal "
        << ratio(goal) << ": " << verdict(ofMedians <= goal) << '\n';
    for (qsizetype i = 1; i + 1 < series.size(); ++i)
        out << "  beside it: " << series[i].name << ' ' << duration(median(series[i])) << '\n';
}

void tell(const QString &title, const QString &seen, const QString &goal, bool isMet)
{
    QTextStream(stdout) << title << ": " << seen << ", goal " << goal << ": " << verdict(isMet) << '\n';
}
} // namespace Benchmark
