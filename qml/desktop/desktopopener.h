// SPDX-License-Identifier: Apache-2.0
#pragma once

//! The desktop's own way to open an address, lent to SystemBrowser: lib/ knows no QtGui.
namespace Auth0::DesktopOpener {
//! Once a process; further calls do nothing.
void install();
} // namespace Auth0::DesktopOpener
