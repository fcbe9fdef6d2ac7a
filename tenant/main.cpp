// SPDX-License-Identifier: Apache-2.0
#include "configfile.h"
#include "options.h"
#include "server.h"
#include "tenant.h"

#include <pthread.h>
#include <signal.h>

#include <iostream>
#include <thread>

namespace {

// Blocked here for all threads that come, so that the one below gets them.
sigset_t blockStopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

Tenant::Config configFor(const Tenant::Options &options)
{
    Tenant::Config config = options.configPath.empty() ? Tenant::seeds() : Tenant::loadConfig(options.configPath);
    if (options.rotationOverlap)
        config.rotationOverlap = *options.rotationOverlap;
    if (options.tokenLifetime) {
        config.tokenLifetime = *options.tokenLifetime;
        for (Tenant::Api &api : config.apis)
            api.tokenLifetime.reset();
    }
    return config;
}

int run(const Tenant::Options &options)
{
    const sigset_t signals = blockStopSignals();
    Tenant::LocalTenant tenant(configFor(options), options);
    Tenant::Server server(tenant);
    server.bind(options.port);
    tenant.start();
    std::cout << "listening on " << server.url() << std::endl;
    std::thread stopper([&] {
        int signal = 0;
        sigwait(&signals, &signal);
        server.stop();
    });
    server.run();
    stopper.join();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    try {
        const Tenant::Options options = Tenant::parseOptions({argv + 1, argv + argc});
        if (options.help) {
            std::cout << Tenant::usage();
            return 0;
        }
        return run(options);
    } catch (const Tenant::ConfigError &error) {
        std::cerr << "auth0-local-tenant: " << error.what() << std::endl;
        return 2;
    } catch (const std::exception &error) {
        std::cerr << "auth0-local-tenant: " << error.what() << std::endl;
        return 1;
    }
}
