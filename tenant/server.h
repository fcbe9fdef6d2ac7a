// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tenant.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

namespace httplib {
class Server;
struct Request;
struct Response;
} // namespace httplib

namespace Tenant {

/// The tenant's HTTP or HTTPS server on 127.0.0.1.
class Server
{
public:
    explicit Server(LocalTenant &tenant);
    ~Server();

    /// Takes the port, 0 = any; connections are accepted from now on. Throws std::runtime_error when it is taken,
    /// ConfigError when certificate or key cannot be used.
    void bind(int port);
    /// `http://127.0.0.1:PORT/`
    std::string url() const;
    /// Serves until `stop` is called from another thread.
    void run();
    void stop();

private:
    void prepare(httplib::Server &http);
    void serve(const httplib::Request &request, httplib::Response &response);
    std::string issuerFor(const std::string &host) const;
    bool isStopped();
    void wait(double seconds);

    LocalTenant &m_tenant;
    std::unique_ptr<httplib::Server> m_http;
    int m_port = 0;
    std::mutex m_mutex;
    std::condition_variable m_stopping;
    bool m_stopped = false;
};

} // namespace Tenant
