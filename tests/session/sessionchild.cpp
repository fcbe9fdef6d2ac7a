// SPDX-License-Identifier: Apache-2.0
// An application on the shipped library that does what a line of its input says and answers each with a line.
#include "client/client.h"
#include "support/await.h"
#include "support/httpuser.h"
#include "support/offsetclock.h"
#include "support/plainhttp.h"
#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTextStream>
#include <unistd.h>

using namespace Auth0;
using namespace Auth0::Test;

namespace {
QString words(const Error &error) { return QStringLiteral("failed ") + error.codeName(); }

template<typename T>
QString nameOf(T value)
{
    return QVariant::fromValue(value).toString();
}

Configuration configurationOf(const QCommandLineParser &arguments)
{
    Configuration configuration;
    configuration.domain = arguments.value(QStringLiteral("domain"));
    configuration.clientId = arguments.value(QStringLiteral("client"));
    configuration.audience = QStringLiteral("https://api.example.com");
    configuration.scope = QStringLiteral("openid profile email offline_access read:messages");
    if (arguments.isSet(QStringLiteral("dpop"))) {
        configuration.useDPoP = true;
        configuration.audience = QStringLiteral("https://dpop-api.example.com");
    }
    configuration.account = arguments.value(QStringLiteral("account"));
    configuration.callbackPorts.clear();
    if (const int timeout = arguments.value(QStringLiteral("timeout")).toInt(); timeout > 0)
        configuration.timeout = std::chrono::seconds(timeout);
    for (const QString &port : arguments.value(QStringLiteral("ports")).split(u','))
        configuration.callbackPorts.append(port.toInt());
    return configuration;
}
} // namespace

class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const QCommandLineParser &arguments)
        : m_client(configurationOf(arguments), Services{nullptr, nullptr, &m_user, &m_clock})
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_clock.offset = arguments.value(QStringLiteral("clock")).toLongLong();
        m_user.username = arguments.value(QStringLiteral("user"));
        connect(&m_client, &Client::sessionEnded, this, [this](EndReason reason) { m_ends.append(nameOf(reason)); });
        connect(&m_input, &QSocketNotifier::activated, this, &Application::read);
    }

private:
    void read()
    {
        char bytes[4096];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0)
            return QCoreApplication::quit();
        m_lines += QByteArray(bytes, count);
        // A line that comes while another is being done waits for it.
        if (m_isBusy)
            return;
        m_isBusy = true;
        for (qsizetype end = 0; (end = m_lines.indexOf('\n')) >= 0;) {
            const QStringList line = QString::fromUtf8(m_lines.left(end)).split(u' ');
            m_lines.remove(0, end + 1);
            QTextStream(stdout) << line.first() << ' ' << answer(line.first(), line.value(1)) << Qt::endl;
        }
        m_isBusy = false;
    }

    QString answer(const QString &step, const QString &value)
    {
        if (step == u"state")
            return state();
        if (step == u"login")
            return login();
        if (step == u"token" || step == u"refresh")
            return token(step == u"refresh");
        if (step == u"api")
            return callApi();
        if (step == u"logout")
            return done(await(m_client.clearSession()));
        if (step == u"restore")
            return restore();
        if (step == u"persistent")
            return m_client.isPersistent() ? QStringLiteral("ok yes") : QStringLiteral("ok no");
        if (step == u"error")
            return QStringLiteral("ok ") + m_client.error().codeName();
        if (step == u"ends")
            return QStringLiteral("ok ") + (m_ends.isEmpty() ? QStringLiteral("none") : m_ends.join(u','));
        if (step == u"clock") {
            m_clock.offset = value.toLongLong();
            return QStringLiteral("ok");
        }
        return QStringLiteral("failed unknown");
    }

    QString state()
    {
        (void)await(m_client.getSession());
        return QStringLiteral("ok ") + nameOf(m_client.sessionState());
    }
    QString restore()
    {
        const auto restored = await(m_client.restore());
        return restored ? QStringLiteral("ok ") + nameOf(*restored) : words(restored.error());
    }
    QString login()
    {
        const auto credentials = await(m_client.authorize());
        return credentials ? QStringLiteral("ok ") + m_client.user().sub : words(credentials.error());
    }
    //! Its `jti` tells one access token from another.
    QString token(bool force)
    {
        GetCredentialsOptions options;
        options.forceRefresh = force;
        const auto credentials = await(m_client.getCredentials(options));
        if (!credentials)
            return words(credentials.error());
        const QByteArray payload = credentials->accessToken.section(u'.', 1, 1).toLatin1();
        const auto bytes = QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding);
        return QStringLiteral("ok ") + QJsonDocument::fromJson(bytes)[QStringLiteral("jti")].toString();
    }
    QString callApi()
    {
        const auto credentials = await(m_client.getCredentials());
        if (!credentials)
            return words(credentials.error());
        const QLatin1String path(m_client.configuration().useDPoP ? "/api/dpop" : "/api/messages");
        GetDPoPHeadersOptions use;
        use.url = QUrl(m_client.configuration().domain + path);
        use.method = QStringLiteral("GET");
        use.accessToken = credentials->accessToken;
        use.tokenType = credentials->tokenType;
        const auto headers = await(m_client.getDPoPHeaders(use));
        if (!headers)
            return words(headers.error());
        const int status = PlainHttp::sendWith("GET", *use.url, {}, *headers).status;
        return (status == 200 ? QStringLiteral("ok ") : QStringLiteral("failed ")) + QString::number(status);
    }
    static QString done(const Result<Done> &result) { return result ? QStringLiteral("ok") : words(result.error()); }

    HttpUser m_user;
    OffsetClock m_clock;
    Client m_client;
    QSocketNotifier m_input;
    QByteArray m_lines;
    QStringList m_ends;
    bool m_isBusy = false;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions(
        {{QStringLiteral("domain"), {}, QStringLiteral("URL")},
         {QStringLiteral("ports"), {}, QStringLiteral("LIST")},
         {QStringLiteral("account"), {}, QStringLiteral("NAME")},
         {QStringLiteral("dpop"), {}},
         {QStringLiteral("client"), {}, QStringLiteral("ID"), QStringLiteral("native-public")},
         {QStringLiteral("user"), {}, QStringLiteral("EMAIL"), QStringLiteral("alice@example.com")},
         {QStringLiteral("timeout"), {}, QStringLiteral("SECONDS")},
         {QStringLiteral("clock"), {}, QStringLiteral("SECONDS"), QStringLiteral("0")}});
    arguments.process(application);
    const Application child(arguments);
    return QCoreApplication::exec();
}

#include "sessionchild.moc"
