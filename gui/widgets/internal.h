// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: the shared state, and what every control does.
#pragma once
#include <span>
#include <vector>

#include "gui/accessibility.h"
#include "gui/widgets/button.h"
#include "gui/widgets/chip.h"
#include "gui/widgets/layout.h"
#include "gui/widgets/message.h"
#include "gui/widgets/text.h"
#include "gui/widgets/text_runs.h"
#include "imgui_internal.h"

namespace ui {

namespace a11y = gui::a11y;
using gui::a11y::Props;

struct ShownToast {
  Toast toast;
  double until = 0;  // ImGui::GetTime(); 0: until closed
};

/// An answer of fit().
struct Fit {
  ImGuiID question = 0;
  std::size_t size = 0, bytes = 0;  // of the text, and of what fits
};

struct Context::Impl {
  gui::Theme theme;
  gui::Fonts fonts;
  Runs runs;
  Fit fits[256];  // the answers last given, by hash
  bool touch = false;
  double wake = -1;
  Row* row = nullptr;
  std::span<const std::string> marks;  // words to mark, see Marks
  std::vector<ImGuiWindow*> regions;   // of this frame, in order, for F6
  std::vector<ShownToast> toasts;
  ImGuiStorage appearances;  // hash of a text: frame that showed it last
};
Context::Impl& shared();

inline ImVec2 min_of(const Area& a) { return {a.x, a.y}; }
inline ImVec2 max_of(const Area& a) { return {a.right(), a.bottom()}; }
inline ImRect rect_of(const Area& a) { return {min_of(a), max_of(a)}; }
inline Area area_of(const ImRect& r) { return {r.Min.x, r.Min.y, r.GetWidth(), r.GetHeight()}; }
/// `height` device pixels in the middle of `area`.
Area middle(const Area& area, float height);

struct Press {
  bool pressed = false, hovered = false, held = false, focused = false;
};
/// Submits a control at `area`: behaviour of a button and its accessible node. `props.state` may hold Disabled: then it
/// takes the focus but is never pressed. Call it also when the control is clipped.
Press control(ImGuiID id, const Area& area, Role role, Props props, std::string_view disabled = {});
/// 2 px `focus.ring` around `area`; `offset` design pixels outwards (negative: inside).
void focus_ring(const Area& area, float offset, float corner = gui::radius::control);
bool has_keyboard(ImGuiID id);

/// Whether this text was not on the screen in the frame before.
bool appears(std::string_view text);
/// A tooltip that says only the name of its control, hence no description.
void hint(std::string_view text, std::string_view keys = {});
/// The badge of a navigation entry: at its right end, or over the corner of a rail's icon.
void draw_badge(const Area& entry, int count, bool rail);

/// One line of text in the middle of `area`, from its left; no accessibility.
void draw_line(const Area& area, std::string_view text, Text style, Token token);
void draw_line_right(const Area& area, std::string_view text, Text style, Token token);
/// Behind a line of text that is drawn next: the words to mark.
void draw_marks(const Area& area, std::string_view text, Text style);
/// How many bytes of `text` fit into `width` device pixels, from its beginning or up to where a line of a paragraph
/// breaks (then at least one character); or from which byte its end does.
enum class Part { beginning, end, line };
std::size_t fit(std::string_view text, float width, Text style, Part part);
/// An icon of `size` design pixels with its left edge at `x`, in the middle of `area`.
void draw_icon_in(const Area& area, float x, Icon icon, float size, Token token);
/// Height of a control, device pixels.
float height_of(Size size);
/// Width for "0: the rest": device pixels to the end of the row or region.
float width_or_rest(float design_width);
/// How the text styles are set in ImGui: font and size.
ImFont* font_of(Text style);
float font_size(Text style);
/// What CSS leaves free above the ascent of the letters in a line so high: half of the leading.
float above_letters(float line, Text style);

}  // namespace ui
