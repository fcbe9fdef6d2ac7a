// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/export.h>
#include <QtCore/QString>

/*!
    The library's own texts in the user's language; error messages for developers stay English. They are compiled in and
    need no call: a translator is installed with the application object, before any of the application's own, which
    therefore win where they know a text. Contexts are `Auth0::CallbackPage` and the names of the QML components.
*/
namespace Auth0::Translations {
/*!
    Goes on in \a language (a BCP 47 name, "de-AT"), or by QLocale() again when it is empty. What is shown already
   follows when it is translated anew.
*/
AUTH0_EXPORT void follow(const QString &language);

//! The language the texts are in: "de", or "en" where there is no translation.
AUTH0_EXPORT QString language();
} // namespace Auth0::Translations
