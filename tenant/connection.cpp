// SPDX-License-Identifier: Apache-2.0
#include "connection.h"

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cstdlib>
#include <filesystem>

namespace Tenant {

namespace {

using NameOf = int (*)(int, sockaddr *, socklen_t *);

int portOf(NameOf name, int fd)
{
    sockaddr_in address = {};
    socklen_t length = sizeof address;
    if (name(fd, reinterpret_cast<sockaddr *>(&address), &length) != 0 || address.sin_family != AF_INET)
        return -1;
    return ntohs(address.sin_port);
}

// `remotePort` 0: all of them.
void drop(int localPort, int remotePort)
{
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        const int fd = std::atoi(entry.path().filename().c_str());
        const int remote = portOf(getpeername, fd);
        if (remote > 0 && portOf(getsockname, fd) == localPort && (remotePort == 0 || remote == remotePort))
            shutdown(fd, SHUT_RDWR);
    }
}

} // namespace

void dropConnection(int localPort, int remotePort) { drop(localPort, remotePort); }

void dropAllConnections(int localPort) { drop(localPort, 0); }

} // namespace Tenant
