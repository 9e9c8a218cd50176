// SPDX-License-Identifier: AGPL-3.0-or-later
// The functions of the C library that Dear ImGui, nlohmann::json and we call for text and numbers, in the small form of
// wasm/format.h, and what the browser computes itself. The linker takes these before it looks into the library, and so
// leaves the large ones out.
#include "wasm/format.h"
#include "wasm/js.h"

JS_IMPORTS {
  double js_math_sin(double x);
  double js_math_cos(double x);
  double js_math_acos(double x);
  double js_math_remainder(double x, double y);
}

extern "C" {

int vsnprintf(char* out, std::size_t room, const char* format, va_list values) {
  return browser::print(out, room, format, values);
}

int snprintf(char* out, std::size_t room, const char* format, ...) {
  va_list values;
  va_start(values, format);
  const int length = browser::print(out, room, format, values);
  va_end(values);
  return length;
}

// Dear ImGui reads its settings file with it, and numbers that are typed into its own number fields. There is neither.
int sscanf(const char*, const char*, ...) { return 0; }

// A page has no environment; without this Emscripten makes one up.
char* getenv(const char*) { return nullptr; }

// All three, since the library has them in one object.
float strtof(const char* text, char** end) { return float(browser::read_decimal(text, end)); }
double strtod(const char* text, char** end) { return browser::read_decimal(text, end); }
long double strtold(const char* text, char** end) { return browser::read_decimal(text, end); }

// Corners, carets: a few calls a frame at the most.
float sinf(float x) { return float(js_math_sin(x)); }
float cosf(float x) { return float(js_math_cos(x)); }
float acosf(float x) { return float(js_math_acos(x)); }
float fmodf(float x, float y) { return float(js_math_remainder(x, y)); }

}  // extern "C"
