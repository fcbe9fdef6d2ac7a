// SPDX-License-Identifier: Apache-2.0
#include "finditems.h"
#include "scenes.h"
#include "textcontrast.h"
#include "tiles.h"
#include <QtCore/QDir>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtGui/QAccessible>
#include <QtGui/QImageWriter>
#include <QtTest/QTest>

using namespace Auth0::Test;

//! How the sample looks: each page in each state, light and dark, narrow and wide, against the stored pictures.
class tst_Look : public QObject
{
    Q_OBJECT
public:
    static bool isTaking() { return qEnvironmentVariableIsSet("AUTH0_TAKE_PICTURES"); }

private Q_SLOTS:
    void initTestCase();
    void aPictureIsAsStored_data() { rows(); }
    void aPictureIsAsStored();
    void aHiddenControlIsNoticed_data() { rows(); }
    void aHiddenControlIsNoticed();
    void everyControlOfTheReadmeWasHidden();
    void everyTextStandsOut_data() { rows(); }
    void everyTextStandsOut();
    void everyControlSaysWhatItIs_data() { rows(); }
    void everyControlSaysWhatItIs();
    void nothingIsCutAtTwiceTheFont_data() { rows(); }
    void nothingIsCutAtTwiceTheFont();

private:
    static void rows();
    static QList<Look> hidingLooks(const Scene &scene);
    QSet<QString> m_hidden;
};

namespace {
const QString stored = QStringLiteral(LOOK_SOURCE "/pictures/");
const QString seen = QStringLiteral(LOOK_BUILD "/pictures/");

QString fileOf(const Scene &scene, const Look &look) { return scene.name + u'-' + look.name + QStringLiteral(".png"); }

bool save(const QImage &image, const QString &file)
{
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    return writer.write(image.convertToFormat(QImage::Format_RGB888));
}

bool isPage(const QQuickItem *item) { return item->objectName().endsWith(u"Page"); }

//! What was pressed or read, for a failure's message.
QString nameOf(const QQuickItem *item)
{
    return item->objectName().isEmpty() ? QString::fromLatin1(item->metaObject()->className()) : item->objectName();
}

//! The names in the table of app/README.md, its pages left out.
QSet<QString> namesInReadme()
{
    QFile file(QStringLiteral(LOOK_README));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QString section =
        text.section(QStringLiteral("## Pages and what is on them"), 1).section(QStringLiteral("\n## "), 0, 0);
    QSet<QString> names;
    static const QRegularExpression quoted(QStringLiteral("`([a-z]\\w+)`"));
    for (auto it = quoted.globalMatch(section); it.hasNext();)
        names.insert(it.next().captured(1));
    names.removeIf([](const QString &name) { return name.endsWith(u"Page"); });
    return names;
}
} // namespace

void tst_Look::rows()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < scenes().size(); ++i)
        QTest::newRow(qPrintable(scenes().at(i).name)) << i;
}

//! Where controls are hidden: narrow and light, one page wide too, for the sidebar; with AUTH0_HIDE_EVERYWHERE in each
//! look.
QList<Look> tst_Look::hidingLooks(const Scene &scene)
{
    QList<Look> looks = Look::all();
    if (!qEnvironmentVariableIsSet("AUTH0_HIDE_EVERYWHERE"))
        looks.removeIf([&scene](const Look &look) {
            return look.isDark || (look.width > 420 && scene.name != QStringLiteral("api"));
        });
    return looks;
}

void tst_Look::initTestCase()
{
    QVERIFY(QDir().mkpath(seen));
    QAccessible::setActive(true);
}

void tst_Look::aPictureIsAsStored()
{
    QFETCH(int, index);
    const Scene &scene = scenes().at(index);
    Stage stage;
    scene.play(stage);
    QVERIFY(stage.find(scene.page));
    QStringList wrong;
    for (const Look &look : Look::all()) {
        stage.dress(look);
        const QString file = fileOf(scene, look);
        const QImage image = stage.picture();
        QVERIFY(save(image, seen + file));
        if (isTaking())
            QVERIFY(save(image, stored + file));
        const auto tiles = differingTiles(image, QImage(stored + file));
        if (tiles.isEmpty())
            continue;
        save(marked(image, tiles), seen + QStringLiteral("differs-") + file);
        wrong.append(file);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", ")) + QStringLiteral("; see ") + seen));
}

