// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "fetch/tokennetworkaccessmanager.h"
#include <QtCore/QThread>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>
#include <future>

namespace Auth0::Test {
//! What a reply ended with.
struct Loaded
{
    int status = 0;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QByteArray body, header;
    QUrl url;
};

//! Does what it is told on the thread it lives on.
class Place : public QObject
{
    Q_OBJECT
public:
    Mailbox mailbox{this};
    ~Place() override { mailbox.close(); }

public Q_SLOTS:
    void readMail() { mailbox.read(); }
};

//! Loads on a thread of its own, as Qt Quick's image loader does.
class Loader
{
public:
    Loader(const OriginList &origins, const std::shared_ptr<Mailbox> &desk)
    {
        m_thread.start();
        m_place.moveToThread(&m_thread);
        run([this, origins, desk] { m_manager = new TokenNetworkAccessManager(origins, desk, &m_place); });
    }
    ~Loader()
    {
        run([this] { delete m_manager; });
        m_thread.quit();
        m_thread.wait();
    }

    //! Starts a request; what comes of it is added to results().
    void load(const QUrl &url, const QByteArray &body = {})
    {
        run([this, url, body] {
            QNetworkRequest request(url);
            QNetworkReply *reply = body.isEmpty() ? m_manager->get(request) : m_manager->put(request, body);
            QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply] { note(reply); });
        });
    }
    //! Deletes the replies that wait, or aborts them.
    void forget(bool byAbort)
    {
        run([this, byAbort] {
            const auto replies = m_manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
            for (QNetworkReply *reply : replies) {
                if (byAbort)
                    reply->abort();
                else
                    delete reply;
            }
        });
    }
    QList<Loaded> results()
    {
        const std::scoped_lock lock(m_mutex);
        return m_results;
    }
    bool waitFor(int count)
    {
        return QTest::qWaitFor([this, count] { return results().size() >= count; }, 20'000);
    }
    //! Runs \a work on the loader's thread, and waits for it.
    template<typename F>
    void run(F work)
    {
        auto done = std::make_shared<std::promise<void>>();
        m_place.mailbox.post([work, done](QObject *) {
            work();
            done->set_value();
        });
        done->get_future().wait();
    }

private:
    void note(QNetworkReply *reply)
    {
        Loaded loaded;
        loaded.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        loaded.error = reply->error();
        loaded.body = reply->isOpen() ? reply->readAll() : QByteArray();
        loaded.header = reply->rawHeader("X-Mark");
        loaded.url = reply->url();
        reply->deleteLater();
        const std::scoped_lock lock(m_mutex);
        m_results.append(loaded);
    }

    QThread m_thread;
    Place m_place;
    TokenNetworkAccessManager *m_manager = nullptr;
    std::mutex m_mutex;
    QList<Loaded> m_results;
};
} // namespace Auth0::Test
