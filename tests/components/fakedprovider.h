// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "support/fakesecretstore.h"
#include "support/httpuser.h"
#include "support/plainhttp.h"
#include <Auth0Qt/Auth0Provider>

namespace Auth0::Test {
struct Fakes
{
    FakeSecretStore store;
    HttpUser person;
};

//! The fakes outlive the client.
class ProviderOnFakes : public Fakes, public Auth0Provider
{
public:
    using Auth0Provider::Auth0Provider;
};

//! A provider on a store and a browser that do as they are told, without a tenant.
class FakedProvider : public ProviderOnFakes
{
    Q_OBJECT
    Q_PROPERTY(int visits READ visits)
    Q_PROPERTY(int reads READ reads)

public:
    explicit FakedProvider(QObject *parent = nullptr)
        : ProviderOnFakes(parent)
    {
        person.isAway = true;
        setServices({nullptr, &store, &person, nullptr});
        setDomain(QStringLiteral("http://127.0.0.1:9"));
        setClientId(QStringLiteral("client"));
        setCallbackPorts(PlainHttp::freePorts(2));
    }

    int visits() const { return int(person.requests.size()); }
    int reads() const { return store.reads; }
    //! Every call to the store ends in this code; 0: it works again.
    Q_INVOKABLE void breakStore(int code)
    {
        store.error.reset();
        if (code != 0)
            store.error = Error(Error::Code(code), QStringLiteral("as the test wants it"));
    }
    Q_INVOKABLE void silenceStore() { store.isSilent = true; }
    Q_INVOKABLE void answerStore() { store.answerNow(); }
};
} // namespace Auth0::Test
