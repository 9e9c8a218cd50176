// SPDX-License-Identifier: AGPL-3.0-or-later
// A GLES3 renderer for Dear ImGui that owns its context: state is set once and never asked for (a glGet* costs a round
// trip to the GPU process: 41 ms a frame in software, measured with the stock backend).
#pragma once
#include <GLES3/gl3.h>

#include "imgui.h"

namespace browser {

class Font;

class Renderer {
 public:
  /// Compiles and binds everything; again after the context was lost and restored.
  void create();
  /// The context is lost: all names are gone. Dear ImGui keeps the pixels of its textures and asks for new ones.
  void forget();
  void draw(ImDrawData& data, const ImVec4& background, Font& font);

 private:
  GLint scale_ = -1;
};

}  // namespace browser
