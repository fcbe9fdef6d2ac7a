// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/async.h"
#include "core/clock.h"
#include "http/route.h"
#include <QtCore/QJsonObject>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace Auth0 {
class RequestSigner;

//! One request. A body is sent once and never repeated behind the caller's back.
struct HttpRequest
{
    static constexpr qint64 usualMaxAnswer = 1024 * 1024;

    QByteArray method = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray contentType;
    //! Asked for headers before each attempt, and whether an answer calls for one more.
    std::shared_ptr<RequestSigner> signer;
    std::optional<std::chrono::milliseconds> timeout; //!< instead of the client's
    qint64 maxAnswer = usualMaxAnswer; //!< bytes; larger answers are refused
    bool telemetry = true; //!< false: not to Auth0, whatever the settings say
    QPointer<QObject> lifeline; //!< when it dies the request ends in Cancelled
    //! Bytes sent, bytes received, and how many there will be in the direction that moves; -1: unknown.
    std::function<void(qint64 sent, qint64 received, qint64 total)> progress;

    //! A form-encoded POST (RFC 6749, appendix B); blanks become %20 and `+` becomes %2B.
    static HttpRequest postForm(const QUrl &url, const QList<std::pair<QString, QString>> &fields);
    static HttpRequest postJson(const QUrl &url, const QJsonObject &body);
    static HttpRequest get(const QUrl &url);
};

//! An answer, whatever its status.
struct HttpResponse
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QDateTime date; //!< the `Date` header; invalid when missing
    QString statusText; //!< the reason phrase

    //! The first header of that name, in any letter case; null when there is none.
    QByteArray header(const QByteArray &name) const;
    bool isSuccess() const { return status / 100 == 2; }
};

//! What HttpClient needs to know of the configuration.
struct HttpSettings
{
    std::chrono::milliseconds timeout{10'000};
    QString caCertificates; //!< PEM file trusted beside the system's store
    bool telemetry = true; //!< send the `Auth0-Client` header

    friend bool operator==(const HttpSettings &, const HttpSettings &) = default;
};

/*!
    The one place where bytes leave. Redirects are off, TLS errors end the request, answers above `maxAnswer` bytes are
    refused, and nothing is repeated. Ends in NetworkFailure, Timeout, InvalidResponse (too large), or
    InvalidConfiguration (unreadable caCertificates); details()["sent"] says whether the request may have reached the
    server.
*/
class HttpClient : public QObject
{
    Q_OBJECT
public:
    //! Of a request that says nothing else.
    static constexpr qint64 maxAnswer = HttpRequest::usualMaxAnswer;

    //! \a network is used and not owned; null makes one of our own.
    HttpClient(QNetworkAccessManager *network, Clock *clock, QObject *parent = nullptr);
    ~HttpClient() override;

    void setSettings(const HttpSettings &settings);
    //! Of a request that names none.
    std::chrono::milliseconds timeout() const;
    Async<HttpResponse> send(const HttpRequest &request);
    //! How \a url is reached: nothing special with a network manager that was given. Errors of findRoute().
    Async<Route> route(const QUrl &url);
    //! Opens the TLS connection to \a url ahead of the first request; nothing for plain http.
    void preconnect(const QUrl &url);
    //! The clock this client goes by.
    Clock *clock() const;
    //! Server's clock minus ours, from the newest `Date` header; 0 before the first answer.
    std::chrono::milliseconds clockOffset() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
