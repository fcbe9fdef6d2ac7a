// SPDX-License-Identifier: Apache-2.0
#include "jose/keyimport.h"
#include "core/base64url.h"
#include <openssl/core_names.h>
#include <openssl/err.h>

namespace Auth0 {
namespace {
QByteArray member(const QJsonObject &jwk, const char *name)
{
    return fromBase64Url(jwk.value(QLatin1String(name)).toString().toLatin1()).value_or(QByteArray());
}

BigNumber number(const QByteArray &bytes)
{
    return BigNumber(BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()), nullptr));
}

EvpKey fromParams(const char *type, OSSL_PARAM *params)
{
    const EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (context && EVP_PKEY_fromdata_init(context.get()) > 0)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params);
    return EvpKey(key);
}

EvpKey checked(EvpKey key)
{
    const EvpKeyContext context(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_public_check(context.get()) <= 0)
        key.reset();
    ERR_clear_error();
    return key;
}
} // namespace

EvpKey importRsaKey(const QJsonObject &jwk)
{
    const QByteArray modulus = member(jwk, "n"), exponent = member(jwk, "e");
    if (modulus.isEmpty() || exponent.isEmpty() || modulus.size() > 2048 || exponent.size() > 8)
        return {};
    const BigNumber n = number(modulus), e = number(exponent);
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    EvpKey key = checked(fromParams("RSA", params.get()));
    if (key && EVP_PKEY_get_bits(key.get()) < 2048)
        key.reset();
    return key;
}

EvpKey importP256Key(const QJsonObject &jwk)
{
    const QByteArray x = member(jwk, "x"), y = member(jwk, "y");
    if (jwk.value(QLatin1String("crv")).toString() != QLatin1String("P-256") || x.size() != 32 || y.size() != 32)
        return {};
    const QByteArray point = '\x04' + x + y;
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), size_t(point.size()));
    const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
    return checked(fromParams("EC", params.get()));
}
} // namespace Auth0
