// SPDX-License-Identifier: AGPL-3.0-or-later
// The faces of the interface. Whoever starts Dear ImGui (wasm/, the screen tests) loads them before the first frame.
#pragma once
#include <string_view>

struct ImFont;

namespace gui {

/// Sizes are chosen at use (ImGui 1.92: PushFont(font, size)); see theme.h for the type scale.
struct Fonts {
  ImFont* sans = nullptr;
  ImFont* semibold = nullptr;  ///< sans at weight 600
  ImFont* mono = nullptr;      ///< ids, JIDs, payloads
  /// Replaces what Dear ImGui cannot lay out (Arabic, Devanagari, emoji sequences) by code points for which the loader
  /// has the whole word as one glyph; the result holds until the next call. nullptr: everything code point by code
  /// point.
  std::string_view (*shape)(std::string_view text) = nullptr;
};

}  // namespace gui
