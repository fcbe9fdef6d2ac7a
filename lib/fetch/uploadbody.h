// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/readonce.h"
#include <memory>

namespace Auth0 {
/*!
    The body of a request that shows a token. It may be sent again, but by us alone: QNetworkAccessManager sends a POST
    twice when the connection closes without an answer, and gets a body that can be read once for that reason.
*/
class UploadBody : public QObject
{
    Q_OBJECT
public:
    /*!
        \a device stays with the caller. A sequential one is read to its end first, as Qt does too, unless it
        \a isStreamed: then it goes as it is, once.
    */
    UploadBody(QIODevice *device, bool isStreamed, QObject *parent);

    //! Whether all of it is there; if not, becameWhole() will tell.
    bool isWhole() const { return m_isWhole; }
    //! Bytes; -1 when that is not known.
    qint64 size() const;
    //! Whether rewind() may succeed.
    bool isRepeatable() const { return m_device && !m_device->isSequential(); }
    //! Back to where it began; false when it cannot be sent again.
    bool rewind();
    //! For one attempt that Qt may repeat.
    QIODevice *device() const { return m_device; }
    //! For one attempt that Qt does not repeat; null when it is streamed.
    std::unique_ptr<ReadOnce> readOnce() const;

Q_SIGNALS:
    void becameWhole();

private:
    void gather();
    void finish();

    QPointer<QIODevice> m_device;
    QBuffer m_gathered;
    qint64 m_start = 0;
    bool m_isWhole = true;
};
} // namespace Auth0
