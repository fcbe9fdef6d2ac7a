// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/secretstore.h"
#include <QtCore/QDir>

namespace Auth0 {
/*!
    Secrets in plain files of mode 0600, written atomically: readable by everything the user runs, and by whoever gets
    at the disk. Only for applications that ask for it (Storage::InsecureFile); the first one made in a process is
   warned about.
*/
class InsecureFileStore : public SecretStore
{
public:
    explicit InsecureFileStore(const QDir &directory);
    Async<std::optional<QByteArray>> read(const QString &key) override;
    Async<Done> write(const QString &key, const QByteArray &bytes) override;
    Async<Done> remove(const QString &key) override;

private:
    QString pathOf(const QString &key) const;

    QDir m_directory;
};
} // namespace Auth0
