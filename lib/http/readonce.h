// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QBuffer>
#include <QtCore/QPointer>
#include <algorithm>

namespace Auth0 {
//! A body that can be read once: QNetworkAccessManager cannot send a request with it a second time by itself.
class ReadOnce : public QIODevice
{
public:
    explicit ReadOnce(const QByteArray &data, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_source(&m_buffer)
        , m_size(data.size())
    {
        m_buffer.setData(data);
        m_buffer.open(ReadOnly);
        open(ReadOnly | Unbuffered);
    }
    //! \a size bytes of \a source from where it stands; when it dies first the body ends there.
    ReadOnce(QIODevice *source, qint64 size, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_source(source)
        , m_size(size)
    {
        open(ReadOnly | Unbuffered);
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_size - m_at + QIODevice::bytesAvailable(); }
    bool reset() override { return m_isAnswered; }
    /*!
        The server has answered, and nothing is going to be sent again. At 307 and 308 Qt asks whether the body could be
        repeated, though it follows no redirect, and takes a no for a failure.
    */
    void setAnswered() { m_isAnswered = true; }
    //! Whether a byte of it was handed out: before that no server can have acted on it.
    bool wasRead() const { return m_at > 0; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        if (m_at == m_size || !m_source)
            return -1;
        const qint64 count = m_source->read(to, std::min<qint64>(most, m_size - m_at));
        m_at += std::max<qint64>(count, 0);
        return count > 0 ? count : -1;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QBuffer m_buffer; //!< of a body that is given as bytes
    const QPointer<QIODevice> m_source;
    const qint64 m_size;
    qint64 m_at = 0;
    bool m_isAnswered = false;
};
} // namespace Auth0
