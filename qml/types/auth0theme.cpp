// SPDX-License-Identifier: Apache-2.0
#include "types/auth0theme.h"
#include "language/enginelanguage.h"
#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>
#include <QtQml/QQmlEngine>

namespace Auth0 {
namespace {
//! By the weights of ITU-R BT.709, as the components do.
bool isLight(const QColor &color)
{
    constexpr double red = 0.2126, green = 0.7152, blue = 0.0722, middle = 0.5;
    return red * color.redF() + green * color.greenF() + blue * color.blueF() > middle;
}

const QColor blueOnLight(0x24, 0x53, 0xc4), blueOnDark(0x8d, 0xb0, 0xff), nearlyBlack(0x0d, 0x1b, 0x3d);
} // namespace

Auth0Theme *Auth0Theme::create(QQmlEngine *engine, QJSEngine *)
{
    EngineLanguage::follow(engine);
    return new Auth0Theme;
}

Auth0Theme::Auth0Theme(QObject *parent)
    : QObject(parent)
{
    if (auto *application = QCoreApplication::instance())
        application->installEventFilter(this);
}

QColor Auth0Theme::accent() const { return m_accent.value_or(isDark() ? blueOnDark : blueOnLight); }

void Auth0Theme::setAccent(const QColor &accent) { change(m_accent, std::optional(accent)); }

void Auth0Theme::resetAccent() { change(m_accent, {}); }

QColor Auth0Theme::accentInk() const
{
    return m_accentInk.value_or(isLight(accent()) ? nearlyBlack : QColor(Qt::white));
}

void Auth0Theme::setAccentInk(const QColor &ink) { change(m_accentInk, std::optional(ink)); }

void Auth0Theme::resetAccentInk() { change(m_accentInk, {}); }

bool Auth0Theme::isDark() const
{
    return m_dark.value_or(isLight(QGuiApplication::palette().color(QPalette::Active, QPalette::WindowText)));
}

void Auth0Theme::setDark(bool dark) { change(m_dark, std::optional(dark)); }

void Auth0Theme::resetDark() { change(m_dark, {}); }

void Auth0Theme::setReducedMotion(bool reduced) { change(m_reducedMotion, reduced); }

bool Auth0Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == QCoreApplication::instance())
        Q_EMIT changed();
    return false;
}
} // namespace Auth0
