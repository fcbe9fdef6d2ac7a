// SPDX-License-Identifier: Apache-2.0
#include "statefile.h"

#include "configfile.h"
#include "keys.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace Tenant {

namespace {

void writeWhole(const std::string &path, const std::string &text)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        throw std::runtime_error("cannot write the state " + path);
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::write(fd, text.data() + done, text.size() - done);
        if (count < 0)
            break;
        done += static_cast<size_t>(count);
    }
    if (::close(fd) != 0 || done < text.size())
        throw std::runtime_error("cannot write the state " + path);
}

// Tried, for permissions do not tell it all.
bool canBeMade(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    ::close(fd);
    return ::unlink(path.c_str()) == 0;
}

} // namespace

StateFile::StateFile(std::string path)
    : m_path(std::move(path))
    , m_fresh(m_path + ".new")
{
    if (isKept() && !canBeMade(m_fresh))
        throw ConfigError("--state: cannot write " + m_path);
}

void StateFile::load(State &state, KeyRing &keys) const
{
    if (!isKept() || !std::filesystem::exists(m_path))
        return;
    std::ifstream in(m_path);
    if (!in)
        throw ConfigError("--state: cannot read " + m_path);
    try {
        const Json json = Json::parse(in);
        json.at("state").get_to(state);
        keys.restore(json.at("keys"));
    } catch (const std::exception &) {
        throw ConfigError("--state: " + m_path + " was not written by this program");
    }
}

void StateFile::save(const State &state, KeyRing &keys) const
{
    if (!isKept())
        return;
    writeWhole(
        m_fresh, Json{{"state", state}, {"keys", keys.toJson()}}.dump(-1, ' ', false, Json::error_handler_t::replace));
    std::filesystem::rename(m_fresh, m_path);
}

} // namespace Tenant
