// SPDX-License-Identifier: Apache-2.0
#include "storage/sessiondirectory.h"
#include "tabletest.h"
#include <QtCore/QProcess>
#include <QtTest/QSignalSpy>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
//! The data directory is a file system of its own, of 64 kB; the test runs where it may mount one.
class DiskBench : public Bench
{
public:
    explicit DiskBench(const TenantProcess &tenant)
        : Bench(tenant)
    {
        QDir().mkpath(place());
        isMounted = run(u"mount"_qs, {u"-t"_qs, u"tmpfs"_qs, u"-o"_qs, u"size=64k"_qs, u"none"_qs, place()});
    }
    ~DiskBench() override
    {
        stop();
        run(u"umount"_qs, {u"-l"_qs, place()});
    }
    Services services() override { return {nullptr, keepsFiles ? nullptr : &store, &user, &clock}; }

    bool makeReadOnly() const { return remount(u"remount,ro"_qs); }
    bool fill() const
    {
        QFile filler(place() + u"/filler"_qs);
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return false;
        while (filler.write(QByteArray(4096, 'x')) > 0) { }
        return true;
    }

    bool isMounted = false;
    bool keepsFiles = false; //!< InsecureFile instead of the test's own store

protected:
    void mend() override
    {
        Bench::mend();
        remount(u"remount,rw"_qs);
        QFile::remove(place() + u"/filler"_qs);
    }

private:
    static QString place() { return sessionDirectory().absolutePath(); }
    static bool remount(const QString &options) { return run(u"mount"_qs, {u"-o"_qs, options, place()}); }
    static bool run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(program, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }
};

using Act = std::function<Error(DiskBench &)>;

Row row(const char *cause, Error::Code code, After after, const char *sent, const QStringList &words, const Act &act)
{
    return {cause, code, after, sent, words, [act](Bench &b) {
                auto &disk = static_cast<DiskBench &>(b);
                return disk.isMounted ? act(disk) : wrong(u"the file system could not be mounted"_qs);
            }};
}
Act readOnly(const Act &act)
{
    return [act](DiskBench &b) { return b.makeReadOnly() ? act(b) : wrong(u"it cannot be made read-only"_qs); };
}
Act full(const Act &act)
{
    return [act](DiskBench &b) { return b.fill() ? act(b) : wrong(u"it cannot be filled"_qs); };
}

Error renewed(DiskBench &b)
{
    const auto held = await(b.client->getCredentials());
    return held ? b.refresh().error() : wrong(u"the token in hand did not serve"_qs);
}
Error loggedIn(DiskBench &b)
{
    QSignalSpy errors(b.client, &Client::errorOccurred);
    const auto login = await(b.client->authorize());
    if (!login || errors.count() != 1)
        return wrong(u"the login was told %1 times"_qs.arg(errors.count()));
    return errors.first().first().value<Error>();
}
Error loggedInToAFile(DiskBench &b)
{
    b.keepsFiles = true;
    b.configuration.storage = Storage::InsecureFile;
    b.restart();
    return b.fill() ? loggedIn(b) : wrong(u"it cannot be filled"_qs);
}
//! Held in memory, and written by itself as soon as there is room.
Error loggedInAndWrittenLater(DiskBench &b)
{
    const Error error = loggedIn(b);
    if (b.client->isPersistent())
        return wrong(u"it was written"_qs);
    QFile::remove(sessionDirectory().filePath(u"filler"_qs));
    const bool written = QTest::qWaitFor([&b] { return b.client->isPersistent(); }, 15'000);
    return written ? error : wrong(u"it was not written later"_qs);
}

constexpr auto unavailable = Error::StoreUnavailable;
const QString path = u"/auth0qt"_qs;

const QList<Row> rows{
    row("the data directory is read-only at a refresh; the token in hand serves, nothing is spent", unavailable,
        After::Intact, "nothing", {path, u"Read-only"_qs}, readOnly(renewed)),
    row("the data directory is read-only at a login", unavailable, After::InMemory, "authorize, code",
        {u"memory"_qs, path, u"Read-only"_qs}, readOnly(loggedIn)),
    row("the disk is full at a refresh; the token in hand serves, nothing is spent", unavailable, After::Intact,
        "nothing", {path, u"No space left"_qs}, full(renewed)),
    row("the disk is full at a login; it is written as soon as there is room", unavailable, After::SignedIn,
        "authorize, code", {u"memory"_qs, path, u"No space left"_qs}, full(loggedInAndWrittenLater)),
    row("the disk is full at a login, and storage is InsecureFile", unavailable, After::InMemory, "authorize, code",
        {u"memory"_qs, path, u"No space left"_qs}, loggedInToAFile),
};
} // namespace

class tst_BadDisk : public TableTest
{
public:
    tst_BadDisk()
        : TableTest(u"The disk"_qs, rows)
    {
    }

protected:
    std::unique_ptr<Bench> newBench() const override { return std::make_unique<DiskBench>(tenant); }
};

QTEST_GUILESS_MAIN(tst_BadDisk)
