// SPDX-License-Identifier: Apache-2.0
#include "picture.h"

#include "bytes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace Tenant {

namespace {

constexpr int side = 192;
constexpr int shades = 64;

using Colour = std::array<int, 3>;

constexpr std::array<Colour, 8> grounds = {{
    {{0x1f, 0x6f, 0xeb}},
    {{0x8a, 0x3f, 0xfc}},
    {{0xc2, 0x18, 0x5b}},
    {{0xb4, 0x53, 0x09}},
    {{0x04, 0x7d, 0x57}},
    {{0x0e, 0x74, 0x90}},
    {{0x4d, 0x7c, 0x0f}},
    {{0x57, 0x53, 0x4e}},
}};

std::string bigEndian(uint32_t number)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift);
    return bytes;
}

// PNG specification, annex D.
uint32_t crc(std::string_view bytes)
{
    uint32_t sum = 0xffffffffU;
    for (const char byte : bytes) {
        sum ^= static_cast<uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum & 1U ? 0xedb88320U ^ (sum >> 1U) : sum >> 1U;
    }
    return ~sum;
}

// RFC 1950: a stream that holds its bytes as they are, in one block; so few that none is worth compressing.
std::string zlibStream(std::string_view bytes)
{
    uint32_t low = 1, high = 0;
    for (const char byte : bytes) {
        low = (low + static_cast<uint8_t>(byte)) % 65521;
        high = (high + low) % 65521;
    }
    const auto size = static_cast<uint16_t>(bytes.size());
    std::string stream = {'\x78', '\x01', '\x01'};
    for (const unsigned part : {unsigned(size), unsigned(uint16_t(~size))})
        stream += {static_cast<char>(part & 0xffU), static_cast<char>(part >> 8U)};
    return stream.append(bytes) + bigEndian(high << 16U | low);
}

std::string chunk(const std::string &type, const std::string &data)
{
    return bigEndian(static_cast<uint32_t>(data.size())) + type + data + bigEndian(crc(type + data));
}

// From the ground's colour to white.
std::string palette(const Colour &ground)
{
    std::string bytes;
    for (int shade = 0; shade < shades; ++shade) {
        for (const int part : ground)
            bytes += static_cast<char>(part + (0xff - part) * shade / (shades - 1));
    }
    return bytes;
}

// How much of a pixel the figure covers; its edge is a pixel wide.
double cover(double x, double y)
{
    const double head = 34 - std::hypot(x - 96, y - 74);
    const double shoulders = (1 - std::hypot((x - 96) / 62, (y - 186) / 66)) * 62;
    return std::clamp(std::max(head, shoulders) + 0.5, 0.0, 1.0);
}

std::string rows()
{
    std::string bytes;
    for (int y = 0; y < side; ++y) {
        bytes += '\0'; // unfiltered
        for (int x = 0; x < side; ++x)
            bytes += static_cast<char>(std::lround(cover(x + 0.5, y + 0.5) * (shades - 1)));
    }
    return bytes;
}

} // namespace

std::string pictureOf(std::string_view sub)
{
    // Eight bits a pixel, in colours of the palette.
    const std::string form = {'\x08', '\x03', '\0', '\0', '\0'};
    const Colour &ground = grounds[static_cast<uint8_t>(sha256(sub)[5]) % grounds.size()];
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", bigEndian(side) + bigEndian(side) + form)
        + chunk("PLTE", palette(ground)) + chunk("IDAT", zlibStream(rows())) + chunk("IEND", "");
}

} // namespace Tenant
