// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QtCore/QJsonObject>
#include <QtCore/QString>

//! Published examples, letter by letter.
namespace Auth0::Test::RfcVectors {
//! RFC 7515, appendices A.2 and A.3: the same payload under two algorithms.
inline const QByteArray payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
inline const QByteArray rs256Input = "eyJhbGciOiJSUzI1NiJ9." + payload;
inline const QByteArray rs256Signature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CU"
    "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_d"
    "O--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0ig"
    "cN_IoypGlUPQGe77Rw";
inline const QJsonObject rs256Key{
    {u"kty"_qs, u"RSA"_qs},
    {u"n"_qs,
     u"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZ"
     "S-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2"
     "CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9g"
     "b54h4FRWyuXpoQ"_qs},
    {u"e"_qs, u"AQAB"_qs}};
inline const QByteArray es256Input = "eyJhbGciOiJFUzI1NiJ9." + payload;
inline const QByteArray es256Signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
inline const QJsonObject es256Key{
    {u"kty"_qs, u"EC"_qs},
    {u"crv"_qs, u"P-256"_qs},
    {u"x"_qs, u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_qs},
    {u"y"_qs, u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_qs}};

//! RFC 7520, sections 3.3 and 4.1.
inline const QJsonObject cookbookKey{
    {u"kty"_qs, u"RSA"_qs},
    {u"kid"_qs, u"bilbo.baggins@hobbiton.example"_qs},
    {u"use"_qs, u"sig"_qs},
    {u"n"_qs,
     u"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrK"
     "b2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFH"
     "pPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRh"
     "uaxwUkRz5iaiQkqgc5gHdrNP5zw"_qs},
    {u"e"_qs, u"AQAB"_qs}};
inline const QByteArray cookbookHeader = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9";
inline const QByteArray cookbookPayload =
    "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW"
    "5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0"
    "by4";
inline const QByteArray cookbookSignature =
    "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoB"
    "wA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0"
    "ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vj"
    "bU5y18kDquDg";

//! RFC 7520, sections 3.1 and 4.2: a curve and an algorithm that are not on our list.
inline const QJsonObject cookbookEcKey{
    {u"kty"_qs, u"EC"_qs},
    {u"kid"_qs, u"bilbo.baggins@hobbiton.example"_qs},
    {u"use"_qs, u"sig"_qs},
    {u"crv"_qs, u"P-521"_qs},
    {u"x"_qs, u"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt"_qs},
    {u"y"_qs, u"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"_qs}};
inline const QByteArray cookbookPs384Header =
    "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9";
inline const QByteArray cookbookPs384Signature =
    "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPp"
    "cbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lf"
    "JT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo"
    "8DYM-X72Eaw";

//! RFC 7517, appendix A.1; the RSA key is RFC 7638's too.
inline const QJsonObject setEcKey{
    {u"kty"_qs, u"EC"_qs},
    {u"crv"_qs, u"P-256"_qs},
    {u"x"_qs, u"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"_qs},
    {u"y"_qs, u"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"_qs},
    {u"use"_qs, u"enc"_qs},
    {u"kid"_qs, u"1"_qs}};
inline const QJsonObject setRsaKey{
    {u"kty"_qs, u"RSA"_qs},
    {u"n"_qs,
     u"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3"
     "oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZH"
     "zu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU"
     "8awapJzKnqDKgw"_qs},
    {u"e"_qs, u"AQAB"_qs},
    {u"alg"_qs, u"RS256"_qs},
    {u"kid"_qs, u"2011-04-29"_qs}};
//! RFC 7638, section 3.1.
inline const QByteArray setRsaThumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
} // namespace Auth0::Test::RfcVectors
