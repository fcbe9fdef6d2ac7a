// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Tenant {

/// Cuts the connection that comes from this port of the machine, so that its client gets no further byte.
/// cpp-httplib has no call for it, and does not tell the descriptor.
void dropConnection(int localPort, int remotePort);
/// Cuts every connection to this port: workers that wait for a next request end at once.
void dropAllConnections(int localPort);

} // namespace Tenant
