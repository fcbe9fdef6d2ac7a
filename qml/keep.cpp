// SPDX-License-Identifier: Apache-2.0
// Compiled into whoever links Auth0Qt::Quick. `import Auth0` is in no C++ file: without this reference the linker would
// leave the library away.
void qml_register_types_Auth0();

namespace {
[[maybe_unused]] void (*volatile const keepAuth0)() = &qml_register_types_Auth0;
}
