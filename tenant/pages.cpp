// SPDX-License-Identifier: Apache-2.0
#include "pages.h"

#include "style.h"
#include "text.h"

namespace Tenant {

namespace {

constexpr char mark[] = R"svg(<svg class="mark" viewBox="0 0 44 44" aria-hidden="true">
<rect width="44" height="44" rx="11.5" fill="var(--accent)" stroke="none"/>
<path d="M24 12h7v20h-7" stroke="var(--accent-ink)" stroke-width="3"/>
<path d="M13 12.2 24 9v26l-11-3.2Z" fill="var(--accent-ink)" stroke="none"/>
<circle cx="20.3" cy="22" r="1.6" fill="var(--accent)" stroke="none"/></svg>
)svg";

constexpr char warning[] = R"svg(<svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
<path d="M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.6v5.2M12 16.2v.1"/></svg>)svg";

constexpr char dot[] = R"svg(<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
<path d="M5 12.5 10 17.5 19 7"/></svg>)svg";

std::string page(const std::string &title, const std::string &main, const std::string &aside = {})
{
    return "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<title>"
        + escapeHtml(title) + "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>" + styleSheet()
        + "</style>\n</head>\n<body>\n<main>\n" + mark + "<h1>" + escapeHtml(title) + "</h1>\n" + main + "</main>\n"
        + aside + "</body>\n</html>\n";
}

std::string yesOrNo(const std::string &action, const std::string &no, const std::string &yes)
{
    return "<form class=\"two\" method=\"post\" action=\"" + escapeHtml(action)
        + "\">\n<button class=\"button\" name=\"action\" value=\"deny\">" + no
        + "</button>\n<button class=\"button first\" name=\"action\" value=\"accept\" autofocus>" + yes
        + "</button>\n</form>\n";
}

std::string displayName(const User &user) { return user.profile.value("name", user.email); }

// The first character of a text in UTF-8, with the bytes that follow its first.
std::string initial(const std::string &text)
{
    size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        ++end;
    return text.substr(0, end);
}

std::string meaning(const std::string &scope)
{
    static const std::map<std::string, std::string> texts = {
        {"openid", "Know who you are"},
        {"profile", "See your name and picture"},
        {"email", "See your email address"},
        {"offline_access", "Stay logged in on this computer"}};
    const auto it = texts.find(scope);
    if (it != texts.end())
        return it->second;
    const size_t colon = scope.find(':');
    if (colon == std::string::npos)
        return scope;
    const std::string verb = scope.substr(0, colon);
    return (verb == "read" ? "Read" : verb == "write" ? "Change" : verb) + (" your " + scope.substr(colon + 1));
}

std::string scopeList(const std::string &scope)
{
    std::string list = "<ul>\n";
    for (const std::string &word : words(scope))
        list += std::string("<li>") + dot + "<strong>" + escapeHtml(meaning(word)) + "</strong><small><code>"
            + escapeHtml(word) + "</code></small></li>\n";
    return list + "</ul>\n";
}

std::string seedsNote(const Config &config)
{
    if (config.users.empty())
        return {};
    const User &known = config.users.front();
    return "<aside class=\"seeds\"><strong>For development only.</strong> This tenant runs on your computer and knows "
           "<code>"
        + escapeHtml(known.email) + "</code> with the password <code>" + escapeHtml(known.password)
        + "</code>.</aside>\n";
}

} // namespace

std::string LoginPage::html() const
{
    std::string main = "<p>with your account at <bdi>" + escapeHtml(config.name) + "</bdi></p>\n";
    if (!error.empty())
        main += std::string("<div class=\"wrong\" id=\"error\" role=\"alert\">") + warning + "<span>"
            + escapeHtml(error) + "</span></div>\n";
    const std::string focusName = username.empty() ? " autofocus" : "";
    const std::string focusPassword = username.empty() ? "" : " autofocus";
    main += "<form method=\"post\" action=\"" + escapeHtml(action)
        + "\">\n<label>Email<input name=\"username\" id=\"username\" autocomplete=\"username\" inputmode=\"email\" "
          "autocapitalize=\"none\" spellcheck=\"false\" dir=\"ltr\" required value=\""
        + escapeHtml(username) + "\"" + focusName
        + "></label>\n<label>Password<input type=\"password\" name=\"password\" id=\"password\" "
          "autocomplete=\"current-password\" dir=\"ltr\" required"
        + focusPassword
        + "></label>\n<button class=\"button first\" type=\"submit\" name=\"action\" value=\"default\">Log "
          "in</button>\n"
          "</form>\n";
    return page("Log in to " + client.name, main, seedsNote(config));
}

std::string ConsentPage::html() const
{
    const std::string title = scope.empty() ? "Continue to " + client.name + "?" : client.name + " asks for access";
    std::string main =
        "<p>Go on only if you have just started a login there.</p>\n<div class=\"who\"><div class=\"face\" "
        "aria-hidden=\"true\">"
        + escapeHtml(initial(displayName(user))) + "</div><span class=\"small\"><strong>"
        + escapeHtml(displayName(user)) + "</strong><bdi>" + escapeHtml(user.email) + "</bdi></span><a href=\""
        + escapeHtml(otherUser) + "\">Not you?</a></div>\n";
    if (!scope.empty())
        main += scopeList(scope);
    main += yesOrNo(action, scope.empty() ? "Cancel" : "Don’t allow", scope.empty() ? "Continue" : "Allow");
    main += "<p class=\"small note\">The answer goes to <code>" + escapeHtml(redirectUri) + "</code>.</p>\n";
    return page(title, main);
}

std::string logoutPage(const std::string &action)
{
    return page(
        "Log out?",
        "<p>An application asks to end your login in this browser.</p>\n"
            + yesOrNo(action, "Stay logged in", "Log out"));
}

std::string messagePage(const std::string &title, const std::string &text, const std::string &detail)
{
    std::string main = "<p>" + escapeHtml(text) + "</p>\n";
    if (!detail.empty())
        main += "<p class=\"small note\"><code>" + escapeHtml(detail) + "</code></p>\n";
    return page(title, main);
}

} // namespace Tenant
