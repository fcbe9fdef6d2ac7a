# SPDX-License-Identifier: Apache-2.0
# cmake -D FROM=texts.qm -D TO=texts.h -D NAME=german -P Auth0QtTranslations.cmake: the translations as an array, so that a
# static library needs no resource to be initialised.
file(READ "${FROM}" bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n    " bytes "${bytes}")
file(WRITE "${TO}" "// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace Auth0::Translations {
inline constexpr unsigned char ${NAME}[] = {
    ${bytes}
};
} // namespace Auth0::Translations
")
