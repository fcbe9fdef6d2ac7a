// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "options/keys.h"
#include <span>

//! Turns the arguments of a method into its options struct, or into InvalidArgument that says what to write.
namespace Auth0::Options {
//! What a method is called with.
struct Arguments
{
    QJSValue options;
    QJSValue more; //!< where nothing belongs
};

//! What a method takes.
struct Form
{
    const char *method;
    const char *first; //!< what stands before the options; null: nothing
    std::span<const Key> keys;
    std::span<const Hint> hints;
};

//! InvalidArgument when \a more is given.
Result<Done> refuseMore(const Form &form, const QJSValue &more);
//! Fills \a options, a struct whose keys \a form lists. undefined and null are "not given".
Result<Done> readInto(void *options, const Form &form, const QJSValue &argument);

//! Takes a value of the struct's own type as it is; false when \a value is none.
template<typename Struct>
bool takeWhole([[maybe_unused]] Struct &options, [[maybe_unused]] const QJSValue &value)
{
    if constexpr (QMetaTypeId2<Struct>::Defined) {
        const QVariant whole = value.toVariant(QJSValue::RetainJSObjects);
        if (whole.metaType() == QMetaType::fromType<Struct>()) {
            options = qvariant_cast<Struct>(whole);
            return true;
        }
    }
    return false;
}

//! The options in \a arguments.
template<typename Struct>
Result<Struct> read(const char *method, const Arguments &arguments)
{
    Form form{method, nullptr, Keys<Struct>::list, {}};
    if constexpr (requires { Keys<Struct>::first; })
        form.first = Keys<Struct>::first;
    if constexpr (requires { Keys<Struct>::hints; })
        form.hints = Keys<Struct>::hints;
    Struct options;
    Result<Done> done = Done{};
    if (!takeWhole(options, arguments.options))
        done = readInto(&options, form, arguments.options);
    if (done)
        done = refuseMore(form, arguments.more);
    return done ? Result<Struct>(options) : Result<Struct>(done.error());
}
} // namespace Auth0::Options
