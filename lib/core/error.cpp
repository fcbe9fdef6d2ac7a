// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include <QtCore/QMetaEnum>

namespace Auth0 {
struct Error::Data
{
    Code code = NoError;
    QString message;
    QString serverCode;
    int statusCode = 0;
    QVariantMap details;
    std::shared_ptr<const Error> cause;
};

Error::Error(Code code, const QString &message)
    : m_data(std::make_shared<Data>(Data{code, message, {}, 0, {}, {}}))
{
}

Error Error::withServer(int statusCode, const QString &serverCode) const
{
    auto data = m_data ? std::make_shared<Data>(*m_data) : std::make_shared<Data>();
    data->statusCode = statusCode;
    data->serverCode = serverCode;
    Error error;
    error.m_data = data;
    return error;
}

Error Error::withDetails(const QVariantMap &details) const
{
    auto data = m_data ? std::make_shared<Data>(*m_data) : std::make_shared<Data>();
    data->details = details;
    Error error;
    error.m_data = data;
    return error;
}

Error Error::causedBy(const Error &cause) const
{
    auto data = m_data ? std::make_shared<Data>(*m_data) : std::make_shared<Data>();
    data->cause = std::make_shared<Error>(cause);
    if (!data->statusCode)
        data->statusCode = cause.statusCode();
    if (data->serverCode.isEmpty())
        data->serverCode = cause.serverCode();
    Error error;
    error.m_data = data;
    return error;
}

Error::Code Error::code() const { return m_data ? m_data->code : NoError; }

QString Error::codeName() const
{
    if (code() == NoError)
        return QStringLiteral("None");
    return QString::fromLatin1(QMetaEnum::fromType<Code>().valueToKey(code()));
}

QString Error::message() const { return m_data ? m_data->message : QString(); }

QString Error::serverCode() const { return m_data ? m_data->serverCode : QString(); }

int Error::statusCode() const { return m_data ? m_data->statusCode : 0; }

QVariantMap Error::details() const { return m_data ? m_data->details : QVariantMap(); }

const Error *Error::cause() const { return m_data ? m_data->cause.get() : nullptr; }

QVariant Error::causeVariant() const { return cause() ? QVariant::fromValue(*cause()) : QVariant(); }

bool Error::isRetryable() const
{
    switch (code()) {
    case NetworkFailure:
    case Timeout:
    case TooManyRequests:
    case StoreLocked:
    case StoreUnavailable:
        return true;
    case ServerFailure:
        return statusCode() / 100 == 5;
    default:
        return false;
    }
}

bool Error::needsLogin() const
{
    switch (code()) {
    case NoCredentials:
    case NoRefreshToken:
    case SessionExpired:
    case LoginRequired:
    case DpopKeyMissing:
    case DpopKeyMismatch:
        return true;
    case RenewFailed:
        return serverCode() == QLatin1String("invalid_grant");
    default:
        return false;
    }
}

QString Error::toString() const { return QStringLiteral("Auth0Error: %1: %2").arg(codeName(), message()); }

QJsonObject Error::toJSON(const QString &) const
{
    QJsonObject object{
        {QStringLiteral("code"), code()},
        {QStringLiteral("codeName"), codeName()},
        {QStringLiteral("message"), message()},
        {QStringLiteral("serverCode"), serverCode()},
        {QStringLiteral("statusCode"), statusCode()},
        {QStringLiteral("isRetryable"), isRetryable()},
        {QStringLiteral("needsLogin"), needsLogin()}};
    if (cause())
        object.insert(QStringLiteral("cause"), cause()->toJSON());
    return object;
}

bool operator==(const Error &a, const Error &b)
{
    if (a.m_data == b.m_data)
        return true;
    if (a.code() != b.code() || a.message() != b.message() || a.serverCode() != b.serverCode()
        || a.statusCode() != b.statusCode() || a.details() != b.details())
        return false;
    return a.cause() && b.cause() ? *a.cause() == *b.cause() : a.cause() == b.cause();
}
} // namespace Auth0
