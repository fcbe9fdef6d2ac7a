// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "client/configuration.h"
#include "support/plainhttp.h"
#include "support/serverprocess.h"
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <memory>

namespace Auth0::Test {
/*!
    The local tenant as a process, with callback ports of its own. The target that includes this names the program in
    AUTH0_TENANT_PROGRAM.
*/
class TenantProcess
{
public:
    //! Beside the tenant's own settings: sessions survive startAgain().
    static inline const QString remembersSessions = QStringLiteral("remembersSessions");

    //! \a settings are members of the tenant's configuration file, such as `rotationOverlap`.
    explicit TenantProcess(const QJsonObject &settings = {})
        : m_ports(PlainHttp::freePorts(3))
        , m_arguments(arguments(settings))
        , m_process(start(0))
    {
    }

    bool isRunning() const { return m_process->url().isValid(); }
    //! Without the trailing slash, as a configuration wants it.
    QString domain() const
    {
        const QUrl url = m_process->url();
        return url.scheme() == u"https" ? url.authority() : QStringLiteral("http://") + url.authority();
    }
    QString logFile() const { return m_folder.filePath(QStringLiteral("tenant.log")); }
    const QList<int> &callbackPorts() const { return m_ports; }
    void kill() { m_process->stop(); }
    //! At the same address, with the sessions it had; its log begins anew.
    void startAgain() { m_process = start(m_process->url().port()); }

    //! A client of this tenant that asks for the API's token.
    Configuration configuration() const
    {
        Configuration configuration;
        configuration.domain = domain();
        configuration.clientId = QStringLiteral("native-public");
        configuration.audience = QStringLiteral("https://api.example.com");
        configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
        configuration.callbackPorts = m_ports;
        return configuration;
    }

    //! Status of `GET /api/messages` with this token.
    int callApi(const QString &accessToken) const
    {
        return PlainHttp::get(address(QStringLiteral("/api/messages")), accessToken).status;
    }
    //! Presents a refresh token behind the client's back; the status.
    int refreshBy(const QString &refreshToken) const
    {
        return PlainHttp::send(
                   "POST", address(QStringLiteral("/oauth/token")),
                   "grant_type=refresh_token&client_id=native-public&refresh_token=" + refreshToken.toLatin1())
            .status;
    }

    //! The log's entries with these members, oldest first; those behind `after` (a `seq`) only.
    QList<QJsonObject> log(const QJsonObject &wanted = {}, qint64 after = 0) const
    {
        QList<QJsonObject> found;
        const QString call = QStringLiteral("log?after=%1").arg(after);
        for (const QJsonValue entry : control("GET", call).json().array()) {
            if (has(entry.toObject(), wanted))
                found.append(entry.toObject());
        }
        return found;
    }
    QList<QJsonObject> tokenRequests(const QString &grant, qint64 after = 0) const
    {
        return log(
            {{QStringLiteral("path"), QStringLiteral("/oauth/token")}, {QStringLiteral("grant_type"), grant}}, after);
    }
    QList<QJsonObject> refreshes(qint64 after = 0) const
    {
        return tokenRequests(QStringLiteral("refresh_token"), after);
    }
    //! How many refresh-token families were revoked.
    int revokedFamilies() const
    {
        const QJsonArray families = control("GET", QStringLiteral("families")).json().array();
        return int(std::count_if(families.begin(), families.end(), [](const QJsonValue &family) {
            return family[QStringLiteral("revoked")].toBool();
        }));
    }
    //! The next requests for `path` (and `grant`) misbehave.
    bool fault(const QJsonObject &fault) const
    {
        return control("POST", QStringLiteral("faults"), fault).status == 200;
    }
    bool forgetFaults() const { return control("DELETE", QStringLiteral("faults")).status == 200; }
    //! Forgets everything but its keys.
    bool reset() const { return control("POST", QStringLiteral("reset")).status == 200; }
    //! Another key signs from now on.
    bool rotateKeys() const { return control("POST", QStringLiteral("keys/rotate")).status == 200; }
    //! The body of a document, past all faults but the next one for its path.
    QByteArray document(const QString &path) const { return PlainHttp::get(address(path)).body; }
    bool moveClock(int seconds) const
    {
        return control("POST", QStringLiteral("clock"), {{QStringLiteral("offset"), seconds}}).status == 200;
    }

private:
    QUrl address(const QString &path) const { return m_process->url().resolved(QUrl(path)); }
    PlainHttp::Answer control(const QByteArray &method, const QString &call, const QJsonObject &body = {}) const
    {
        return PlainHttp::send(
            method, address(QStringLiteral("/_tenant/") + call),
            body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    static bool has(const QJsonObject &entry, const QJsonObject &wanted)
    {
        const QStringList names = wanted.keys();
        return std::all_of(
            names.begin(), names.end(), [&](const QString &name) { return entry[name] == wanted[name]; });
    }
    QStringList arguments(QJsonObject settings) const
    {
        QJsonArray callbacks;
        for (int port : m_ports)
            callbacks.append(QStringLiteral("http://127.0.0.1:%1/callback").arg(port));
        QJsonArray clients;
        for (const bool rotates : {true, false})
            clients.append(QJsonObject{
                {QStringLiteral("id"), rotates ? QStringLiteral("native-public") : QStringLiteral("native-norotate")},
                {QStringLiteral("rotation"), rotates},
                {QStringLiteral("name"), QStringLiteral("Test")},
                {QStringLiteral("callbacks"), callbacks},
                {QStringLiteral("logoutUrls"), callbacks}});
        clients.append(QJsonObject{
            {QStringLiteral("id"), QStringLiteral("confidential")},
            {QStringLiteral("secret"), QStringLiteral("confidential-secret")},
            {QStringLiteral("callbacks"), callbacks}});
        const bool remembers = settings.take(remembersSessions).toBool();
        settings[QStringLiteral("clients")] = clients;
        settings[QStringLiteral("logoutUrls")] = callbacks;
        const QString file = m_folder.filePath(QStringLiteral("tenant.json"));
        QFile config(file);
        if (config.open(QIODevice::WriteOnly))
            config.write(QJsonDocument(settings).toJson());
        config.close();
        QStringList arguments{QStringLiteral("--config"), file, QStringLiteral("--log"), logFile()};
        if (remembers)
            arguments += {QStringLiteral("--state"), m_folder.filePath(QStringLiteral("state.json"))};
        return arguments;
    }
    std::unique_ptr<ServerProcess> start(int port) const
    {
        return std::make_unique<ServerProcess>(
            QStringLiteral(AUTH0_TENANT_PROGRAM),
            m_arguments + QStringList{QStringLiteral("--port"), QString::number(port)});
    }

    const QTemporaryDir m_folder;
    const QList<int> m_ports;
    const QStringList m_arguments;
    std::unique_ptr<ServerProcess> m_process;
};
} // namespace Auth0::Test
