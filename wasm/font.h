// SPDX-License-Identifier: AGPL-3.0-or-later
// Glyphs drawn by the browser: every script, no font download, text that looks native. Measured one by one when Dear
// ImGui first needs them, drawn together once a frame (one canvas, one read), with up to four sub-pixel phases, so that
// text looks as the browser's own.
//
// Dear ImGui's font size is a line of gui::font_line em, in device pixels.
#pragma once
#include <cstdint>
#include <vector>

#include "gui/fonts.h"
#include "imgui.h"
#include "imgui_internal.h"

namespace browser {

/// One glyph to draw. The layout is shared with js/font.js (13 times 4 bytes).
struct GlyphJob {
  const char* face;         ///< CSS weight, a space, CSS font families
  float em;                 ///< device pixels
  std::uint32_t character;  ///< code point
  int x, y;                 ///< texel in the atlas
  int width, height;        ///< cell, device pixels
  int left, top;            ///< corner of the cell, from the pen on the base line
  int phases;               ///< sub-pixel positions, interleaved column by column
  int coloured;             ///< out: the pixels have colours of their own (emoji)
  const char* run;          ///< the text of ui::Run, if it stands for one
  std::uint32_t colour;     ///< 0x1RRGGBB of a run that has to be drawn in it, or 0
};

class Font {
 public:
  /// Adds the three faces to the atlas of the current Dear ImGui context and becomes its font loader. Stays in place.
  gui::Fonts load();
  /// devicePixelRatio, between two frames: sizes of letters are whole CSS pixels.
  void set_ratio(float ratio);
  /// After ImGui::Render(): draws what was needed into the atlas. True when another frame has to follow: ideographs and
  /// runs come so many a frame.
  bool rasterise();
  /// After textures were uploaded. Only where a privacy setting falsifies what scripts read from a canvas: copies
  /// the canvas to the texture on the GPU instead.
  void upload();

 private:
  struct Queued {
    GlyphJob job;
    ImFont* font;
    float size;
    ImFontAtlasRectId rectangle;
  };
  struct Baked {  // Dear ImGui allocates one for each size
    float em;     ///< device pixels
    float digit;  ///< advance of "0": digits are tabular
    int phases;
  };

  ImFont* add(const char* face);
  std::vector<GlyphJob> placed(std::vector<Queued>& list, bool all);
  bool prepare(ImFontConfig& source, ImFontBaked& baked, Baked& own);
  bool load_glyph(ImFontAtlas& atlas, ImFontConfig& source, ImFontBaked& baked, const Baked& own, ImWchar character,
                  ImFontGlyph& glyph, float* advance);

  friend const ImFontLoader& font_loader();
  std::vector<Queued> queue_;
  std::vector<Queued> later_;  ///< what this frame leaves to the next one
  std::vector<Queued> all_;    ///< only without canvas reads: a new texture needs every glyph again
  int texture_ = 0;            ///< ImTextureData::UniqueID
  bool reads_canvas_ = true;
  float ratio_ = 1;
  ImTextureID seen_ = ImTextureID_Invalid;
};

}  // namespace browser
