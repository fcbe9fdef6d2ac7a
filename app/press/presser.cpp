// SPDX-License-Identifier: Apache-2.0
#include "press/presser.h"
#include "press/finder.h"
#include "press/hand.h"
#include "press/stepreader.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>
#include <QtGui/QWindow>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <chrono>
#include <cstdio>

namespace Sample {
using namespace std::chrono_literals;

static void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

//! NAME="text", the text quoted as in JSON, so that it stays on its line.
static QString withText(const QString &name, const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return name + u'=' + QString::fromUtf8(list.mid(1, list.size() - 2));
}

Presser::Presser()
{
    m_clock.setInterval(20ms);
    connect(&m_clock, &QTimer::timeout, this, &Presser::tryStep);
}

QString Presser::start(const QString &steps)
{
    if (steps == QLatin1String("-")) {
        m_moreMayCome = true;
        auto *reader = new StepReader(this);
        connect(reader, &StepReader::lineRead, this, &Presser::add);
        connect(reader, &StepReader::ended, this, [this] {
            m_moreMayCome = false;
            finishWhenIdle();
        });
        return {};
    }
    QString mistake;
    m_steps = parseSteps(steps, &mistake);
    m_sinceStart.start();
    m_clock.start();
    return mistake;
}

void Presser::add(const QString &line)
{
    QString mistake;
    const bool wasIdle = m_steps.isEmpty();
    m_steps.append(parseSteps(line, &mistake));
    if (!mistake.isEmpty())
        return fail(mistake);
    if (!wasIdle || m_steps.isEmpty())
        return;
    m_sinceStart.start();
    m_clock.start();
}

void Presser::finishWhenIdle()
{
    if (!m_steps.isEmpty())
        return;
    m_clock.stop();
    if (!m_moreMayCome)
        QCoreApplication::exit(0);
}

void Presser::tryStep()
{
    if (m_steps.isEmpty())
        return finishWhenIdle();
    switch (attempt(m_steps.constFirst())) {
    case Done:
        return nextStep();
    case Failed:
        return fail(QStringLiteral("it cannot be done"));
    case NotYet:
        if (m_sinceStart.elapsed() > m_bound * 1000)
            fail(QStringLiteral("not within %1 s").arg(m_bound));
    }
}

void Presser::nextStep()
{
    m_steps.removeFirst();
    ++m_done;
    m_lastMiddle = {};
    m_sinceStart.start();
    finishWhenIdle();
}

void Presser::fail(const QString &reason)
{
    m_clock.stop();
    const QString source = m_steps.isEmpty() ? QString() : m_steps.constFirst().source;
    print(QStringLiteral("step %1 \"%2\" FAILED: %3; visible: %4")
              .arg(QString::number(m_done + 1), source, reason, everythingVisible()));
    m_steps.clear();
    QCoreApplication::exit(1);
}

Presser::Outcome Presser::attempt(const Step &step)
{
    switch (step.verb) {
    case Step::Press:
        return press(step.argument);
    case Step::Show:
        return show(step.argument);
    case Step::Wait:
        return wait(step);
    case Step::Key:
        typeKey(step.argument);
        print(QStringLiteral("typed ") + step.argument);
        return Done;
    case Step::Bound:
        m_bound = step.argument.toDouble();
        return Done;
    case Step::Size:
        return resize(step.argument);
    case Step::Picture:
        return takePicture(step.argument);
    case Step::Focus:
        return focusMoved(step.argument);
    }
    return Failed;
}

Presser::Outcome Presser::press(const QString &name)
{
    const QQuickItem *item = findVisible(name);
    QPointF middle;
    if (!item || !item->isEnabled() || isCovered(item))
        return NotYet;
    if (!isInReach(item, &middle)) {
        scrollTowards(item);
        return NotYet;
    }
    if (middle != m_lastMiddle) { // still moving, or just come into sight
        m_lastMiddle = middle;
        return NotYet;
    }
    print(QStringLiteral("pressed ") + withText(name, textOf(item)));
    clickAt(item, middle);
    return Done;
}

Presser::Outcome Presser::show(const QString &name)
{
    const QQuickItem *item = findVisible(name);
    if (!item)
        return NotYet;
    print(QStringLiteral("shown ") + withText(name, textOf(item)));
    return Done;
}

Presser::Outcome Presser::wait(const Step &step)
{
    for (const Condition &condition : step.anyOf) {
        const QQuickItem *item = findVisible(condition.name);
        const bool holds = condition.kind == Condition::IsNotThere ? !item
            : !item                                                ? false
            : condition.kind == Condition::Shows                   ? textOf(item) == condition.text
            : condition.kind == Condition::ShowsNot                ? textOf(item) != condition.text
                                                                   : true;
        if (!holds)
            continue;
        print(QStringLiteral("waited ") + (item ? withText(condition.name, textOf(item)) : u'!' + condition.name));
        return Done;
    }
    return NotYet;
}

Presser::Outcome Presser::focusMoved(const QString &from)
{
    const QString name = nameOfFocused();
    if (name == from)
        return NotYet;
    print(QStringLiteral("focused ") + name);
    return Done;
}

static QQuickWindow *firstWindow()
{
    for (QWindow *window : QGuiApplication::topLevelWindows())
        if (auto *quick = qobject_cast<QQuickWindow *>(window))
            return quick;
    return nullptr;
}

Presser::Outcome Presser::resize(const QString &size)
{
    QQuickWindow *window = firstWindow();
    if (!window)
        return NotYet;
    window->resize(size.section(u'x', 0, 0).toInt(), size.section(u'x', 1).toInt());
    return Done;
}

Presser::Outcome Presser::takePicture(const QString &file)
{
    constexpr qint64 settling = 500; // milliseconds: moving parts come to rest
    QQuickWindow *window = firstWindow();
    if (!window || m_sinceStart.elapsed() < settling)
        return NotYet;
    if (!window->grabWindow().save(file))
        return Failed;
    print(QStringLiteral("pictured ") + file);
    return Done;
}
} // namespace Sample
