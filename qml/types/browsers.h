// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "browser/custombrowser.h"
#include "browser/systembrowser.h"
#include <QtQml/qqml.h>

//! What may be a provider's `browser`.
namespace Auth0 {
struct SystemBrowserForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::SystemBrowser)
    QML_NAMED_ELEMENT(SystemBrowser)
};

struct CustomBrowserForeign
{
    Q_GADGET
    QML_FOREIGN(Auth0::CustomBrowser)
    QML_NAMED_ELEMENT(CustomBrowser)
};
} // namespace Auth0
