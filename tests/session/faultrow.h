// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace Auth0::Test {
//! What a refresh meets, and all that is to be seen of it from outside. Written by hand from the contract.
struct FaultRow
{
    enum Where {
        AtTheTenant, //!< `fault` is the tenant's
        TenantStopped, //!< nobody listens at its port
        WithoutNetwork, //!< the application has no route
        WrongClock, //!< the desktop's clock is `clock` seconds off, from the start of the application on
    };

    const char *cause;
    Where where;
    QByteArray fault; //!< JSON
    int clock;
    const char *answer; //!< what the refresh ends in
    int requests; //!< refreshes that reached the tenant
    bool noted; //!< the journal still says "in flight"
    const char *state; //!< what is shown
    const char *inHand; //!< what a call ends in that the access token in hand serves
    const char *ends; //!< `sessionEnded`
    const char *next; //!< what the next refresh ends in, when the cause is gone
    int sent; //!< refreshes until then, all in all
};

// The overlap is 30 s; the application's `timeout` is 2 s; the access token in hand is valid.
inline const QList<FaultRow> faultRows{
    {"no route to the tenant", FaultRow::WithoutNetwork, "", 0, "NetworkFailure", 0, false, "SignedIn", "ok", "none",
     "ok", 1},
    {"the connection is refused", FaultRow::TenantStopped, "", 0, "NetworkFailure", 0, false, "SignedIn", "ok", "none",
     "ok", 1},
    {"the connection dies before the tenant acts", FaultRow::AtTheTenant, R"({"drop": "before"})", 0, "ok", 2, false,
     "SignedIn", "ok", "none", "ok", 3},
    {"the connection dies after the tenant acted", FaultRow::AtTheTenant, R"({"drop": "after"})", 0, "ok", 2, false,
     "SignedIn", "ok", "none", "ok", 3},
    {"the same twice", FaultRow::AtTheTenant, R"({"drop": "after", "times": 2})", 0, "NetworkFailure", 2, true,
     "SignedIn", "ok", "none", "ok", 3},
    {"the answer takes longer than `timeout`", FaultRow::AtTheTenant, R"({"delay": 4})", 0, "Timeout", 2, false,
     "SignedIn", "ok", "none", "ok", 3},
    {"the body pauses for a second", FaultRow::AtTheTenant, R"({"pause": 1})", 0, "ok", 1, false, "SignedIn", "ok",
     "none", "ok", 2},
    {"the body pauses longer than `timeout`", FaultRow::AtTheTenant, R"({"pause": 4})", 0, "Timeout", 2, false,
     "SignedIn", "ok", "none", "ok", 3},
    {"the body is cut off", FaultRow::AtTheTenant, R"({"cut": 800})", 0, "ok", 2, false, "SignedIn", "ok", "none", "ok",
     3},
    {"the body is not JSON, the tenant did not act", FaultRow::AtTheTenant,
     R"({"status": 200, "body": "<html>Welcome to the hotel</html>"})", 0, "InvalidResponse", 1, true, "SignedIn", "ok",
     "none", "ok", 2},
    {"the body is not JSON, the tenant acted", FaultRow::AtTheTenant,
     R"({"delay": 0.01, "status": 200, "body": "<html>Welcome to the hotel</html>"})", 0, "InvalidResponse", 1, true,
     "SignedIn", "ok", "none", "ok", 2},
    {"429 with Retry-After: 1", FaultRow::AtTheTenant, R"({"status": 429, "headers": {"Retry-After": "1"}})", 0,
     "TooManyRequests", 1, false, "SignedIn", "ok", "none", "ok", 2},
    {"500", FaultRow::AtTheTenant, R"({"status": 500})", 0, "ServerFailure", 1, false, "SignedIn", "ok", "none", "ok",
     2},
    {"503 with Retry-After: 1", FaultRow::AtTheTenant, R"({"status": 503, "headers": {"Retry-After": "1"}})", 0,
     "ServerFailure", 1, false, "SignedIn", "ok", "none", "ok", 2},
    {"`invalid_grant`", FaultRow::AtTheTenant, R"({"status": 403, "body": {"error": "invalid_grant"}})", 0,
     "RenewFailed", 1, false, "SignedOut", "NoCredentials", "RefreshTokenRejected", "NoCredentials", 1},
    {"`mfa_required`", FaultRow::AtTheTenant, R"({"status": 403, "body": {"error": "mfa_required", "mfa_token": "m"}})",
     0, "MfaRequired", 1, false, "SignedIn", "ok", "none", "ok", 2},
    {"another refusal, such as `access_denied`", FaultRow::AtTheTenant,
     R"({"status": 403, "body": {"error": "access_denied"}})", 0, "RenewFailed", 1, false, "SignedIn", "ok", "none",
     "ok", 2},
    {"the desktop's clock is ten minutes fast", FaultRow::WrongClock, "", 600, "ok", 1, false, "SignedIn", "ok", "none",
     "ok", 2},
    {"the desktop's clock is ten minutes slow", FaultRow::WrongClock, "", -600, "ok", 1, false, "SignedIn", "ok",
     "none", "ok", 2},
};
} // namespace Auth0::Test
