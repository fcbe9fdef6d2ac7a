// SPDX-License-Identifier: Apache-2.0
#include "server.h"

#include "configfile.h"
#include "connection.h"
#include "text.h"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>

namespace Tenant {

namespace {

// cpp-httplib listens with a backlog of 5: one more connection at the same moment waits a second for its repeated SYN.
template<typename Base>
class Widened : public Base
{
public:
    using Base::Base;

    bool bind(int &port)
    {
        if (port == 0)
            port = this->bind_to_any_port("127.0.0.1");
        else if (!this->bind_to_port("127.0.0.1", port))
            return false;
        return port > 0 && ::listen(this->svr_sock_, 512) == 0;
    }
};

void readJson(Call &call, const std::string &body)
{
    call.body = Json::parse(body, nullptr, false);
    if (call.body.is_discarded())
        call.body = nullptr;
    if (!call.body.is_object())
        return;
    for (const auto &[name, value] : call.body.items())
        call.parameters[name] = value.is_string() ? value.get<std::string>() : value.dump();
}

// A header that comes twice is one list (RFC 9110 section 5.3): no DPoP proof is made of two.
void addHeader(Call &call, const std::string &name, const std::string &value)
{
    std::string &text = call.headers[name];
    text += text.empty() ? value : ", " + value;
}

bool announcesBody(const httplib::Request &request)
{
    return request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
}

Call readCall(const httplib::Request &request)
{
    Call call;
    call.method = request.method;
    call.path = request.path;
    call.remotePort = request.remote_port;
    for (const auto &[name, value] : request.headers)
        addHeader(call, lowered(name), value);
    const size_t question = request.target.find('?');
    if (question != std::string::npos)
        call.parameters = parseQuery(std::string_view(request.target).substr(question + 1));
    const std::string type = lowered(call.header("content-type"));
    if (type.rfind("application/x-www-form-urlencoded", 0) == 0 && call.path.rfind("/_tenant/", 0) != 0) {
        for (const auto &[name, value] : parseQuery(request.body))
            call.parameters[name] = value;
    } else {
        readJson(call, request.body);
    }
    return call;
}

void killProcess(int pid)
{
    if (pid > 1)
        ::kill(pid, SIGKILL);
}

// A body that is longer than it should be, that comes in two parts, or of which the end never comes.
void setFaultyBody(httplib::Response &response, const Outcome &outcome, const std::function<void(double)> &wait)
{
    const std::string &body = outcome.answer.body;
    const size_t length = std::max(outcome.size, body.size());
    const size_t middle = outcome.pause > 0 ? length / 2 : length;
    const auto provide = [body, middle, wait, cut = outcome.cut, pause = outcome.pause,
                          victim = outcome.kill](size_t offset, size_t left, httplib::DataSink &sink) {
        const size_t until = std::min(cut ? cut : offset + left, offset < middle ? middle : offset + left);
        if (offset == middle)
            wait(pause);
        if (offset >= until) {
            killProcess(victim);
            return false;
        }
        const std::string blanks(65536, ' ');
        const std::string_view rest =
            offset < body.size() ? std::string_view(body).substr(offset) : std::string_view(blanks);
        return sink.write(rest.data(), std::min(rest.size(), until - offset));
    };
    response.set_content_provider(length, outcome.answer.type, provide);
}

} // namespace

Server::Server(LocalTenant &tenant)
    : m_tenant(tenant)
{
}

Server::~Server() = default;

void Server::bind(int port)
{
    m_port = port;
    const Config &config = m_tenant.config();
    bool bound = false;
    if (config.usesTls()) {
        auto http = std::make_unique<Widened<httplib::SSLServer>>(config.tlsCertificate.c_str(), config.tlsKey.c_str());
        if (!http->is_valid())
            throw ConfigError("config.tls: certificate and key cannot be used");
        prepare(*http);
        bound = http->bind(m_port);
        m_http = std::move(http);
    } else {
        auto http = std::make_unique<Widened<httplib::Server>>();
        prepare(*http);
        bound = http->bind(m_port);
        m_http = std::move(http);
    }
    if (!bound)
        throw std::runtime_error("cannot listen on 127.0.0.1:" + std::to_string(port));
}

void Server::prepare(httplib::Server &http)
{
    // Without this cpp-httplib sets SO_REUSEPORT, and two tenants would share one port.
    http.set_socket_options([](socket_t socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http.set_tcp_nodelay(true);
    http.set_keep_alive_max_count(1000000);
    http.set_keep_alive_timeout(30);
    // A browser's idle connections hold a thread each.
    http.new_task_queue = [] { return new httplib::ThreadPool(64); };
    const auto handler = [this](const httplib::Request &request, httplib::Response &response) {
        serve(request, response);
    };
    // cpp-httplib waits for the body of every POST; one that is not announced is empty (RFC 9112 section 6.3).
    http.set_pre_routing_handler([handler](const httplib::Request &request, httplib::Response &response) {
        if (announcesBody(request))
            return httplib::Server::HandlerResponse::Unhandled;
        handler(request, response);
        return httplib::Server::HandlerResponse::Handled;
    });
    const std::string any = R"([\s\S]*)";
    http.Get(any, handler).Post(any, handler).Put(any, handler).Patch(any, handler).Delete(any, handler);
    http.Options(any, handler);
}

std::string Server::url() const
{
    return std::string(m_tenant.config().usesTls() ? "https" : "http") + "://127.0.0.1:" + std::to_string(m_port) + "/";
}

void Server::run()
{
    m_http->listen_after_bind();
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
}

void Server::stop()
{
    // cpp-httplib forgets a stop that comes before it runs.
    while (!m_http->is_running() && !isStopped())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    m_http->stop();
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_stopping.notify_all();
    dropAllConnections(m_port);
}

bool Server::isStopped()
{
    const std::lock_guard lock(m_mutex);
    return m_stopped;
}

void Server::serve(const httplib::Request &request, httplib::Response &response)
{
    Call call = readCall(request);
    call.issuer = issuerFor(lowered(call.header("host")));
    const Outcome outcome = m_tenant.handle(call);
    wait(outcome.delay);
    if (!outcome.cut)
        killProcess(outcome.kill);
    if (outcome.drop)
        dropConnection(m_port, request.remote_port);
    response.status = outcome.answer.status;
    for (const auto &[name, value] : outcome.answer.headers)
        response.headers.emplace(name, value);
    // A fault may have set one.
    if (!response.has_header("Date"))
        response.set_header("Date", m_tenant.clock().httpDate());
    if (outcome.size || outcome.cut || outcome.pause > 0)
        setFaultyBody(response, outcome, [this](double seconds) { wait(seconds); });
    else
        response.set_content(outcome.answer.body, outcome.answer.type);
}

std::string Server::issuerFor(const std::string &host) const
{
    const size_t colon = host.rfind(':');
    const std::string name = host.substr(0, colon);
    if (name != "localhost" && !contains(m_tenant.config().hosts, name))
        return url();
    return std::string(m_tenant.config().usesTls() ? "https" : "http") + "://" + host + "/";
}

void Server::wait(double seconds)
{
    if (seconds <= 0)
        return;
    std::unique_lock lock(m_mutex);
    m_stopping.wait_for(lock, std::chrono::duration<double>(seconds), [this] { return m_stopped; });
}

} // namespace Tenant
