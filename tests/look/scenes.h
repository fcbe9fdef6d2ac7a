// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "stage.h"
#include <functional>

namespace Auth0::Test {
//! A state of the sample worth a picture, and how a user gets there.
struct Scene
{
    QString name;
    QString page; //!< objectName of the page that is shown
    std::function<void(Stage &)> play;
};

//! Every page in every state.
const QList<Scene> &scenes();
} // namespace Auth0::Test
