// SPDX-License-Identifier: AGPL-3.0-or-later
// A font of blocks: every code point is 0.55 em wide, so that layouts are the same on every machine. A letter carries
// its code point as texture coordinate, for drawn.cpp.
#include "gui/theme.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

namespace {

bool baked_init(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = std::round(baked->Size * 0.8f);
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* out,
                float* advance) {
  if (code < 32) return false;
  float width = 0.55f * gui::em_of(baked->Size);
  if (advance) {
    *advance = width;
    return true;
  }
  out->Codepoint = code;
  out->AdvanceX = width;
  out->Visible = code != ' ';
  out->X1 = width;
  out->Y1 = baked->Size;
  out->U0 = out->U1 = float(code);
  return true;
}

}  // namespace

// The slot that a rasteriser fills (see gui/imconfig.h).
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() {
  static ImFontLoader loader;
  loader.Name = "fixed";
  loader.FontSrcInit = [](ImFontAtlas*, ImFontConfig*) { return true; };
  loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar code) { return code >= 32; };
  loader.FontBakedInit = baked_init;
  loader.FontBakedLoadGlyph = load_glyph;
  return &loader;
}
bool DebugEditFontLoaderFlags(unsigned*) { return false; }
}  // namespace ImGuiFreeType

namespace screens {

ImFont* add_font() {
  static char nothing[1] = {0};
  ImFontConfig config;
  config.FontData = nothing;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = ImGuiFreeType::GetFontLoader();
  config.SizePixels = 16;
  return ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace screens
