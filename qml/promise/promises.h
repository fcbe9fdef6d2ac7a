// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/result.h"
#include "promise/slices.h"
#include <QtCore/QObject>
#include <QtQml/QJSValue>

class QJSEngine;

namespace Auth0 {
/*!
    The promises of one JavaScript engine, made by functions that are compiled once. It is a child of the engine; once
    the engine is gone, settling does nothing.
*/
class Promises : public QObject
{
    Q_OBJECT
public:
    //! Those of \a engine.
    static Promises *of(QJSEngine *engine);

    //! A promise that is settled later.
    class Pending
    {
    public:
        QJSValue promise() const { return m_deferred.property(QStringLiteral("promise")); }

    private:
        friend class Promises;
        QJSValue m_deferred;
    };

    QJSValue resolved(const QJSValue &value);
    //! \a method is the call that failed, for the log: this engine says nothing about a rejection nobody catches.
    QJSValue rejected(const char *method, const Error &error);

    Pending begin();
    void resolve(const Pending &pending, const QJSValue &value);
    void reject(const Pending &pending, const char *method, const Error &error);

    QJSEngine *engine() const;
    //! Settlements that come in a crowd are spread over several turns of the event loop.
    Slices &slices() { return m_slices; }
    //! Whether the engine still runs JavaScript: in its destructor it does not.
    bool isAlive() const;

private:
    explicit Promises(QJSEngine *engine);
    QJSValue errorObject(const char *method, const Error &error);

    QJSValue m_begin, m_resolved, m_rejected, m_error;
    Slices m_slices;
};
} // namespace Auth0
