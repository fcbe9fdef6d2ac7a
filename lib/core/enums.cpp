// SPDX-License-Identifier: Apache-2.0
#include "core/enums.h"
#include "moc_enums.cpp"
