// SPDX-License-Identifier: Apache-2.0
#include "browser/systembrowser.h"
#include "browser/browserprogram.h"
#include "core/async.h"
#include "core/logging.h"
#include <QtCore/QPointer>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtCore/QUrlQuery>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <linux/close_range.h>
#include <sys/syscall.h>
#endif

namespace Auth0 {
namespace {
constexpr std::chrono::milliseconds probation{5000};

SystemBrowser::DesktopOpener &desktopOpener()
{
    static SystemBrowser::DesktopOpener opener;
    return opener;
}

//! What an error may show: the hint of an OIDC logout is an ID token, and the page does without.
QUrl withoutHint(const QUrl &url)
{
    const QString hint = QStringLiteral("id_token_hint");
    QUrlQuery query(url);
    if (!query.hasQueryItem(hint))
        return url;
    query.removeAllQueryItems(hint);
    QUrl shown = url;
    shown.setQuery(query);
    return shown;
}
} // namespace

#ifdef Q_OS_UNIX
// Runs between fork and exec: only what POSIX allows there.
static void standAlone()
{
    ::setsid();
#ifdef SYS_close_range
    // A browser that stays open must not hold the application's files, sockets or locks.
    ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
#endif
}
#endif

class SystemBrowser::Private
{
public:
    void tryNext(QList<BrowserProgram> left);
    void fail();

    SystemBrowser *q;
    QString program;
    QStringList arguments;
    QUrl url;
    quint64 attempt = 0; //!< programs started for an earlier address have nothing to say about this one
    std::optional<Deferred<QUrl>> pending;
};

SystemBrowser::SystemBrowser(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
}

SystemBrowser::~SystemBrowser() { SystemBrowser::cancel(); }

QString SystemBrowser::program() const { return d->program; }

void SystemBrowser::setProgram(const QString &program)
{
    if (std::exchange(d->program, program) != program)
        Q_EMIT programChanged();
}

QStringList SystemBrowser::arguments() const { return d->arguments; }

void SystemBrowser::setArguments(const QStringList &arguments)
{
    if (std::exchange(d->arguments, arguments) != arguments)
        Q_EMIT argumentsChanged();
}

void SystemBrowser::setDesktopOpener(DesktopOpener opener) { desktopOpener() = std::move(opener); }

Async<QUrl> SystemBrowser::open(const BrowserRequest &request)
{
    ++d->attempt;
    d->url = request.url;
    const Deferred<QUrl> pending;
    const auto shown = std::exchange(d->pending, pending);
    if (shown)
        shown->settle(cancelledError());
    if (pending.isSettled()) // whoever was shown before has asked anew, or deleted this browser
        return pending.future();
    if (!d->program.isEmpty())
        d->tryNext({BrowserProgram::withUrl(d->program, d->arguments, request.url)});
    else if (!(desktopOpener() && desktopOpener()(request.url)) && !pending.isSettled())
        d->tryNext(BrowserProgram::ofSystem(request.url));
    return pending.future();
}

void SystemBrowser::cancel()
{
    ++d->attempt;
    if (const auto pending = std::exchange(d->pending, std::nullopt))
        pending->settle(cancelledError());
}

void SystemBrowser::Private::fail()
{
    const Error error =
        Error(
            Error::BrowserUnavailable,
            QStringLiteral(
                "No browser could be started. Set SystemBrowser's program or the environment variable BROWSER, "
                "or install xdg-utils; the address is in details.url."))
            .withDetails({{QStringLiteral("url"), withoutHint(url)}});
    if (const auto failing = std::exchange(pending, std::nullopt))
        failing->settle(error);
}

void SystemBrowser::Private::tryNext(QList<BrowserProgram> left)
{
    if (left.isEmpty())
        return fail();
    const BrowserProgram next = left.takeFirst();
    // Nobody's child: a browser outlives the login, and the application.
    auto *process = new QProcess;
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    process->setChildProcessModifier(standAlone);
#endif
    const auto goOn = [this, alive = QPointer<SystemBrowser>(q), number = attempt, left] {
        if (alive && number == attempt)
            tryNext(left);
    };
    auto *watch = new QObject(process);
    QObject::connect(process, &QProcess::errorOccurred, watch, [process, goOn](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            process->deleteLater();
            goOn();
        }
    });
    QObject::connect(process, &QProcess::finished, watch, [goOn](int code, QProcess::ExitStatus status) {
        if (code != 0 || status != QProcess::NormalExit)
            goOn();
    });
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(probation, watch, [watch] { watch->deleteLater(); });
    qCDebug(lcBrowser) << "starting" << next.program;
    process->start(next.program, next.arguments);
}
} // namespace Auth0
