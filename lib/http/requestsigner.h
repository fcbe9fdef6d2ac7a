// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/httpclient.h"

namespace Auth0 {
//! Adds headers that prove something about a request (DPoP, RFC 9449). Asked anew for every attempt.
class RequestSigner
{
public:
    virtual ~RequestSigner() = default;
    virtual Result<QList<std::pair<QByteArray, QByteArray>>> sign(const QByteArray &method, const QUrl &url) = 0;
    //! Sees each answer; true asks for exactly one more attempt with a new proof.
    virtual bool wantsRetry(const QUrl &url, const HttpResponse &response) = 0;
};
} // namespace Auth0
