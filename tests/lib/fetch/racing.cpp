// SPDX-License-Identifier: Apache-2.0
// A race on purpose, between two threads of Qt: ThreadSanitizer has to see it in spite of the suppressions.
#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    int shared = 0;
    const auto count = [&shared] {
        for (int i = 0; i < 100'000; ++i)
            ++shared;
    };
    const std::unique_ptr<QThread> thread(QThread::create(count));
    thread->start();
    count();
    thread->wait();
    return shared == 0;
}
