// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QProcess>
#include <QtCore/QStringList>
#include <unistd.h>

//! Prefixes of a command that give it a view of its own of the machine, as root or not.
namespace Auth0::Test {
inline QStringList unshared(const QString &what)
{
    QStringList command{QStringLiteral("unshare"), what};
    if (::geteuid() != 0)
        command += {QStringLiteral("--user"), QStringLiteral("--map-current-user"), QStringLiteral("--keep-caps")};
    return command;
}

//! Not even the loopback is up: no route to anywhere.
inline QStringList withoutNetwork() { return unshared(QStringLiteral("--net")); }

//! A disk of 256 KiB in that place, which nobody else sees.
inline QStringList onSmallDisk(const QString &place)
{
    const QString script = QStringLiteral("mount -t tmpfs -o size=256k tmpfs \"$0\" && exec \"$@\"");
    return unshared(QStringLiteral("--mount")) + QStringList{QStringLiteral("sh"), QStringLiteral("-c"), script, place};
}

//! A file as that process sees it.
inline QString inViewOf(pid_t process, const QString &path)
{
    return QStringLiteral("/proc/%1/root").arg(process) + path;
}

//! Makes what is mounted there in that process's view read-only (`ro`) or not (`rw`).
inline bool remount(pid_t process, const QString &place, const QString &how)
{
    QStringList arguments{QStringLiteral("--target"), QString::number(process), QStringLiteral("--mount")};
    if (::geteuid() != 0)
        arguments += {QStringLiteral("--user"), QStringLiteral("--preserve-credentials")};
    arguments += {QStringLiteral("mount"), QStringLiteral("-o"), QStringLiteral("remount,") + how, place};
    return QProcess::execute(QStringLiteral("nsenter"), arguments) == 0;
}
} // namespace Auth0::Test
