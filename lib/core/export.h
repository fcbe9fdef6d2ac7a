// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/qglobal.h>

#if defined(AUTH0QT_STATIC)
#define AUTH0_EXPORT
#elif defined(AUTH0QT_BUILD_CORE)
#define AUTH0_EXPORT Q_DECL_EXPORT
#else
#define AUTH0_EXPORT Q_DECL_IMPORT
#endif
