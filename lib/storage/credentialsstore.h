// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/processlock.h"
#include "storage/refreshjournal.h"
#include "storage/retrytime.h"
#include "storage/secretstore.h"
#include "storage/sessionmark.h"
#include "storage/sessionrecord.h"
#include "storage/tombstone.h"
#include <QtCore/QObject>

namespace Auth0 {
/*!
    One session's record at rest: the secret store, and beside it mark and tombstone, so that "nothing there" is told
   from "cannot look". Every wait is bounded by 5 s.
*/
class CredentialsStore : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds bound{5000};

    //! \a secrets is used and not owned; \a backend is its name in the mark.
    CredentialsStore(
        SecretStore *secrets, const QString &backend, const QDir &directory, const SessionKey &key,
        QObject *parent = nullptr);

    /*!
        The record; nothing when signed out. A tombstone makes it delete what is left and answer nothing. No entry
       although the mark says there is one: StoreLocked or StoreUnavailable. An unreadable record is moved to
       `{key}/set-aside`, with the mark, and ends in StoreFailed once. One of a newer version: StoreUnavailable, left in
       place.

       Whatever is to be deleted is read again under the lock first: it may be a later login's by then. \a isLocked: the
       caller has the lock.
    */
    Async<std::optional<SessionRecord>> read(bool isLocked = false);
    //! Whether an error of read() says that there is no record, and not that nobody knows.
    static bool isKnownToHaveNone(const Error &error);
    //! Writes the record, then the mark. It does not touch the tombstone.
    Async<Done> write(const SessionRecord &record);
    //! Whether an error of write() says that nothing was written, and not that nobody knows.
    static bool isKnownToBeUnwritten(const Error &error);
    //! Whether a record could be written now (keyring there and unlocked, directory writable), without writing one.
    Async<Done> checkWritable();
    //! Deletes record and mark, under the caller's lock. Only a delete that is known to have worked succeeds.
    Async<Done> remove();
    //! The marks of this tenant's and client's sessions in stores of this kind, logged-out ones left out.
    QList<SessionMark::Content> siblings() const;
    //! Deletes, as soon as lock and store allow, what the tombstone names.
    void buryLater();
    //! Starts changedOnDisk(). A store that was away is asked again from then on (2 s, later 60 s apart, where it does
    //! not say itself that it is back), and what a logout could not delete goes before anybody hears of it.
    void watch();

    SessionMark mark;
    Tombstone tombstone;
    RefreshJournal journal;
    RetryTime retryTime;
    ProcessLock lock;

Q_SIGNALS:
    //! The store may answer now: unlocked, or its service is back.
    void availabilityChanged();
    //! Mark or tombstone changed on disk, by this process or another.
    void changedOnDisk();

private:
    class Private;
    std::shared_ptr<Private> d;
};
} // namespace Auth0
