// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QString>
#include <ctime>
#include <functional>

//! Measures several ways to do the same work in turns, so that a noisy neighbour hits all of them alike.
namespace Benchmark {
//! Ends the program when what is to be measured does not work; in a release build too.
void check(bool holds, const char *what = "the work that is measured");

struct Subject
{
    QString name;
    std::function<void()> once; //!< does the work one time
};

//! Work that is prepared before it is measured: a sample is one run, and says how many nanoseconds of it count.
struct Timed
{
    QString name;
    std::function<qint64()> run;
};

//! Of one of the system's clocks.
qint64 nanoseconds(clockid_t clock);

//! What this thread computes, however often a neighbour takes the processor away meanwhile.
template<typename Work>
qint64 processorTimeOf(Work work)
{
    const qint64 begin = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    work();
    return nanoseconds(CLOCK_THREAD_CPUTIME_ID) - begin;
}
//! What passes on the wall meanwhile, for work that waits for others.
template<typename Work>
qint64 timeOf(Work work)
{
    const qint64 begin = nanoseconds(CLOCK_MONOTONIC);
    work();
    return nanoseconds(CLOCK_MONOTONIC) - begin;
}

/*!
    Samples the subjects in turns (A B C, B C A, …). The first is the floor and the last is the library; a line goes to
    the standard output with their medians, the ratio of these, p10 and p90 of the ratio turn by turn, the ratio of
    their fastest tenths, which a busy machine disturbs least, the \a goal and whether the medians meet it. What stands
   between the two is told in a line of its own.

    Each sample of a Subject is a batch of about 2 ms of processor time.
*/
void compare(const QString &title, const QList<Subject> &subjects, double goal, int samples = 60);
void compareTimed(const QString &title, const QList<Timed> &subjects, double goal, int samples);

//! The same line for samples that were taken elsewhere, as many of each.
struct Series
{
    QString name;
    QList<double> nanoseconds;
};
void tell(const QString &title, const QList<Series> &series, double goal);
//! A goal that is no ratio.
void tell(const QString &title, const QString &seen, const QString &goal, bool isMet);

//! The value below which this \a part of them lies.
double quantile(QList<double> values, double part);
//! In the unit that suits.
QString duration(double nanoseconds);
} // namespace Benchmark
