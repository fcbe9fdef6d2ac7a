// SPDX-License-Identifier: Apache-2.0
// Preloaded: a journal that is written is gone at once. The rest of the library is as it is shipped.
#include <cstdio>
#include <dlfcn.h>
#include <string_view>
#include <unistd.h>

extern "C" __attribute__((visibility("default"))) int rename(const char *from, const char *to) noexcept
{
    using Rename = int (*)(const char *, const char *);
    if (std::string_view(to).ends_with(".journal"))
        return ::unlink(from);
    static const auto real = reinterpret_cast<Rename>(::dlsym(RTLD_NEXT, "rename"));
    return real(from, to);
}
