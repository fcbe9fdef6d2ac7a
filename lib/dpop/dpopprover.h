// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/clock.h"
#include "dpop/dpopkey.h"
#include "dpop/dpopnonces.h"
#include "dpop/tokenuse.h"
#include "http/requestsigner.h"
#include <QtCore/QObject>
#include <functional>

namespace Auth0 {
//! What a stored session says about the key it is bound to.
struct DpopBinding
{
    bool isBound = false; //!< a refresh or access token of it is
    QString key; //!< as DpopKey::toText() wrote it; empty: there is none
    QString thumbprint; //!< of the key that the tokens were bound to; empty: not noted

    friend bool operator==(const DpopBinding &, const DpopBinding &) = default;
};

/*!
    What one session proves with: its key, the nonces of the servers it talks to, and their clocks. It lives on the
   thread of its session and dies with it; whoever may outlive it holds a QPointer.
*/
class DpopProver : public QObject
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    //! \a offset tells how far the tenant's clock is ahead of \a clock.
    DpopProver(Clock *clock, std::function<std::chrono::milliseconds()> offset, QObject *parent = nullptr);

    //! `useDPoP` of the configuration; false at first.
    void setOn(bool on) { m_on = on; }
    bool isOn() const { return m_on; }
    //! The session in hand; a default one when nobody is signed in.
    void setBinding(const DpopBinding &binding) { m_binding = binding; }

    /*!
        The key of \a binding; nothing when it is bound to none. DpopNotConfigured: it is bound, and DPoP is off.
       DpopKeyMissing: the key is gone or unreadable. DpopKeyMismatch: it is another one than the tokens are bound to.
    */
    Result<std::optional<DpopKey>> keyOf(const DpopBinding &binding);
    //! The key of the session in hand; when it is bound to none, nextKey(). Errors of keyOf().
    Result<DpopKey> currentKey();
    //! The key of the next login; made when it is first needed, the same until a login with it is stored.
    Result<DpopKey> nextKey();
    //! A login with \a key is stored: the next one gets another.
    void loginStored(const DpopKey &key);

    /*!
        `Authorization`, and for a DPoP token `DPoP` too (RFC 9449, section 7.1); for one attempt. InvalidArgument names
       what is wrong with \a use; DpopNotConfigured for a DPoP token while DPoP is off; DpopProofFailed; errors of
       currentKey().
    */
    Result<Headers> headers(const TokenUse &use);
    /*!
        Takes nonce and time from an answer; to be called with each, 200 included. True when one more attempt with new
       headers() is in order: the server asks for a nonce and gave one, or the clock was wrong and is set right now.
       \a offsetUsed is what offset() was for the proof.
    */
    bool heed(
        const QUrl &url, const HttpResponse &response, const QString &nonceSpace, std::chrono::milliseconds offsetUsed);
    //! How far the clock of the server of \a url is ahead of ours, as far as known.
    std::chrono::milliseconds offset(const QUrl &url) const;

    //! Signs requests to the token endpoint with \a key: a proof without `ath`, and one repetition for a nonce.
    std::shared_ptr<RequestSigner> tokenEndpointSigner(const DpopKey &key);
    //! Signs requests to a resource with headers() of \a use, whose method and url are the request's.
    std::shared_ptr<RequestSigner> resourceSigner(const TokenUse &use);
    //! A proof for one request by \a key; without \a accessToken no `ath`.
    Result<QByteArray> proof(
        const DpopKey &key, const QByteArray &method, const QUrl &url, const QByteArray &accessToken,
        const QByteArray &nonce) const;
    //! The newest nonce of the server; empty when it gave none.
    QByteArray nonce(const QUrl &url, const QString &space) const { return m_nonces.find(url, space); }

private:
    Result<DpopKey> parsed(const QString &text);
    void noteTime(const QUrl &url, const HttpResponse &response);

    Clock *m_clock;
    std::function<std::chrono::milliseconds()> m_offset;
    bool m_on = false;
    DpopBinding m_binding;
    DpopNonces m_nonces;
    QHash<QString, std::chrono::milliseconds> m_offsets; //!< of servers whose clock is not the tenant's
    QString m_parsedText;
    std::optional<DpopKey> m_parsed;
    std::optional<DpopKey> m_next;
};
} // namespace Auth0
