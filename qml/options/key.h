// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "options/kinds.h"
#include <type_traits>

namespace Auth0::Options {
//! One key of an options object: its name, how a value looks, and how it gets into the struct.
struct Key
{
    const char *name;
    const char *form;
    QString (*read)(const QJSValue &value, void *options);
};

//! A key that does not belong here, and what to write in its place.
struct Hint
{
    const char *name;
    const char *mend;
};

template<typename Member>
struct MemberOf;
template<typename Struct, typename Type>
struct MemberOf<Type Struct::*>
{
    using struct_type = Struct;
    using type = Type;
};

//! The key \a name for a member of an options struct.
template<auto member>
constexpr Key key(const char *name)
{
    using Of = MemberOf<decltype(member)>;
    return {name, Kind<typename Of::type>::form, [](const QJSValue &value, void *options) {
                return Kind<typename Of::type>::read(value, static_cast<typename Of::struct_type *>(options)->*member);
            }};
}
} // namespace Auth0::Options
