// SPDX-License-Identifier: Apache-2.0
#include "fakedprovider.h"
#include "support/contrast.h"
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QImage>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>
#include <QtTest/QTest>

namespace Auth0::Test {
//! ID tokens for saveCredentials(), which verifies no signature.
class Tokens : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE QString tokenOf(QJsonObject claims) const
    {
        claims.insert(QStringLiteral("iss"), QStringLiteral("http://127.0.0.1:9/"));
        claims.insert(QStringLiteral("aud"), QStringLiteral("client"));
        claims.insert(QStringLiteral("sub"), QStringLiteral("auth0|1"));
        claims.insert(QStringLiteral("iat"), 1700000000);
        claims.insert(QStringLiteral("exp"), 4000000000.0);
        return part({{QStringLiteral("alg"), QStringLiteral("RS256")}}) + u'.' + part(claims)
            + QStringLiteral(".c2lnbmF0dXJl");
    }

private:
    static QString part(const QJsonObject &object)
    {
        const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
        return QString::fromLatin1(json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    }
};

//! Pictures of all components in the style of QT_QUICK_CONTROLS_STYLE: nothing is cut, and every text can be read.
class tst_Pictures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyTextCanBeRead_data();
    void everyTextCanBeRead();
    void aTextThatIsCutOrPaleIsSeen();
};

namespace {
using Visitor = std::function<void(QQuickItem *)>;

void visit(QQuickItem *item, const Visitor &visitor)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    visitor(item);
    for (QQuickItem *child : item->childItems())
        visit(child, visitor);
}

bool isText(const QQuickItem *item)
{
    return item->inherits("QQuickText") && !item->property("text").toString().isEmpty();
}

//! What is wrong with a text as it stands in the picture; empty: nothing.
QString complaint(const QQuickItem *text, const QImage &picture)
{
    const QString words = text->property("text").toString();
    const QRectF place = text->mapRectToScene(QRectF(0, 0, text->width(), text->height()));
    if (text->property("truncated").toBool() || text->property("contentWidth").toReal() > text->width() + 1)
        return QStringLiteral("cut: ") + words;
    if (!QRectF(picture.rect()).adjusted(-1, -1, 1, 1).contains(place))
        return QStringLiteral("outside: ") + words;
    const double ratio = contrastIn(picture, place.toAlignedRect().intersected(picture.rect()));
    return !text->isEnabled() || ratio >= 4.5 ? QString() : QStringLiteral("pale (%1): ").arg(ratio) + words;
}

QStringList complaints(QQuickItem *root, const QImage &picture)
{
    QStringList all;
    visit(root, [&all, &picture](QQuickItem *item) {
        const QString wrong = isText(item) ? complaint(item, picture) : QString();
        if (!wrong.isEmpty())
            all.append(wrong);
    });
    return all;
}

//! The style and what the row says, as the name of a file.
void save(const QImage &picture, const QString &name)
{
    const QDir folder(QStringLiteral(PICTURES));
    folder.mkpath(QStringLiteral("."));
    const QString style = qEnvironmentVariable("QT_QUICK_CONTROLS_STYLE");
    QVERIFY(picture.save(folder.filePath(style + u'-' + QString(name).replace(u' ', u'-') + QStringLiteral(".png"))));
}
} // namespace

void tst_Pictures::initTestCase()
{
    qmlRegisterType<FakedProvider>("Auth0.Test", 1, 0, "FakedProvider");
    qmlRegisterSingletonType<Tokens>(
        "Auth0.Test", 1, 0, "Tokens", [](QQmlEngine *, QJSEngine *) { return new Tokens; });
}

void tst_Pictures::everyTextCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<int>("width");
    const QLocale english(QLocale::English), german(QLocale::German), arabic(QLocale::Arabic);
    QTest::newRow("light") << false << english << 900;
    QTest::newRow("dark") << true << english << 900;
    QTest::newRow("narrow") << false << english << 420;
    QTest::newRow("german narrow dark") << true << german << 420;
    QTest::newRow("mirrored narrow") << false << arabic << 420;
}

void tst_Pictures::everyTextCanBeRead()
{
    QFETCH(bool, dark);
    QFETCH(QLocale, locale);
    QFETCH(int, width);
    QLocale::setDefault(locale);
    QQuickView view;
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.setInitialProperties(
        {{QStringLiteral("dark"), dark}, {QStringLiteral("rightToLeft"), locale.textDirection() == Qt::RightToLeft}});
    view.setSource(QUrl::fromLocalFile(QStringLiteral(GALLERY)));
    QVERIFY(view.rootObject());
    view.resize(width, width < 600 ? 1900 : 1000);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTRY_VERIFY(view.rootObject()->property("isReady").toBool());
    QTest::qWait(400); // rings that turn are not shown before
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QImage parts = view.grabWindow();
    save(parts, name);
    QCOMPARE(complaints(view.contentItem(), parts), QStringList());

    auto *dialog = view.rootObject()->property("dialog").value<QObject *>();
    const QVariantMap states = view.rootObject()->property("dialogs").value<QJSValue>().toVariant().toMap();
    QCOMPARE(states.size(), 3);
    for (auto it = states.cbegin(); it != states.cend(); ++it) {
        dialog->setProperty("provider", it.value());
        QMetaObject::invokeMethod(dialog, "open");
        QTRY_VERIFY(dialog->property("opened").toBool());
        QTest::qWait(100); // a Canvas paints with the frame after
        const QImage picture = view.grabWindow();
        save(picture, name + u' ' + it.key());
        QCOMPARE(complaints(dialog->property("contentItem").value<QQuickItem *>(), picture), QStringList());
        QMetaObject::invokeMethod(dialog, "close");
        QTRY_VERIFY(!dialog->property("visible").toBool());
    }
}

void tst_Pictures::aTextThatIsCutOrPaleIsSeen()
{
    QQuickView view;
    QQmlComponent component(view.engine());
    component.setData(
        "import QtQuick\nItem { width: 200; height: 100; Rectangle { anchors.fill: parent; color: \"#ffffff\" }\n"
        "Text { text: \"pale\"; color: \"#aaaaaa\" }\n"
        "Text { y: 30; text: \"cut off\"; width: 20; elide: Text.ElideRight }\n"
        "Text { y: 60; x: 190; text: \"outside\" }\nText { y: 80; text: \"good\" } }",
        QUrl());
    auto *item = qobject_cast<QQuickItem *>(component.create());
    QVERIFY(item);
    item->setParent(view.contentItem());
    item->setParentItem(view.contentItem());
    view.resize(200, 100);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QStringList all = complaints(view.contentItem(), view.grabWindow());
    QCOMPARE(all.size(), 3);
    QVERIFY(all.at(0).startsWith(u"pale") && all.at(1).startsWith(u"cut") && all.at(2).startsWith(u"outside"));
}
} // namespace Auth0::Test

QTEST_MAIN(Auth0::Test::tst_Pictures)
#include "tst_pictures.moc"
