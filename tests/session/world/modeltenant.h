// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <functional>
#include <variant>

namespace Auth0::Test {
/*!
    A tenant in memory, and the judge of what is sent to it. It rotates refresh tokens by the strictest reading of
    Auth0's rules: the newest one is good, the one before it during the overlap, and any other kills its family.

    A token reads `rt-FAMILY-NUMBER`; numbers grow within a family.
*/
class ModelTenant
{
public:
    using Time = std::function<qint64()>;
    using Complaint = std::function<void(const QString &)>;
    ModelTenant(Time time, Complaint complain);

    struct Answer
    {
        int status = 200;
        QByteArray body;
        QList<std::pair<QByteArray, QByteArray>> headers;
    };
    enum class Trouble { None, Unreachable, Failing, Limiting };

    static constexpr qint64 always = 1LL << 60;
    qint64 overlap = 0; //!< ms
    int tokenLifetime = 3600; //!< s
    Trouble trouble = Trouble::None;
    int retryAfter = 0; //!< s, sent with a failure when not 0
    bool sendsForeignUser = false; //!< the next refresh answers with another user's ID token
    bool sendsIdTokens = true;
    bool demandsDpop = false; //!< every token is bound to a key, and each proof needs this tenant's nonce

    static QString domain();
    static QString issuer();

    //! The callback that a browser comes back with after \a page, somebody having signed in as \a user.
    QUrl signIn(const QUrl &page, const QString &user);
    //! What the tenant does with a request that reached it; \a proof is its header `DPoP`.
    Answer act(const QUrl &url, const QByteArray &body, const QByteArray &proof);
    //! The administrator, or the user on another device, ends everything of \a user.
    void revokeAll(const QString &user);

    // The judge: what it sees of the requests with a refresh token.
    struct Attempt
    {
        int process;
        QString token;
    };
    //! A process sends the token.
    void posted(int process, const QString &token);
    //! The process has a whole answer to it (200 or a refusal of the token), or something that is none.
    void answered(int process, const QString &token, bool isFinal);
    //! The process is dead; what it sent and has no answer to is nobody's.
    void gone(int process);
    //! The disk took no note of a refusal that this process met: others cannot know of it.
    void unnoted(int process);
    //! The record in the keyring holds this token now.
    void stored(const QString &token);

    struct Family
    {
        QString user;
        int newest = 1, before = 0, saved = 0;
        qint64 rotatedAt = 0;
        bool isAlive = true;
        bool isExcused = false; //!< it died by no fault of the library
        QHash<int, int> answeredBy; //!< token -> the process that has the answer to it
        QJsonObject key; //!< that its login proved, when it did
    };
    const Family *familyOf(const QString &token) const;
    static int numberOf(const QString &token) { return token.section(u'-', 2, 2).toInt(); }
    //! Whether the tenant would take it now.
    bool takes(const QString &token) const;
    //! Whether a family of \a user died without the library's doing.
    bool hasExcusedLoss(const QString &user) const;
    int rotations = 0, repeats = 0, refusals = 0, logins = 0;
    std::function<bool(int process)> isAlive;

private:
    //! The key of a proof; or what is wrong with it.
    std::variant<QJsonObject, Answer> judge(const QUrl &url, const QByteArray &proof);
    Answer token(const QUrl &url, const QByteArray &body, const QByteArray &proof);
    Answer refresh(const QHash<QString, QString> &form, const QJsonObject &key);
    Answer exchange(const QHash<QString, QString> &form, const QJsonObject &key);
    QJsonObject tokens(const QString &user, int family, const QString &audience, const QString &scope) const;
    QString idToken(const QString &user, const QString &nonce) const;
    Answer json(const QJsonObject &body, int status = 200) const;
    bool isInOverlap(const Family &family) const;

    Time m_time;
    Complaint m_complain;
    QHash<int, Family> m_families;
    struct Code
    {
        QString user, nonce, audience, scope;
    };
    QHash<QString, Code> m_codes;
    QList<Attempt> m_attempts;
    QSet<QString> m_proofs; //!< their `jti`
};
} // namespace Auth0::Test
