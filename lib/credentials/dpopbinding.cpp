// SPDX-License-Identifier: Apache-2.0
#include "credentials/dpopbinding.h"
#include <algorithm>

namespace Auth0 {
static bool isDpop(const StoredToken &token)
{
    return token.tokenType.compare(QLatin1String("DPoP"), Qt::CaseInsensitive) == 0;
}

DpopBinding bindingOf(const SessionRecord &record)
{
    DpopBinding binding;
    binding.key = record.dpopKey;
    binding.thumbprint = record.dpopJkt;
    binding.isBound = !record.dpopKey.isEmpty() || !record.dpopJkt.isEmpty() || isDpop(record.loginToken)
        || std::any_of(record.tokens.begin(), record.tokens.end(), isDpop);
    return binding;
}

bool isKeyLost(const Error &error)
{
    return error.code() == Error::DpopKeyMissing || error.code() == Error::DpopKeyMismatch;
}
} // namespace Auth0
