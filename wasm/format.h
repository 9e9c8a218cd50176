// SPDX-License-Identifier: AGPL-3.0-or-later
// Formatted text and decimal numbers without the general printf and strtod of the C library, whose exact arithmetic on
// 128-bit floating point is a tenth of the program. wasm/libc.cpp puts these in their place.
#pragma once
#include <cstdarg>
#include <cstddef>

namespace browser {

/// Like vsnprintf: writes at most `room` bytes with the final zero, and returns the length that the whole text has.
/// Known are %d %i %u %x %X %c %s %p %f %% with the flags `-` and `0`, a width, a precision (both may be `*`) and the
/// lengths h, hh, l, ll, j, z, t. Of other conversions nothing is printed. Floating point is rounded as printf does, up
/// to 15 decimals, below 2⁶³; everything above is printed as "inf".
int print(char* out, std::size_t room, const char* format, va_list values);

/// Like strtod, for decimal numbers alone ("-12.5e3"): exact up to 15 digits and powers of ten up to 22, else right to
/// 15 digits. `end`, when not null, receives where reading ended: `text` itself when there is no number.
double read_decimal(const char* text, char** end);

}  // namespace browser
