// SPDX-License-Identifier: Apache-2.0
#include "attacks.h"

namespace Auth0::Test {
QList<Attack> attacks()
{
    return {
        {"user info", "the allowed host", u"http://127.0.0.1:GOOD@127.0.0.1:EVIL/x"_qs},
        {"user info", "the allowed host, escaped", u"http://127.0.0.1%3AGOOD@127.0.0.1:EVIL/x"_qs},
        {"user info", "the allowed address", u"http://http%3A%2F%2F127.0.0.1:GOOD@127.0.0.1:EVIL/"_qs},
        {"user info", "two at signs", u"http://a@127.0.0.1:GOOD@127.0.0.1:EVIL/"_qs},
        {"user info", "a slash in it", u"http://127.0.0.1:GOOD%2F@127.0.0.1:EVIL/"_qs},
        {"user info", "empty", u"http://@127.0.0.1:EVIL/"_qs},
        {"user info", "a password", u"http://me:secret@127.0.0.1:EVIL/"_qs},

        {"port", "another", u"http://127.0.0.1:EVIL/x"_qs},
        {"port", "leading zeros", u"http://127.0.0.1:000EVIL/x"_qs},
        {"port", "two", u"http://127.0.0.1:GOOD:EVIL/x"_qs},
        {"port", "a blank before it", u"http://127.0.0.1: EVIL/x"_qs},
        {"port", "a plus before it", u"http://127.0.0.1:+EVIL/x"_qs},
        {"port", "beyond the end", u"http://127.0.0.1:1EVIL9/x"_qs},
        {"port", "in a path", u"http://127.0.0.1:EVIL/:GOOD/"_qs},

        {"default port", "none", u"http://127.0.0.1/x"_qs},
        {"default port", "written", u"http://127.0.0.1:80/x"_qs},
        {"default port", "empty", u"http://127.0.0.1:/x"_qs},
        {"default port", "zero", u"http://127.0.0.1:0/x"_qs},
        {"default port", "that of https", u"http://127.0.0.1:443/x"_qs},
        {"default port", "https without one", u"https://127.0.0.1/x"_qs},

        {"case", "scheme", u"HTTP://127.0.0.1:EVIL/x"_qs},
        {"case", "host", u"http://LOCALHOST:EVIL/x"_qs},
        {"case", "both", u"HtTp://LocalHost:EVIL/x"_qs},
        {"case", "a long s", u"http://localhoſt:EVIL/x"_qs},
        {"case", "a Kelvin sign and more", u"http://ℓocalhost:EVIL/x"_qs},
        {"case", "scheme of another", u"HTTPS://127.0.0.1:THEFT/x"_qs},

        {"trailing dot", "name", u"http://localhost.:EVIL/x"_qs},
        {"trailing dot", "address", u"http://127.0.0.1.:EVIL/x"_qs},
        {"trailing dot", "two", u"http://localhost..:EVIL/x"_qs},
        {"trailing dot", "escaped", u"http://localhost%2e:EVIL/x"_qs},
        {"trailing dot", "ideographic", u"http://localhost。:EVIL/x"_qs},
        {"trailing dot", "allowed but for it", u"http://127.0.0.1.:GOOD/x"_qs},

        {"IDN", "full width", u"http://１２７.0.0.1:EVIL/x"_qs},
        {"IDN", "ideographic dots", u"http://127。0。0。1:EVIL/x"_qs},
        {"IDN", "circled letters", u"http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:EVIL/x"_qs},
        {"IDN", "soft hyphen", u"http://local\u00adhost:EVIL/x"_qs},
        {"IDN", "Cyrillic o", u"http://lоcalhost:EVIL/x"_qs},
        {"IDN", "Punycode of it", u"http://xn--lcalhost-54g:EVIL/x"_qs},
        {"IDN", "Punycode of ASCII", u"http://xn--localhost-:EVIL/x"_qs},
        {"IDN", "zero width", u"http://local\u200bhost:EVIL/x"_qs},
        {"IDN", "full-width at sign", u"http://127.0.0.1:GOOD＠127.0.0.1:EVIL/x"_qs},
        {"IDN", "full-width slash", u"http://127.0.0.1:EVIL／x"_qs},

        {"IPv4, octal", "the first part", u"http://0177.0.0.1:EVIL/x"_qs},
        {"IPv4, octal", "the last part", u"http://127.0.0.01:EVIL/x"_qs},
        {"IPv4, octal", "all parts", u"http://0177.0000.0000.0001:EVIL/x"_qs},
        {"IPv4, octal", "two parts", u"http://0177.01:EVIL/x"_qs},
        {"IPv4, octal", "one part", u"http://017700000001:EVIL/x"_qs},
        {"IPv4, octal", "many zeros", u"http://0000000177.0.0.1:EVIL/x"_qs},

        {"IPv4, decimal", "one part", u"http://2130706433:EVIL/x"_qs},
        {"IPv4, decimal", "two parts", u"http://127.1:EVIL/x"_qs},
        {"IPv4, decimal", "three parts", u"http://127.0.1:EVIL/x"_qs},
        {"IPv4, decimal", "any address", u"http://0:EVIL/x"_qs},
        {"IPv4, decimal", "overflow", u"http://127.0.0.257:EVIL/x"_qs},
        {"IPv4, decimal", "another of this machine", u"http://127.0.0.2:EVIL/x"_qs},
        {"IPv4, decimal", "another at the same port", u"http://127.0.0.2:GOOD/x"_qs},

        {"IPv4, hexadecimal", "the first part", u"http://0x7f.0.0.1:EVIL/x"_qs},
        {"IPv4, hexadecimal", "the last part", u"http://127.0.0.0x1:EVIL/x"_qs},
        {"IPv4, hexadecimal", "all parts", u"http://0x7f.0x0.0x0.0x1:EVIL/x"_qs},
        {"IPv4, hexadecimal", "capitals, two parts", u"http://0X7F.1:EVIL/x"_qs},
        {"IPv4, hexadecimal", "one part", u"http://0x7f000001:EVIL/x"_qs},
        {"IPv4, hexadecimal", "nothing behind the x", u"http://0x.0x.0x.0x:EVIL/x"_qs},

        {"IPv6", "loopback", u"http://[::1]:EVIL/x"_qs},
        {"IPv6", "mapped", u"http://[::ffff:127.0.0.1]:EVIL/x"_qs},
        {"IPv6", "mapped, hexadecimal", u"http://[::ffff:7f00:1]:EVIL/x"_qs},
        {"IPv6", "mapped, at the allowed port", u"http://[::ffff:127.0.0.1]:GOOD/x"_qs},
        {"IPv6", "long", u"http://[0:0:0:0:0:0:0:1]:EVIL/x"_qs},
        {"IPv6", "any", u"http://[::]:EVIL/x"_qs},

        {"IPv6 zone", "escaped", u"http://[::1%25lo]:EVIL/x"_qs},
        {"IPv6 zone", "not escaped", u"http://[::1%lo]:EVIL/x"_qs},
        {"IPv6 zone", "an address", u"http://[::1%25127.0.0.1]:EVIL/x"_qs},
        {"IPv6 zone", "a number", u"http://[fe80::1%251]:EVIL/x"_qs},
        {"IPv6 zone", "empty", u"http://[::1%25]:EVIL/x"_qs},
        {"IPv6 zone", "an end of the host", u"http://[::1%25]@127.0.0.1:GOOD]:EVIL/x"_qs},

        {"//host", "two slashes", u"//127.0.0.1:EVIL/x"_qs},
        {"//host", "three slashes", u"///127.0.0.1:EVIL/x"_qs},
        {"//host", "four slashes", u"////127.0.0.1:EVIL/x"_qs},
        {"//host", "user info", u"//127.0.0.1:GOOD@127.0.0.1:EVIL/x"_qs},
        {"//host", "a blank before it", u" //127.0.0.1:EVIL/x"_qs},
        {"//host", "a tab before it", u"\t//127.0.0.1:EVIL/x"_qs},
        {"//host", "scheme without slashes", u"http:127.0.0.1:EVIL/x"_qs},
        {"//host", "scheme with one slash", u"http:/127.0.0.1:EVIL/x"_qs},
        {"//host", "scheme with three slashes", u"http:///127.0.0.1:EVIL/x"_qs},

        {"backslash", "two", u"\\\\127.0.0.1:EVIL\\x"_qs},
        {"backslash", "slash and backslash", u"/\\127.0.0.1:EVIL/x"_qs},
        {"backslash", "backslash and slash", u"\\/127.0.0.1:EVIL/x"_qs},
        {"backslash", "behind the scheme", u"http:\\\\127.0.0.1:EVIL\\x"_qs},
        {"backslash", "before an at sign", u"http://127.0.0.1:GOOD\\@127.0.0.1:EVIL/x"_qs},
        {"backslash", "before an at sign, the other way", u"http://127.0.0.1:EVIL\\@127.0.0.1:GOOD/x"_qs},
        {"backslash", "in a path", u"/a\\..\\..\\127.0.0.1:EVIL"_qs},

        {"control", "tab in the scheme", u"ht\ttp://127.0.0.1:EVIL/x"_qs},
        {"control", "line feed in the host", u"http://127.0.0.1\n:EVIL/x"_qs},
        {"control", "between the slashes", u"/\t/127.0.0.1:EVIL/x"_qs},
        {"control", "null in the host", u"http://127.0.0.1:GOOD\u0000@127.0.0.1:EVIL/x"_qs},
        {"control", "a header in the path", u"/x HTTP/1.1\r\nHost: 127.0.0.1:EVIL\r\nX: y"_qs},
        {"control", "line feed at the front", u"\nhttp://127.0.0.1:EVIL/x"_qs},
        {"control", "delete in the host", u"http://127.0.0.1\u007f:EVIL/x"_qs},

        {"escapes", "a dot", u"http://127%2e0.0.1:EVIL/x"_qs},
        {"escapes", "a letter", u"http://%6cocalhost:EVIL/x"_qs},
        {"escapes", "a slash", u"http://127.0.0.1:EVIL%2fx@127.0.0.1:GOOD/"_qs},
        {"escapes", "a slash in the host", u"http://127.0.0.1%2f:EVIL/x"_qs},
        {"escapes", "a colon", u"http://127.0.0.1%3aEVIL/x"_qs},
        {"escapes", "a question mark", u"http://127.0.0.1:EVIL%3f@127.0.0.1:GOOD/"_qs},
        {"escapes", "slashes at the front", u"%2f%2f127.0.0.1:EVIL/x"_qs},
        {"escapes", "twice", u"http://127.0.0.1%252f:EVIL/x"_qs},

        {"no network", "data", u"data:text/plain,x"_qs},
        {"no network", "file", u"file:///etc/hostname"_qs},
        {"no network", "file with the allowed host", u"file://127.0.0.1:GOOD/etc/hostname"_qs},
        {"no network", "qrc", u"qrc:/x"_qs},
        {"no network", "resource", u":/x"_qs},
        {"no network", "javascript", u"javascript:0"_qs},
        {"no network", "ftp", u"ftp://127.0.0.1:EVIL/x"_qs},
        {"no network", "view-source", u"view-source:http://127.0.0.1:EVIL/x"_qs},

        {"prefix", "the port goes on", u"http://127.0.0.1:LONGER/x"_qs},
        {"prefix", "the host goes on", u"http://127.0.0.1.localhost:EVIL/x"_qs},
        {"prefix", "the host goes on, user info", u"http://127.0.0.1:GOOD.localhost@127.0.0.1:EVIL/"_qs},
        {"prefix", "the host begins before it", u"http://x127.0.0.1:EVIL/x"_qs},
        {"prefix", "the address in a query", u"http://127.0.0.1:EVIL/?http://127.0.0.1:GOOD/"_qs},
        {"prefix", "the address in a fragment", u"http://127.0.0.1:EVIL/#http://127.0.0.1:GOOD/"_qs},
        {"prefix", "another scheme", u"https://127.0.0.1:GOOD/x"_qs},
    };
}

QList<Attack> redirectsWithinTheOrigin()
{
    return {
        {"same origin", "a path", u"/x"_qs},
        {"same origin", "a name", u"x"_qs},
        {"same origin", "up and down", u"../y/../x"_qs},
        {"same origin", "a query", u"?a=http://127.0.0.1:EVIL/"_qs},
        {"same origin", "absolute", u"http://127.0.0.1:GOOD/x"_qs},
        {"same origin", "absolute, in capitals", u"HTTP://127.0.0.1:GOOD/x"_qs},
        {"same origin", "without a scheme", u"//127.0.0.1:GOOD/x"_qs},
        {"same origin", "an address in the path", u"/http://127.0.0.1:EVIL/x"_qs},
    };
}

QList<Attack> redirectAttacks()
{
    QList<Attack> all{
        {"cross-origin", "another port", u"http://127.0.0.1:EVIL/x"_qs},
        {"cross-origin", "by name", u"http://localhost:EVIL/x"_qs},
        {"cross-origin", "the same port by name", u"http://localhost:GOOD/x"_qs},
        {"cross-origin", "the same port, IPv6", u"http://[::1]:EVIL/x"_qs},
        {"cross-origin", "user info", u"http://127.0.0.1:GOOD@127.0.0.1:EVIL/x"_qs},
        {"cross-origin", "to TLS", u"https://127.0.0.1:THEFT/x"_qs},
        {"relative", "two slashes", u"//127.0.0.1:EVIL/x"_qs},
        {"relative", "three slashes", u"///127.0.0.1:EVIL/x"_qs},
        {"relative", "backslashes", u"\\\\127.0.0.1:EVIL/x"_qs},
        {"relative", "slash and backslash", u"/\\127.0.0.1:EVIL/x"_qs},
        {"relative", "scheme without slashes", u"http:127.0.0.1:EVIL/x"_qs},
        {"relative", "an at sign", u"@127.0.0.1:EVIL/x"_qs},
        {"no network", "data", u"data:text/plain,x"_qs},
        {"no network", "file", u"file:///etc/hostname"_qs},
        {"no network", "qrc", u"qrc:/x"_qs},
        {"no network", "resource", u":/x"_qs},
        {"no network", "javascript", u"javascript:0"_qs},
    };
    return all;
}
} // namespace Auth0::Test
