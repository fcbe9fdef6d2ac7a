// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QList>
#include <QtCore/QString>

namespace Auth0::Test {
/*!
    An address that tries to take the token elsewhere. In \a text, GOOD stands for the port of the allowed origin
    `http://127.0.0.1:GOOD`, EVIL for the port of a server that listens on every address of this machine, SAFE and THEFT
    for their counterparts over TLS.
*/
struct Attack
{
    QByteArray kind; //!< at least five of each
    QByteArray name;
    QString text;
};

//! Addresses that are given to fetch() or loaded by an element of QML.
QList<Attack> attacks();
//! Values of `Location` that stay within the allowed origin.
QList<Attack> redirectsWithinTheOrigin();
//! Values of `Location` in an answer of the allowed origin.
QList<Attack> redirectAttacks();
} // namespace Auth0::Test
