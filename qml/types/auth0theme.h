// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QObject>
#include <QtGui/QColor>
#include <QtQml/qqmlregistration.h>
#include <optional>
#include <utility>

class QJSEngine;
class QQmlEngine;

namespace Auth0 {
/*!
    `Auth0Theme`: what an application may say about the look of the module's components. Nothing said, they follow the
    style they stand in, the desktop's light or dark, and their own blue. In C++, so that a program without components
    loads nothing for it. Belongs to the GUI thread.
*/
class Auth0Theme : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Auth0Theme)
    QML_SINGLETON
    //! The colour of what is under way or wants a login, on light and on dark. Assign undefined to have the own blue.
    Q_PROPERTY(QColor accent READ accent WRITE setAccent RESET resetAccent NOTIFY changed)
    //! What is legible on the accent.
    Q_PROPERTY(QColor accentInk READ accentInk WRITE setAccentInk RESET resetAccentInk NOTIFY changed)
    //! Whether the desktop is dark, by its palette; set, every component follows it, whatever its style draws.
    Q_PROPERTY(bool dark READ isDark WRITE setDark RESET resetDark NOTIFY changed)
    //! Rings stand still and nothing fades; the words beside them say that something is under way. False by default.
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed)
    //! Whether the application has set `accent`, and `dark`.
    Q_PROPERTY(bool hasAccent READ hasAccent NOTIFY changed)
    Q_PROPERTY(bool hasDark READ hasDark NOTIFY changed)

public:
    //! For the engine, which owns it.
    static Auth0Theme *create(QQmlEngine *engine, QJSEngine *);

    explicit Auth0Theme(QObject *parent = nullptr);

    QColor accent() const;
    void setAccent(const QColor &accent);
    void resetAccent();
    QColor accentInk() const;
    void setAccentInk(const QColor &ink);
    void resetAccentInk();
    bool isDark() const;
    void setDark(bool dark);
    void resetDark();
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    bool hasAccent() const { return m_accent.has_value(); }
    bool hasDark() const { return m_dark.has_value(); }

    //! The application's palette may have changed.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    template<typename T>
    void change(T &member, const T &value)
    {
        if (std::exchange(member, value) != value)
            Q_EMIT changed();
    }

    std::optional<QColor> m_accent, m_accentInk;
    std::optional<bool> m_dark;
    bool m_reducedMotion = false;
};
} // namespace Auth0
