// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Sub-pixel positions: where the browser itself places glyphs on fractions of a pixel, each glyph is drawn at several
// phases and the columns are interleaved into a wider bitmap. Linear sampling of that bitmap at any fractional x then
// yields the browser's own pixels for that phase; Dear ImGui needs no change.
#include "wasm/font.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "gui/theme.h"
#include "gui/widgets/text_runs.h"
#include "wasm/js.h"

JS_IMPORTS {
  int js_font_honest();
  void js_font_metrics(const char* face, float em, float* ascent_descent_fractions);
  void js_font_measure(const char* face, float em, std::uint32_t character, const char* run, float* out);
  std::size_t js_font_boundary(const char* text, std::size_t size, std::size_t at, int line);
  void js_font_draw(browser::GlyphJob * jobs, int count, std::uint32_t* pixels, int pitch);
  void js_font_upload(browser::GlyphJob * jobs, int count, std::uint32_t texture);
}

namespace browser {
namespace {

// Only families that a machine may have; nothing is downloaded.
constexpr const char* sans =
    "400 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
constexpr const char* semibold =
    "600 Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
constexpr const char* mono =
    "400 'JetBrains Mono', ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

struct Measure {
  float advance, left, right, ascent, descent, emoji;
};
constexpr bool ideograph(std::uint32_t c) { return c >= 0x2E80; }  // and runs
constexpr int heavy_a_frame = 64;                                  // ideographs and runs
constexpr float widest = 4000;                                     // of a run: more than a line on any screen
constexpr bool digit(std::uint32_t c) { return c >= '0' && c <= '9'; }
const char* face_of(const ImFontConfig& source) { return static_cast<const char*>(source.FontData); }
const char* text_of(const ui::Run* run) { return run ? run->text.c_str() : nullptr; }
// Dear ImGui's ABGR as 0x1RRGGBB.
std::uint32_t colour_of(const ui::Run* run) {
  const ImU32 c = run ? run->color : 0;
  return c ? 0x1000000 | (c & 0xFF) << 16 | (c & 0xFF00) | (c >> 16 & 0xFF) : 0;
}
std::size_t boundary(std::string_view text, std::size_t at, bool line) {
  return js_font_boundary(text.data(), text.size(), at, line);
}

}  // namespace

const ImFontLoader& font_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "canvas";
    made.FontSrcInit = [](ImFontAtlas*, ImFontConfig*) { return true; };
    made.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar c) {
      return c >= 32;
    };  // the browser falls back
    made.FontBakedInit = [](ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* own) {
      return static_cast<Font*>(atlas->UserData)->prepare(*source, *baked, *static_cast<Font::Baked*>(own));
    };
    made.FontBakedLoadGlyph = [](ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* own, ImWchar c,
                                 ImFontGlyph* glyph, float* advance) {
      return static_cast<Font*>(atlas->UserData)
          ->load_glyph(*atlas, *source, *baked, *static_cast<const Font::Baked*>(own), c, *glyph, advance);
    };
    made.FontBakedSrcLoaderDataSize = sizeof(Font::Baked);
    return made;
  }();
  return loader;
}

ImFont* Font::add(const char* face) {
  ImFontConfig config;
  config.FontData = const_cast<char*>(face);
  config.FontDataSize = int(std::strlen(face)) + 1;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = &font_loader();
  config.SizePixels = 13;
  return ImGui::GetIO().Fonts->AddFont(&config);
}

gui::Fonts Font::load() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.UserData = this;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  reads_canvas_ = js_font_honest();
  return {add(sans), add(semibold), add(mono), boundary};
}

void Font::set_ratio(float ratio) {
  if (ratio == ratio_) return;
  ratio_ = ratio;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  if (atlas->Builder) ImFontAtlasBuildDiscardBakes(atlas, 0);
}

bool Font::prepare(ImFontConfig& source, ImFontBaked& baked, Baked& own) {
  own.em = gui::em_of(baked.Size, ratio_);
  float metrics[3];
  js_font_metrics(face_of(source), own.em, metrics);
  // Whole device pixels, as browsers take them for the height of a line's contents.
  baked.Ascent = std::round(metrics[0]);
  baked.Descent = -std::round(metrics[1]);
  const bool whole = metrics[2] < 0.001f;  // this browser rounds advances itself
  own.phases = whole || !reads_canvas_ ? 1 : own.em < 40 ? 4 : own.em < 80 ? 2 : 1;
  Measure zero;
  js_font_measure(face_of(source), own.em, '0', nullptr, &zero.advance);
  own.digit = zero.advance;
  return true;
}

