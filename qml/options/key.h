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

//! The key \a name for a member of an options struct, read as its type wants unless a kind is named.
template<auto member, typename Read = Kind<typename MemberOf<decltype(member)>::type>>
constexpr Key key(const char *name)
{
    return {name, Read::form, [](const QJSValue &value, void *options) {
                using Struct = typename MemberOf<decltype(member)>::struct_type;
                return Read::read(value, static_cast<Struct *>(options)->*member);
            }};
}
} // namespace Auth0::Options
