// SPDX-License-Identifier: AGPL-3.0-or-later
// Colours and measures of the interface. The values are in theme/tokens.h, made from theme/tokens.json.
#pragma once
#include <cmath>
#include <string_view>

#include "gui/theme/tokens.h"
#include "imgui.h"

namespace gui {

enum class Scheme : std::uint8_t { dark, light, high_contrast };

/// "dark", "light" and "hc", as gui::Host::system_theme() and the preferences spell them; others give dark.
Scheme scheme_from(std::string_view word);
std::string_view word(Scheme scheme);

/// Dear ImGui's font size is the height of a line of 1.25 em, rounded. Font loaders take the size of the letters from
/// em_of(); theirs are whole CSS pixels, of which one has `ratio` device pixels.
inline constexpr float font_line = 1.25f;
inline float font_size_of(float em) { return std::round(em * font_line); }
inline float em_of(float font_size, float ratio = 1) { return std::round(font_size / font_line / ratio) * ratio; }

struct Theme {
  Scheme scheme = Scheme::dark;
  float scale = 1;  ///< device pixels per design pixel: devicePixelRatio × zoom of the user

  ImU32 color(Token token) const { return tokens::colors[int(scheme)][int(token)]; }
  bool high_contrast() const { return scheme == Scheme::high_contrast; }
  /// Design pixels to whole device pixels; anything above nothing stays at least one.
  float px(float design) const;
  /// Sets what Dear ImGui draws by itself (windows, scrollbars, text fields, selection).
  void apply(ImGuiStyle& style) const;
};

inline const TextStyle& style_of(Text text) { return text_styles[int(text)]; }

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance).
double contrast(ImU32 one, ImU32 other);

}  // namespace gui
