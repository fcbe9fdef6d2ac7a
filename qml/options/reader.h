// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "options/keys.h"
#include <span>

//! Turns the one argument of a method into its options struct, or into InvalidArgument that says what to write.
namespace Auth0::Options {
//! What a method takes.
struct Form
{
    const char *method;
    std::span<const Key> keys;
    std::span<const Hint> hints;
};

//! Fills \a options, a struct whose keys \a form lists. undefined and null are "not given".
Result<Done> readInto(void *options, const Form &form, const QJSValue &argument);

//! The options in \a argument; a value of the struct's own type is taken as it is.
template<typename Struct>
Result<Struct> read(const char *method, const QJSValue &argument)
{
    if constexpr (QMetaTypeId2<Struct>::Defined) {
        const QVariant value = argument.toVariant(QJSValue::RetainJSObjects);
        if (value.metaType() == QMetaType::fromType<Struct>())
            return qvariant_cast<Struct>(value);
    }
    Form form{method, Keys<Struct>::list, {}};
    if constexpr (requires { Keys<Struct>::hints; })
        form.hints = Keys<Struct>::hints;
    Struct options;
    const Result<Done> done = readInto(&options, form, argument);
    return done ? Result<Struct>(options) : Result<Struct>(done.error());
}
} // namespace Auth0::Options
