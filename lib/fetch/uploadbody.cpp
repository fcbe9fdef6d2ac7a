// SPDX-License-Identifier: Apache-2.0
#include "fetch/uploadbody.h"

namespace Auth0 {
UploadBody::UploadBody(QIODevice *device, bool isStreamed, QObject *parent)
    : QObject(parent)
    , m_device(device)
    , m_start(device->isSequential() ? 0 : device->pos())
    , m_isWhole(!device->isSequential() || isStreamed)
{
    if (m_isWhole)
        return;
    m_gathered.open(QIODevice::ReadWrite);
    connect(device, &QIODevice::readyRead, this, &UploadBody::gather);
    connect(device, &QIODevice::readChannelFinished, this, &UploadBody::finish);
    // Not at once: who made this has not connected to it yet.
    QMetaObject::invokeMethod(this, &UploadBody::gather, Qt::QueuedConnection);
}

void UploadBody::gather()
{
    constexpr qint64 step = 16 * 1024;
    QByteArray bytes(step, Qt::Uninitialized);
    qint64 count = 0;
    while (!m_isWhole && m_device && (count = m_device->read(bytes.data(), step)) > 0)
        m_gathered.write(bytes.constData(), count);
    if (count < 0)
        finish();
}

void UploadBody::finish()
{
    if (m_isWhole || !m_device)
        return;
    m_gathered.write(m_device->readAll());
    m_device->disconnect(this);
    m_gathered.seek(0);
    m_device = &m_gathered;
    m_isWhole = true;
    Q_EMIT becameWhole();
}

qint64 UploadBody::size() const { return isRepeatable() ? m_device->size() - m_start : -1; }

bool UploadBody::rewind() { return isRepeatable() && m_device->seek(m_start); }

std::unique_ptr<ReadOnce> UploadBody::readOnce() const
{
    return isRepeatable() ? std::make_unique<ReadOnce>(m_device, size()) : nullptr;
}
} // namespace Auth0
