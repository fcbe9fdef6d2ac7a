// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Tenant {

/// Text made safe for HTML content and quoted attributes.
std::string escapeHtml(std::string_view text);
/// Percent-encoding of everything but RFC 3986's unreserved characters.
std::string escapeUrl(std::string_view text);
/// The URL with the parameters added to its query; parameters with an empty value are left out.
std::string withQuery(std::string url, const std::vector<std::pair<std::string, std::string>> &parameters);
/// A query or form body, percent-decoded, `+` as a blank. Of a name given twice the first counts.
std::map<std::string, std::string> parseQuery(std::string_view query);
/// The words of a blank-separated list, in order, without duplicates.
std::vector<std::string> words(std::string_view text);
std::string joined(const std::vector<std::string> &words);
bool contains(const std::vector<std::string> &words, std::string_view word);
/// True when both lists hold the same words in any order.
bool sameWords(std::string_view left, std::string_view right);
std::string lowered(std::string_view text);

} // namespace Tenant
