// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QIODevice>
#include <algorithm>
#include <cstring>

namespace Auth0 {
//! A body that can be read once: QNetworkAccessManager cannot send a request with it a second time by itself.
class ReadOnce : public QIODevice
{
public:
    explicit ReadOnce(QByteArray data, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_data(std::move(data))
    {
        open(ReadOnly | Unbuffered);
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_data.size() - m_at + QIODevice::bytesAvailable(); }
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
        if (m_at == m_data.size())
            return -1;
        const qint64 count = std::min<qint64>(most, m_data.size() - m_at);
        std::memcpy(to, m_data.constData() + m_at, size_t(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    qint64 m_at = 0;
    bool m_isAnswered = false;
};
} // namespace Auth0