void tst_Look::aHiddenControlIsNoticed()
{
    QFETCH(int, index);
    const Scene &scene = scenes().at(index);
    Stage stage;
    scene.play(stage);
    QStringList unnoticed;
    for (const Look &look : hidingLooks(scene)) {
        stage.dress(look);
        const QImage picture(stored + fileOf(scene, look));
        QVERIFY(differingTiles(stage.picture(), picture).isEmpty());
        for (QQuickItem *item : namedItems(stage.window())) {
            if (isPage(item))
                continue;
            const QString name = item->objectName();
            item->setVisible(false);
            if (differingTiles(stage.glance(), picture).isEmpty())
                unnoticed.append(name + u' ' + look.name);
            item->setVisible(true);
            m_hidden.insert(name);
            if (!differingTiles(stage.glance(), picture).isEmpty())
                stage.dress(look); // a layout that kept a height: the window's size is set anew
            QVERIFY2(
                differingTiles(stage.picture(), picture).isEmpty(),
                qPrintable(name + QStringLiteral(" is not back, ") + look.name));
        }
    }
    QVERIFY2(unnoticed.isEmpty(), qPrintable(unnoticed.join(QStringLiteral(", "))));
}

void tst_Look::everyControlOfTheReadmeWasHidden()
{
    const QSet<QString> promised = namesInReadme();
    QVERIFY(promised.size() > 40);
    QVERIFY2(!m_hidden.isEmpty(), "run it with aHiddenControlIsNoticed, which hides them");
    const QSet<QString> missing = promised - m_hidden;
    QSet<QString> unnamed = m_hidden - promised;
    // As many as there are.
    unnamed.removeIf([](const QString &name) {
        return name.startsWith(u"event") || name.startsWith(u"sent") || name.startsWith(u"got");
    });
    QVERIFY2(missing.isEmpty(), qPrintable(QStringList(missing.values()).join(QStringLiteral(", "))));
    QVERIFY2(unnamed.isEmpty(), qPrintable(QStringList(unnamed.values()).join(QStringLiteral(", "))));
}

void tst_Look::everyTextStandsOut()
{
    QFETCH(int, index);
    Stage stage;
    scenes().at(index).play(stage);
    QStringList faint;
    for (const Look &look : Look::all()) {
        stage.dress(look);
        const auto texts = textContrasts(stage.window(), stage.picture());
        QVERIFY(!texts.isEmpty());
        for (const TextContrast &text : texts)
            if (text.ratio < 4.5)
                faint.append(QStringLiteral("%1: \"%2\" %3").arg(look.name, text.text).arg(text.ratio, 0, 'f', 2));
    }
    QVERIFY2(faint.isEmpty(), qPrintable(faint.join(QStringLiteral("; "))));
}

void tst_Look::everyControlSaysWhatItIs()
{
    QFETCH(int, index);
    Stage stage;
    scenes().at(index).play(stage);
    stage.dress(Look::all().constFirst());
    QStringList silent;
    int reached = 0;
    const QList<QQuickItem *> named = namedItems(stage.window());
    for (QQuickItem *item : visibleItems(stage.window())) {
        const bool isControl = item->activeFocusOnTab() || item->inherits("QQuickAbstractButton");
        if (!isControl && !named.contains(item))
            continue;
        ++reached;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
        if (!face || face->role() == QAccessible::NoRole || face->role() == QAccessible::Client)
            silent.append(nameOf(item) + QStringLiteral(" has no role"));
        else if (face->text(QAccessible::Name).isEmpty())
            silent.append(nameOf(item) + QStringLiteral(" has no name"));
    }
    QVERIFY(reached > 0);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QStringLiteral("; "))));
}

void tst_Look::nothingIsCutAtTwiceTheFont()
{
    QFETCH(int, index);
    const Scene &scene = scenes().at(index);
    Stage stage(2);
    scene.play(stage);
    QStringList cut;
    for (const Look &look :
         {Look{QStringLiteral("narrow-twice"), false, 420}, {QStringLiteral("wide-twice"), false, 1100}}) {
        stage.dress(look);
        QVERIFY(save(stage.picture(), seen + fileOf(scene, look)));
        for (const QQuickItem *item : visibleItems(stage.window())) {
            const QRectF all = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
            if (!item->objectName().isEmpty() && (all.left() < -1 || all.right() > look.width + 1))
                cut.append(look.name + u' ' + nameOf(item));
        }
    }
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QStringLiteral("; "))));
}

int main(int argc, char **argv)
{
    StagedApplication application(argc, argv);
    tst_Look test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_look.moc"
