// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Auth0Qt/core/error.h>
#include <QtCore/QFuture>
#include <type_traits>
#include <utility>
#include <variant>

namespace Auth0 {
//! "It worked, and there is nothing to hand over."
struct Done
{
    friend bool operator==(Done, Done) { return true; }
};

//! A value, or the Error that stands in its place. Look before you read: `if (result) use(*result);`
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_data(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_data(std::in_place_index<1>, std::move(error))
    {
    }
    //! A result of a type that converts: Result<AccessToken> reads as Result<QString>.
    template<typename U, typename = std::enable_if_t<!std::is_same_v<U, T> && std::is_convertible_v<const U &, T>>>
    Result(const Result<U> &other)
        : Result(other ? Result(T(*other)) : Result(other.error()))
    {
    }
    //! Whether there is a value.
    explicit operator bool() const { return m_data.index() == 0; }
    //! The value; only where the result converts to true.
    const T &operator*() const { return std::get<0>(m_data); }
    //! The value's members; only where the result converts to true.
    const T *operator->() const { return &std::get<0>(m_data); }
    //! Why there is no value; Error::NoError where there is one.
    Error error() const { return *this ? Error() : std::get<1>(m_data); }

private:
    std::variant<T, Error> m_data;
};

//! What every method returns: it always finishes, with a value or an Error, and is never cancelled or thrown into.
template<typename T>
using Async = QFuture<Result<T>>;
} // namespace Auth0