bool Font::load_glyph(ImFontAtlas& atlas, ImFontConfig& source, ImFontBaked& baked, const Baked& own, ImWchar c,
                      ImFontGlyph& glyph, float* advance) {
  if (c < 32) return false;
  const ui::Run* run = ui::run_of(c);
  Measure m;
  js_font_measure(face_of(source), own.em, c, text_of(run), &m.advance);
  float shift = 0;
  if (digit(c)) {
    shift = (own.digit - m.advance) / 2;
    m.advance = own.digit;
  }
  if (!reads_canvas_) m.advance = std::round(m.advance);
  if (advance) {
    *advance = m.advance;
    return true;
  }
  glyph.Codepoint = c;
  glyph.AdvanceX = m.advance;
  if (run) {  // Firefox: the box of a text in several fonts ends with the first of them
    m.left = std::max(m.left, 1.0f);
    m.right = std::min(std::max(m.right, m.advance + 1), widest);
    m.ascent = std::max(m.ascent, own.em * 1.1f);
    m.descent = std::max(m.descent, own.em * 0.4f);
    m.emoji = float(run->color);
  }
  // Marks can be stacked without end. What they reach beyond this lies on other rows.
  m.left = std::min(m.left, own.em);
  m.ascent = std::min(m.ascent, own.em * 1.5f);
  m.descent = std::min(m.descent, own.em);
  if (m.left + m.right <= 0 || m.ascent + m.descent <= 0) return true;  // blank

  // Ideographs are wide and many; runs begin on whole pixels.
  const int phases = run ? 1 : ideograph(c) ? ImMin(own.phases, 2) : own.phases;
  const int left = int(std::floor(-m.left)) - 1, right = int(std::ceil(m.right)) + 1 + (phases > 1);
  const int top = -int(std::ceil(m.ascent)) - 1, bottom = int(std::ceil(m.descent)) + 1;
  const int width = right - left, height = bottom - top;
  const ImFontAtlasRectId rectangle = ImFontAtlasPackAddRect(&atlas, width * phases, height);
  if (rectangle == ImFontAtlasRectId_Invalid) return false;
  // The first column of the bitmap shows phase (phases / 2 - 1): 4 phases begin 1/8 of a pixel late, 2 phases 1/4.
  const float first = 0.5f - 0.5f / float(phases) - (phases > 1 ? float(phases / 2 - 1) / float(phases) : 0);
  glyph.X0 = (float(left) + first + shift);
  glyph.Y0 = float(top) + baked.Ascent;
  glyph.X1 = glyph.X0 + float(width);
  glyph.Y1 = glyph.Y0 + float(height);
  glyph.Visible = true;
  glyph.Colored = m.emoji != 0;
  glyph.PackId = rectangle;
  queue_.push_back({{face_of(source), own.em, c, 0, 0, width, height, left, top, phases, int(glyph.Colored), nullptr,
                     colour_of(run)},
                    baked.ContainerFont,
                    baked.Size,
                    rectangle});
  return true;
}

// Where the cells are now: the atlas may have grown or been repacked since they were queued. Not `all`: so many that
// the page does not stop for a screen full of new ideographs.
std::vector<GlyphJob> Font::placed(std::vector<Queued>& list, bool all) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  int heavy = 0;
  std::erase_if(list, [&](const Queued& q) {
    if (!ImFontAtlasPackGetRectSafe(atlas, q.rectangle)) return true;
    if (all || !ideograph(q.job.character) || ++heavy <= heavy_a_frame) return false;
    later_.push_back(q);
    return true;
  });
  std::vector<GlyphJob> jobs;
  jobs.reserve(list.size());
  for (const Queued& queued : list) {
    const ImTextureRect* at = ImFontAtlasPackGetRect(atlas, queued.rectangle);
    jobs.push_back(queued.job);
    jobs.back().x = at->x;
    jobs.back().y = at->y;
    jobs.back().run = text_of(ui::run_of(ImWchar(queued.job.character)));
  }
  return jobs;
}

bool Font::rasterise() {
  if (queue_.empty()) return false;
  auto jobs = placed(queue_, false);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImTextureData& texture = *atlas.TexData;
  // What was set before the texture grew is drawn from the old one, which stays without the new glyphs.
  bool again = !later_.empty() || texture.UniqueID != texture_;
  texture_ = texture.UniqueID;
  if (!reads_canvas_) return again;
  js_font_draw(jobs.data(), int(jobs.size()), reinterpret_cast<std::uint32_t*>(texture.Pixels), texture.Width);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const GlyphJob& job = jobs[i];
    ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, job.x, job.y, job.width * job.phases, job.height);
    if (job.coloured == queue_[i].job.coloured) continue;
    // The pixels know better than the guess from the character.
    ImFontBaked* baked = queue_[i].font->GetFontBaked(queue_[i].size);
    if (ImFontGlyph* glyph = baked->FindGlyphNoFallback(ImWchar(job.character))) {
      glyph->Colored = job.coloured != 0;
      if (glyph->Colored) atlas.TexPixelsUseColors = texture.UseColors = true;
      again = true;
    }
  }
  queue_.swap(later_);
  later_.clear();
  return again;
}

void Font::upload() {
  if (reads_canvas_) return;
  const ImTextureID texture = ImGui::GetIO().Fonts->TexData->GetTexID();
  all_.insert(all_.end(), queue_.begin(), queue_.end());
  auto jobs = placed(texture != seen_ ? all_ : queue_, true);
  seen_ = texture;
  queue_.swap(later_);
  later_.clear();
  if (!jobs.empty()) js_font_upload(jobs.data(), int(jobs.size()), std::uint32_t(texture));
}

}  // namespace browser

// The slot that Dear ImGui offers for another rasteriser (IMGUI_ENABLE_FREETYPE in broker.cmake): the only way to keep
// stb_truetype out of the binary.
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() { return &browser::font_loader(); }
bool DebugEditFontLoaderFlags(unsigned*) { return false; }
}  // namespace ImGuiFreeType
