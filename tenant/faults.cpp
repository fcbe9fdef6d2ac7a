// SPDX-License-Identifier: Apache-2.0
#include "faults.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace Tenant {

namespace {

double number(const Json &value, double least, double most)
{
    if (!value.is_number() || value.get<double>() < least || value.get<double>() > most)
        throw std::invalid_argument(
            "must be a number from " + std::to_string(static_cast<int>(least)) + " to "
            + std::to_string(static_cast<int>(most)));
    return value.get<double>();
}

std::string text(const Json &value)
{
    if (!value.is_string())
        throw std::invalid_argument("must be a string");
    return value.get<std::string>();
}

const Json &object(const Json &value)
{
    if (!value.is_object())
        throw std::invalid_argument("must be an object");
    return value;
}

void readBody(Fault &fault, const Json &value)
{
    fault.body = value.is_string() ? value.get<std::string>() : value.dump();
    fault.bodyType = value.is_string() ? "text/plain; charset=utf-8" : "application/json";
}

void readHeaders(Fault &fault, const Json &value)
{
    for (const auto &[name, header] : object(value).items())
        fault.headers.emplace_back(name, header.is_string() ? header.get<std::string>() : header.dump());
}

const Json &idTokenDefects(const Json &value)
{
    for (const auto &[name, defect] : object(value).items()) {
        const bool isSignature = name == "signature" && (defect == "broken" || defect == "foreign" || defect == "none");
        if (!isSignature && !((name == "claims" || name == "header") && defect.is_object()))
            throw std::invalid_argument(
                "takes claims and header, which are objects, and signature: \"broken\", \"foreign\" or \"none\"");
    }
    return value;
}

Fault::Drop readDrop(const Json &value)
{
    if (value == "before")
        return Fault::Drop::Before;
    if (value == "after")
        return Fault::Drop::After;
    throw std::invalid_argument("must be \"before\" or \"after\"");
}

// What is wrong inside an answer that is given all the same.
void readDefect(Fault &fault, const std::string &name, const Json &value)
{
    if (name == "members")
        fault.members = object(value);
    else if (name == "idToken")
        fault.idToken = idTokenDefects(value);
    else if (name == "redirect")
        fault.redirect = object(value);
    else
        throw std::invalid_argument("is not a member of a fault");
}

void readMember(Fault &fault, const std::string &name, const Json &value)
{
    if (name == "path")
        fault.path = text(value);
    else if (name == "grant")
        fault.grant = text(value);
    else if (name == "times")
        fault.times = static_cast<int>(number(value, 1, 1000000000));
    else if (name == "status")
        fault.status = static_cast<int>(number(value, 200, 599));
    else if (name == "headers")
        readHeaders(fault, value);
    else if (name == "body")
        readBody(fault, value);
    else if (name == "delay")
        fault.delay = number(value, 0, 3600);
    else if (name == "drop")
        fault.drop = readDrop(value);
    else if (name == "size")
        fault.size = static_cast<size_t>(number(value, 1, 1000000000));
    else if (name == "cut")
        fault.cut = static_cast<size_t>(number(value, 1, 1000000000));
    else if (name == "pause")
        fault.pause = number(value, 0, 3600);
    else if (name == "kill")
        fault.kill = static_cast<int>(number(value, 2, 4194304));
    else
        readDefect(fault, name, value);
}

} // namespace

Json Fault::toJson() const
{
    Json json = {{"times", times}};
    if (!path.empty())
        json["path"] = path;
    if (!grant.empty())
        json["grant"] = grant;
    if (status)
        json["status"] = status;
    if (delay > 0)
        json["delay"] = delay;
    if (drop != Drop::No)
        json["drop"] = drop == Drop::Before ? "before" : "after";
    if (!members.is_null())
        json["members"] = members;
    if (!idToken.is_null())
        json["idToken"] = idToken;
    if (!redirect.is_null())
        json["redirect"] = redirect;
    if (size)
        json["size"] = size;
    if (cut)
        json["cut"] = cut;
    if (pause > 0)
        json["pause"] = pause;
    if (kill)
        json["kill"] = kill;
    return json;
}

Fault faultFromJson(const Json &json)
{
    if (!json.is_object())
        throw std::invalid_argument("a fault must be a JSON object");
    Fault fault;
    for (const auto &[name, value] : json.items()) {
        if (value.is_null())
            continue;
        try {
            readMember(fault, name, value);
        } catch (const std::invalid_argument &error) {
            throw std::invalid_argument(name + " " + error.what());
        }
    }
    return fault;
}

void Faults::add(const Fault &fault)
{
    const std::lock_guard lock(m_mutex);
    m_faults.push_back(fault);
}

void Faults::clear()
{
    const std::lock_guard lock(m_mutex);
    m_faults.clear();
}

Json Faults::toJson()
{
    const std::lock_guard lock(m_mutex);
    Json list = Json::array();
    for (const Fault &fault : m_faults)
        list.push_back(fault.toJson());
    return list;
}

std::optional<Fault> Faults::take(const Call &call)
{
    const std::lock_guard lock(m_mutex);
    const auto fits = [&call](const Fault &f) {
        return (f.path.empty() || f.path == call.path) && (f.grant.empty() || f.grant == call.parameter("grant_type"));
    };
    const auto it = std::find_if(m_faults.begin(), m_faults.end(), fits);
    if (it == m_faults.end())
        return {};
    const Fault fault = *it;
    if (--it->times == 0)
        m_faults.erase(it);
    return fault;
}

} // namespace Tenant
