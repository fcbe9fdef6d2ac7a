// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/serialqueue.h"
#include "storage/secretstore.h"

namespace Auth0 {
/*!
    Keeps entries of any size in a store that takes only so many bytes for one (2560 in the Windows Credential Manager).
    What fits stands under its key as it is. What does not is cut into chunks under keys of their own, and the entry
    itself becomes an index that names them: it is written last, in one step, so that a crash leaves the old bytes or
    the new ones, never half of either. Chunks without an index that names them are invisible, and go with the next
    write.

    Of a set from which chunks are missing, what is left is handed out: no record, so that it is set aside and not
    deleted. One operation at a time; a store must not be used past it.
*/
class ChunkedSecretStore : public SecretStore
{
public:
    //! The most bytes that an entry may have in the Windows Credential Manager (CRED_MAX_CREDENTIAL_BLOB_SIZE).
    static constexpr qsizetype windowsLimit = 2560;

    //! \a store is used and not owned; it takes \a limit bytes at most for one entry, at least 512.
    ChunkedSecretStore(SecretStore *store, qsizetype limit);
    ~ChunkedSecretStore() override;
    Async<std::optional<QByteArray>> read(const QString &key) override;
    Async<Done> write(const QString &key, const QByteArray &bytes) override;
    Async<Done> remove(const QString &key) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
