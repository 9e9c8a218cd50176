// SPDX-License-Identifier: AGPL-3.0-or-later
// A font of blocks: every code point is 0.55 em wide, so that layouts are the same on every machine. A letter carries
// its code point as texture coordinate, for drawn.cpp. A run is as wide as its code points together, and takes its
// place in the atlas.
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>

#include "driver.h"
#include "gui/theme.h"
#include "gui/widgets/text_runs.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

namespace {

bool baked_init(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = std::round(baked->Size * 0.8f);
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* out,
                float* advance) {
  if (code < 32) return false;
  const ui::Run* run = ui::run_of(code);
  const auto starts = [](char c) { return (c & 0xC0) != 0x80; };
  // Not the mark of the direction.
  const auto letters = run ? std::ranges::count_if(run->text, starts) - 1 : 1;
  float width = 0.55f * gui::em_of(baked->Size) * float(letters);
  if (advance) {
    *advance = width;
    return true;
  }
  out->Codepoint = code;
  out->AdvanceX = width;
  out->Visible = code != ' ';
  out->X1 = width;
  out->Y1 = baked->Size;
  if (run) {
    screens::drawn_runs.push_back(run->text);
    out->PackId = ImFontAtlasPackAddRect(atlas, std::max(1, int(width)), int(baked->Size));
  } else {
    out->U0 = out->U1 = float(code);
  }
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

std::vector<std::string> drawn_runs;

std::size_t boundary(std::string_view text, std::size_t at, bool line) {
  UErrorCode error = U_ZERO_ERROR;
  UText* utf8 = utext_openUTF8(nullptr, text.data(), std::int64_t(text.size()), &error);
  UBreakIterator* breaks = ubrk_open(line ? UBRK_LINE : UBRK_CHARACTER, "en", nullptr, 0, &error);
  ubrk_setUText(breaks, utf8, &error);
  const auto found =
      ubrk_isBoundary(breaks, std::int32_t(at)) ? std::int32_t(at) : ubrk_preceding(breaks, std::int32_t(at));
  ubrk_close(breaks);
  utext_close(utf8);
  return U_SUCCESS(error) ? std::size_t(std::max(0, found)) : at;
}

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
