// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <Auth0Qt/core/result.h>
#include <QtCore/QUrl>

namespace Auth0 {
//! What a browser is asked to show.
struct BrowserRequest
{
    enum Purpose { Login, Logout, ConnectAccount };

    QUrl url; //!< the page to open
    QUrl callbackUrl; //!< where the answer will be sent; its scheme, host, port and path are to be compared exactly
    bool ephemeral = false; //!< no cookies shared with earlier logins
    Purpose purpose = Login;
};

/*!
    Shows a page and reports the URL it was redirected to. An application may hand in its own (Services::browser).
*/
class AUTH0_EXPORT Browser
{
public:
    virtual ~Browser();
    /*!
        Shows \a request and ends with the callback URL, query and all, or in Cancelled (closed by the user),
        BrowserUnavailable, BrowserTerminated or PageLoadFailed.
    */
    virtual Async<QUrl> open(const BrowserRequest &request) = 0;
    //! Ends what open() started; its future then ends in Cancelled.
    virtual void cancel() = 0;
    /*!
        Whether the answer comes back through the library's loopback listener: then open() may stay pending for as long
       as it likes, and only an error of it counts. False by default: open() returns the callback itself.
    */
    virtual bool usesListener() const;
    //! Whether it can keep a login's cookies to itself. False by default.
    virtual bool canBeEphemeral() const;
};
} // namespace Auth0
