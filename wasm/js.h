// SPDX-License-Identifier: AGPL-3.0-or-later
// How C++ and the page call each other. The page's half of each subject is wasm/js/SUBJECT.js; a C++ file declares
// what it imports at its top, inside JS_IMPORTS, and exports its callbacks with JS_EXPORT. Texts that come in carry
// their length; the page frees them when the callback returns.
#pragma once
#include <emscripten.h>

#define JS_IMPORTS extern "C"
#define JS_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE
