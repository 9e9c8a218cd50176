// SPDX-License-Identifier: AGPL-3.0-or-later
// Draws what Dear ImGui has laid out, with WebGL 2 (wasm/js/render.js).
#pragma once
#include "imgui.h"

namespace browser {

class Font;

class Renderer {
 public:
  /// Takes the canvas. False when the browser has no WebGL 2.
  bool start();
  /// The context was lost and is there again.
  void restore();
  /// The context is lost: all names are gone. Dear ImGui keeps the pixels of its textures and asks for new ones.
  void forget();
  void draw(ImDrawData& data, const ImVec4& background, Font& font);
};

}  // namespace browser
