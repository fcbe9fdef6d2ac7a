// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/qglobal.h>

#if defined(AUTH0QT_QUICK_STATIC)
#define AUTH0_QUICK_EXPORT
#elif defined(AUTH0QT_BUILD_QUICK)
#define AUTH0_QUICK_EXPORT Q_DECL_EXPORT
#else
#define AUTH0_QUICK_EXPORT Q_DECL_IMPORT
#endif
