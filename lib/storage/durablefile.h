// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include <QtCore/QDir>
#include <optional>

//! Small files that survive a crash and a power failure whole: the old bytes or the new ones.
namespace Auth0::DurableFile {
//! Larger files are not ours: they read as absent.
inline constexpr qint64 maximumSize = 64 * 1024 * 1024;

//! Makes \a directory, mode 0700, if it is missing. StoreUnavailable when it cannot be made.
Result<Done> makeDirectory(const QDir &directory);
//! Nothing when there is no such file or it cannot be read.
std::optional<QByteArray> read(const QString &path);
//! Temporary file, fsync, rename, fsync of the directory; mode 0600. StoreUnavailable when the disk refuses.
Result<Done> write(const QString &path, const QByteArray &bytes);
//! Removing what is not there succeeds. StoreUnavailable when the disk refuses.
Result<Done> remove(const QString &path);
//! Removes without waiting for the disk: a power failure may bring it back.
void discard(const QString &path);
bool exists(const QString &path);
} // namespace Auth0::DurableFile
