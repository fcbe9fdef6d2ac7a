// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QByteArray>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusVariant>
#include <QtTest/QTest>
#include <csignal>

namespace Auth0::Test {
//! The Secret Service API's `(oayays)`.
struct KeyringSecret
{
    QDBusObjectPath session;
    QByteArray parameters, value;
    QString contentType;
};

inline QDBusArgument &operator<<(QDBusArgument &argument, const KeyringSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

inline const QDBusArgument &operator>>(const QDBusArgument &argument, KeyringSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}
} // namespace Auth0::Test
Q_DECLARE_METATYPE(Auth0::Test::KeyringSecret)

//! The real gnome-keyring of a test that runs under `isolated --keyring`; its password is "test". No prompt is shown.
namespace Auth0::Test::Keyring {
inline const QString service = QStringLiteral("org.freedesktop.secrets");

//! Asks on a connection of its own, so that what the code under test does with the session bus stays its own affair.
inline QDBusMessage
call(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments = {})
{
    QDBusConnection bus =
        QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("the test's own connection"));
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    return bus.call(message, QDBus::Block, 5000);
}

inline QDBusMessage callService(const QString &method, const QVariantList &arguments)
{
    return call(
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"), method,
        arguments);
}

inline QDBusObjectPath collection()
{
    return callService(QStringLiteral("ReadAlias"), {QStringLiteral("default")})
        .arguments()
        .value(0)
        .value<QDBusObjectPath>();
}

inline bool isLocked()
{
    const QDBusMessage answer = call(
        collection().path(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
        {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
    return answer.arguments().value(0).value<QDBusVariant>().variant().toBool();
}

//! Whether it is locked now.
inline bool lock()
{
    callService(QStringLiteral("Lock"), {QVariant::fromValue(QList<QDBusObjectPath>{collection()})});
    return isLocked();
}

inline QDBusObjectPath openSession()
{
    return callService(
               QStringLiteral("OpenSession"), {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))})
        .arguments()
        .value(1)
        .value<QDBusObjectPath>();
}

//! Whether it is open now.
inline bool unlock()
{
    qDBusRegisterMetaType<KeyringSecret>();
    const KeyringSecret password{openSession(), {}, "test", QStringLiteral("text/plain")};
    call(
        QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
        QStringLiteral("UnlockWithMasterPassword"), {QVariant::fromValue(collection()), QVariant::fromValue(password)});
    return !isLocked();
}

//! What the keyring has under the library's \a key; empty when there is nothing.
inline QByteArray secret(const QString &key)
{
    qDBusRegisterMetaType<KeyringSecret>();
    qDBusRegisterMetaType<QMap<QString, QString>>();
    const QMap<QString, QString> attributes{
        {QStringLiteral("server"), QStringLiteral("Auth0Qt")}, {QStringLiteral("user"), key}};
    const auto found = callService(QStringLiteral("SearchItems"), {QVariant::fromValue(attributes)}).arguments();
    const auto items = qdbus_cast<QList<QDBusObjectPath>>(found.value(0));
    if (items.isEmpty())
        return {};
    const QDBusMessage answer = call(
        items.first().path(), QStringLiteral("org.freedesktop.Secret.Item"), QStringLiteral("GetSecret"),
        {QVariant::fromValue(openSession())});
    return qdbus_cast<KeyringSecret>(answer.arguments().value(0)).value;
}

//! Sends the daemon a signal; SIGSTOP makes it hang.
inline bool send(int signal)
{
    const auto *bus = QDBusConnection::sessionBus().interface();
    const uint pid = bus->servicePid(service);
    return pid != 0 && ::kill(pid_t(pid), signal) == 0;
}

//! Kills the daemon; the bus starts a new one, locked, when somebody asks for it. Whether it is gone.
inline bool kill()
{
    const auto *bus = QDBusConnection::sessionBus().interface();
    return send(SIGKILL) && QTest::qWaitFor([bus] { return !bus->isServiceRegistered(service); });
}
} // namespace Auth0::Test::Keyring
