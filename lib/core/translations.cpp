// SPDX-License-Identifier: Apache-2.0
#include "core/translations.h"
#include "core/translationdata.h"
#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>
#include <atomic>

namespace Auth0::Translations {
namespace {
//! Set by follow(); C is none. Texts are asked for on any thread.
std::atomic<QLocale::Language> wanted = QLocale::C;

//! The first of the user's languages there is a text in. English is what stands in the source.
QLocale::Language best(const QLocale &locale)
{
    for (const QString &name : locale.uiLanguages()) {
        const QLocale::Language language = QLocale(name).language();
        if (language == QLocale::German || language == QLocale::English)
            return language;
    }
    return QLocale::English;
}

QLocale::Language shown()
{
    const QLocale::Language language = wanted;
    return language == QLocale::C ? best(QLocale()) : language;
}

//! Asks for the language with each text, so that it follows QLocale::setDefault() whenever that comes.
class Translator : public QTranslator
{
public:
    explicit Translator(QObject *parent)
        : QTranslator(parent)
    {
        [[maybe_unused]] const bool isWhole = m_german.load(german, int(sizeof german));
        Q_ASSERT(isWhole);
    }

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *comment, int n) const override
    {
        const QString found = m_german.translate(context, text, comment, n);
        return found.isEmpty() || shown() != QLocale::German ? QString() : found;
    }

private:
    QTranslator m_german;
};

void install()
{
    QCoreApplication *application = QCoreApplication::instance();
    QCoreApplication::installTranslator(new Translator(application));
}
Q_COREAPP_STARTUP_FUNCTION(install)
} // namespace

void follow(const QString &language) { wanted = language.isEmpty() ? QLocale::C : best(QLocale(language)); }

QString language() { return QLocale(shown()).bcp47Name(); }
} // namespace Auth0::Translations
