// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/fetch/fetchoptions.h>
#include <QtCore/QObject>
#include <memory>

namespace Auth0 {
struct FetcherServices;

/*!
    Calls an API with the session's access token. Made by Client::createFetcher().

    The token goes to the origin of `baseUrl` and to `allowedOrigins`, over https or to a loopback address, and nowhere
    else: not where a redirect leads, not to an address that is merely written to look alike. Redirects are followed
    within these origins, at most 20, and to another origin without the token; any other answer of 3xx is handed out.

    A bound token (`useDPoP`) is shown with a proof made for each attempt (RFC 9449, section 7.1). A demand for a nonce
   is met once, with a new proof, and each answer may bring the next nonce; nonces are kept in memory, for each origin
   and `nonceStorageId`. A proof that is refused because this computer's clock is wrong is made once more by the
   server's.

    A 401 with `invalid_token` (RFC 6750, section 3.1) leads to one forced refresh and one repetition; the second 401
    is handed out. It never starts a login. Belongs to the thread of its client; destroyed with calls pending it ends
    them in Cancelled.
*/
class AUTH0_EXPORT Fetcher : public QObject
{
    Q_OBJECT
public:
    Fetcher(const CreateFetcherOptions &options, const FetcherServices &services, QObject *parent = nullptr);
    ~Fetcher() override;

    //! Counts from the next fetch on.
    void setOptions(const CreateFetcherOptions &options);

    /*!
        Sends a request. \a url is relative to `baseUrl`, whose path it keeps (`https://h/api/` and `/x` make
        `https://h/api/x`), or absolute. Succeeds with any HTTP status. Ends in OriginNotAllowed (nothing was sent),
        InvalidArgument (url, options, or the options of the fetcher), NetworkFailure, Timeout, InvalidResponse (more
        than 256 MiB), Cancelled, the errors of Client::getAccessToken(), DpopNotConfigured, DpopKeyMissing,
        DpopKeyMismatch, DpopProofFailed, and what a transport or token factory of the application ended in (Unknown
       where that is no Error).
    */
    Async<FetchResponse> fetch(const QString &url, const FetchOptions &options = {});
    //! Ends the fetches with that tag in Cancelled; without one all of this fetcher.
    void abort(const std::optional<QString> &tag = std::nullopt);

Q_SIGNALS:
    /*!
        Bytes of a fetch that were sent and received so far, and how many there will be in the direction that moves; -1
        while that is unknown. Not with a transport of one's own.
    */
    void progress(const QString &tag, qint64 sent, qint64 received, qint64 total);

private:
    class Private;
    std::unique_ptr<Private> d;
};
} // namespace Auth0
