// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QString>
#include <functional>

//! Measures several ways to do the same work in turns, so that a noisy neighbour hits all of them alike.
namespace Benchmark {
struct Subject
{
    QString name;
    std::function<void()> once; //!< does the work one time
};

/*!
    Samples the subjects in turns (A B C, B C A, …), each sample a batch of about 2 ms, and prints median, p10 and p90
   of one run, and the ratio of each median to the first subject's, the floor. \a goal is printed beside the last ratio.
*/
void compare(const QString &title, const QList<Subject> &subjects, double goal, int samples = 60);
} // namespace Benchmark
