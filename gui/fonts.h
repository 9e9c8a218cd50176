// SPDX-License-Identifier: AGPL-3.0-or-later
// The faces of the interface. Whoever starts Dear ImGui (wasm/, the screen tests) loads them before the first frame.
#pragma once
struct ImFont;

namespace gui {

/// Sizes are chosen at use (ImGui 1.92: PushFont(font, size)); see theme.h for the type scale.
struct Fonts {
  ImFont* sans = nullptr;
  ImFont* semibold = nullptr;  ///< sans at weight 600
  ImFont* mono = nullptr;      ///< ids, JIDs, payloads
};

}  // namespace gui
