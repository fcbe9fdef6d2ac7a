// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QCoreApplication>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <optional>

namespace Sample {
//! What the command line asks for.
class Arguments
{
    Q_DECLARE_TR_FUNCTIONS(Sample::Arguments)
public:
    QString domain; //!< as Auth0Provider.domain
    QString clientId;
    QString audience;
    QString scope; //!< empty: the sample's own
    QUrl apiAddress; //!< the protected API; by default the local tenant's, derived from the domain
    QUrl avatar; //!< where the API has a picture of the user; by default the local tenant's, else empty
    QList<int> callbackPorts; //!< empty: the defaults of Auth0Provider
    QString page; //!< where a login leads
    std::optional<QString> press; //!< steps to do, `-` for those that come on standard input; none: a person does them

    //! Reads the command line; --help and --version end the program. A mistake is a sentence in error().
    static Arguments read(const QCoreApplication &application);
    //! Empty when the command line is right.
    QString error() const { return m_error; }
    //! The tenant is the local one, which needs no dashboard: only loopback addresses are plain http.
    bool isLocal() const;

private:
    QString m_error;
    QString firstMistake() const;
};
} // namespace Sample
