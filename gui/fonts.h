// SPDX-License-Identifier: AGPL-3.0-or-later
// The faces of the interface. Whoever starts Dear ImGui (wasm/, the screen tests) loads them before the first frame.
#pragma once
#include <cstddef>
#include <string_view>

struct ImFont;

namespace gui {

/// Sizes are chosen at use (ImGui 1.92: PushFont(font, size)); see theme.h for the type scale.
struct Fonts {
  ImFont* sans = nullptr;
  ImFont* semibold = nullptr;  ///< sans at weight 600
  ImFont* mono = nullptr;      ///< ids, JIDs, payloads
  /// The last place at or before byte `at` where `text` may be cut: between what is read as one character or, `line`,
  /// where a new line may begin. nullptr: between any two code points.
  std::size_t (*boundary)(std::string_view text, std::size_t at, bool line) = nullptr;
};

}  // namespace gui
