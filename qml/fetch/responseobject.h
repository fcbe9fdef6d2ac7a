// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/fetchmessage.h"
#include <QtCore/QObject>
#include <QtQml/QJSValue>

class QJSEngine;

namespace Auth0 {
//! The parts of a response that JavaScript asks for one by one; not shown when a response is printed.
class ResponseParts : public QObject
{
    Q_OBJECT
public:
    explicit ResponseParts(FetchResponse response)
        : m_response(std::move(response))
    {
    }

    //! Null when there is none.
    Q_INVOKABLE QJSValue header(const QString &name) const;
    Q_INVOKABLE QStringList headerNames() const;
    Q_INVOKABLE QString text() const { return m_response.text(); }
    Q_INVOKABLE QByteArray bytes() const { return m_response.body; }
    //! A promise that is rejected: the body is no JSON.
    Q_INVOKABLE QJSValue noJson();

private:
    const FetchResponse m_response;
};

namespace ResponseObject {
//! \a response as a fetch hands it out.
QJSValue make(QJSEngine *engine, const FetchResponse &response);
/*!
    What a transport of the application's own answered: an object with `status`, and if it likes `statusText`, `url`,
    `headers` (an object, or one with get()) and either `text()` and so on, or a `body`. InvalidResponse otherwise.
*/
Result<FetchResponse> read(const QJSValue &answer, const QUrl &url);
} // namespace ResponseObject
} // namespace Auth0
