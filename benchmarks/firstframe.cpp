// SPDX-License-Identifier: Apache-2.0
#include <Auth0Qt/Auth0Provider>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QTextStream>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>
#include <algorithm>
#include <ctime>

// How long the sample's signed-out page takes from `exec` to its first frame, beside a window with one button and one
// label in the same style. Each start is a process of its own.
namespace {
constexpr int rounds = 21;
constexpr double goal = 1.5;

//! Of all processes alike.
qint64 nanoseconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

const QQuickItem *visibleItem(const QQuickItem *item, const QString &name)
{
    if (!item->isVisible() || item->objectName() == name)
        return item->isVisible() ? item : nullptr;
    for (const QQuickItem *child : item->childItems())
        if (const QQuickItem *found = visibleItem(child, name))
            return found;
    return nullptr;
}

//! Shows the window, and ends with the first frame in which that item is seen.
int show(QQmlApplicationEngine &engine, const QString &file, const QString &item, qint64 start)
{
    engine.load(QUrl(file));
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window)
        return 1;
    QObject::connect(
        window, &QQuickWindow::afterSynchronizing, window,
        [window, item] {
            // The scene stands still while it is synchronised: this frame shows the item.
            if (!window->property("isDue").toBool() && visibleItem(window->contentItem(), item))
                window->setProperty("isDue", true);
        },
        Qt::DirectConnection);
    QObject::connect(window, &QQuickWindow::frameSwapped, window, [window, start] {
        if (!window->property("isDue").toBool())
            return window->update();
        QTextStream(stdout) << nanoseconds() - start << Qt::endl;
        std::_Exit(0);
    });
    return QGuiApplication::exec();
}

int child(QGuiApplication &application)
{
    const QStringList arguments = application.arguments();
    const qint64 start = arguments.at(2).toLongLong();
    QQuickStyle::setStyle(arguments.at(3));
    QQuickStyle::setFallbackStyle(QStringLiteral("Basic"));
    QQmlApplicationEngine engine;
    const QString modules = QStringLiteral("qrc:/qt-project.org/imports/");
    if (arguments.at(1) == QStringLiteral("--floor"))
        return show(engine, modules + QStringLiteral("FirstFrame/Floor.qml"), QStringLiteral("button"), start);
    Auth0::Auth0Provider provider;
    provider.setStorage(Auth0::Auth0Provider::MemoryOnly); // a keyring is a process of its own
    provider.setDomain(QStringLiteral("tenant.eu.auth0.com"));
    provider.setClientId(QStringLiteral("client"));
    engine.setInitialProperties(
        {{QStringLiteral("provider"), QVariant::fromValue(&provider)}, {QStringLiteral("apiAddress"), QString()}});
    return show(engine, modules + QStringLiteral("Sample/Shell.qml"), QStringLiteral("loginButton"), start);
}

//! Milliseconds; 0 when it failed.
double timeOf(const QString &program, const QString &subject, const QString &style)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, {subject, QString::number(nanoseconds()), style});
    process.waitForFinished();
    return process.readAllStandardOutput().trimmed().toDouble() / 1e6;
}

double at(QList<double> times, double part)
{
    std::sort(times.begin(), times.end());
    return times.at(qsizetype(part * double(times.size() - 1)));
}

int parent(const QString &program)
{
    QTextStream out(stdout);
    for (const QString &style : {QStringLiteral("Calm"), QStringLiteral("Basic"), QStringLiteral("Fusion")}) {
        const QStringList subjects{QStringLiteral("--floor"), QStringLiteral("--sample")};
        QList<QList<double>> times(2);
        for (int round = -1; round < rounds; ++round) { // the first one warms up
            for (int turn = 0; turn < 2; ++turn) {
                const int which = (turn + round + 1) % 2;
                const double time = timeOf(program, subjects.at(which), style);
                if (time <= 0)
                    return 1;
                if (round >= 0)
                    times[which].append(time);
            }
        }
        out << "first frame from exec, style " << style << ", " << rounds << " starts each, in turns\n";
        const double floor = at(times.at(0), 0.5);
        for (int which = 0; which < 2; ++which)
            out << QStringLiteral("  %1 %2 ms (p10 %3, p90 %4), %5 x floor")
                       .arg(
                           which == 0 ? QStringLiteral("a button and a label") : QStringLiteral("the signed-out page"),
                           -36)
                       .arg(at(times.at(which), 0.5), 0, 'f', 1)
                       .arg(at(times.at(which), 0.1), 0, 'f', 1)
                       .arg(at(times.at(which), 0.9), 0, 'f', 1)
                       .arg(at(times.at(which), 0.5) / floor, 0, 'f', 2)
                << (which == 0 ? QString() : QStringLiteral(", goal %1").arg(goal)) << Qt::endl;
    }
    return 0;
}
} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_QUICK_BACKEND", "software");
    }
    if (argc == 4) {
        QGuiApplication application(argc, argv);
        return child(application);
    }
    return parent(QString::fromLocal8Bit(argv[0]));
}
