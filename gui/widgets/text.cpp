// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/text.h"

#include <algorithm>
#include <format>

#include "gui/widgets/internal.h"
#include "gui/widgets/suspicious.h"

namespace ui {
namespace {

float line_height(Text style) { return px(gui::style_of(style).line); }

// The whole of a text that was cut, for the pointer. No node: the tree has it in full already.
void whole_in_tooltip(const Area& area, std::string_view text) {
  if (!ImGui::IsMouseHoveringRect(min_of(area), max_of(area)) || !ImGui::IsWindowHovered()) return;
  auto& g = *ImGui::GetCurrentContext();
  if (g.MouseStationaryTimer < 0.4f) return wake_in(420 - 1000 * g.MouseStationaryTimer);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(8), px(6)});
  if (ImGui::BeginTooltip()) {
    a11y::window(Role::none, "");
    std::string shown = prose(text, 1000);
    paragraph(shown, std::min(480.0f, text_width(shown, Text::small) / theme().scale + 1), Text::small,
              Token::text_primary);
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

Area text_place(float width, Text style) { return place(std::ceil(width), line_height(style)); }

// How much of `text` stands on one line.
std::size_t line_of(std::string_view text, float width, Text style) {
  // Dear ImGui breaks at spaces and punctuation, which does for most of them.
  bool wide = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  if (wide || needs_run(text)) return fit(text, width, style, Part::line);
  const char *from = text.data(), *end = from + text.size();
  return std::size_t(font_of(style)->CalcWordWrapPosition(font_size(style), from, end, width) - from);
}

// A mark behind a name that deceives.
void mark(std::string_view name, Deceit what) {
  Area area = place(px(14), px(16));
  draw_icon_in(area, area.x, Icon::warning, 14, Token::warning_text);
  std::string why = explain(what, name);
  a11y::text(why, area.box(), Role::image);
  whole_in_tooltip(area, why);
}

}  // namespace

void text(std::string_view text, Text style, Token token) {
  std::string shown = one_line(text);
  Area area = text_place(text_width(shown, style), style);
  draw_line(area, shown, style, token);
  a11y::text(text, area.box());
}

void text_cut(std::string_view text, float width, Text style, Token token) {
  std::string all = one_line(text);
  std::string shown = cut_end(all, px(width), style);
  Area area = text_place(text_width(shown, style), style);
  draw_marks(area, shown, style);
  draw_line(area, shown, style, token);
  a11y::text(text, area.box());
  if (shown != all) whole_in_tooltip(area, text);
}

void paragraph(std::string_view text, float width, Text style, Token token) {
  float wrap = width > 0 ? px(width) : width_or_rest(0), step = line_height(style);
  const bool turned = right_to_left(text.substr(0, 4096));
  std::vector<std::string_view> lines;
  float widest = 0;
  for (auto rest = text; !rest.empty() && lines.size() < 1000;) {
    std::string_view piece = rest.substr(0, 4096);  // nobody sees more of one line
    piece = piece.substr(0, piece.find('\n'));
    piece = piece.substr(0, line_of(piece, wrap, style));
    rest.remove_prefix(piece.size());
    if (rest.starts_with('\n'))
      rest.remove_prefix(1);
    else
      rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    lines.push_back(piece);
    widest = std::max(widest, text_width(piece, style));
  }
  Area area = place(std::ceil(widest), step * float(lines.size()));
  Area row{area.x, area.y, area.w, step};
  for (auto piece : lines) {
    std::string line = one_line(piece);
    // All in one direction, whatever a line begins with.
    if (turned || right_to_left(piece)) line.insert(0, turned ? "\u200F" : "\u200E");
    (turned ? draw_line_right : draw_line)(row, line, style, token);
    row.y += step;
  }
  a11y::text(text, area.box());
}

void heading(std::string_view text, int level, Text style) { heading_cut(text, 0, level, style); }

void heading_cut(std::string_view text, float width, int level, Text style) {
  std::string all = one_line(text);
  std::string shown = width > 0 ? cut_end(all, px(width), style) : all;
  Area area = text_place(text_width(shown, style), style);
  draw_line(area, shown, style, Token::text_primary);
  a11y::text(text, area.box(), Role::heading, level);
  if (shown != all) whole_in_tooltip(area, text);
}

void label(std::string_view words) { text(words, Text::small, Token::text_muted); }

void path(std::string_view node_id, float width, bool quiet) {
  Deceit what = deceit(node_id);
  std::string all = what == Deceit::none ? std::string(node_id.substr(0, 4096)) : visible(node_id);
  float room = width > 0 ? px(width) : FLT_MAX;
  if (what != Deceit::none) room -= px(20);
  std::string shown = room == FLT_MAX ? all : cut_path(all, room, Text::mono);
  std::size_t slash = shown.rfind('/');
  std::size_t leaf = slash == shown.npos ? 0 : slash + 1;
  auto prefix = std::string_view(shown).substr(0, leaf);
  float left = text_width(prefix, Text::mono);
  Area area = text_place(left + text_width(std::string_view(shown).substr(leaf), Text::mono), Text::mono);
  draw_marks(area, shown, Text::mono);
  draw_line(area, prefix, Text::mono, Token::text_muted);
  Area rest = area;
  rest.x += left;
  draw_line(rest, std::string_view(shown).substr(leaf), Text::mono, quiet ? Token::text_muted : Token::text_primary);
  a11y::text(what == Deceit::none ? node_id : std::string_view(all), area.box());
  if (shown != all) whole_in_tooltip(area, all);
  if (what != Deceit::none) mark(node_id, what);
}

void jid(std::string_view jid, std::string_view own_domain, float width) {
  Deceit what = deceit(jid);
  std::string all = what == Deceit::none ? std::string(jid.substr(0, 4096)) : visible(jid);
  float room = width > 0 ? px(width) : FLT_MAX;
  if (what != Deceit::none) room -= px(20);
  std::string shown = room == FLT_MAX ? all : cut_end(all, room, Text::mono);
  std::size_t at = std::min(shown.find('@'), shown.size());
  auto domain = std::string_view(all).substr(std::min(all.size(), all.find('@') == all.npos ? 0 : all.find('@') + 1));
  domain = domain.substr(0, domain.find('/'));
  bool own = !own_domain.empty() && domain == own_domain && at < shown.size();
  auto local = std::string_view(shown).substr(0, own ? at : shown.size());
  float left = text_width(local, Text::mono);
  Area area = text_place(left + text_width(std::string_view(shown).substr(local.size()), Text::mono), Text::mono);
  draw_line(area, local, Text::mono, Token::text_primary);
  Area rest = area;
  rest.x += left;
  draw_line(rest, std::string_view(shown).substr(local.size()), Text::mono, Token::text_muted);
  a11y::text(what == Deceit::none ? jid : std::string_view(all), area.box());
  if (shown != all) whole_in_tooltip(area, all);
  if (what != Deceit::none) mark(jid, what);
}

void icon(Icon icon, Token token, float size) {
  Area area = place(px(size), px(size));
  draw_icon_in(area, area.x, icon, size, token);
}

void icon(Icon what, Token token, float size, std::string_view name) {
  Area area = place(px(size), px(size));
  draw_icon_in(area, area.x, what, size, token);
  a11y::text(name, area.box(), Role::image);
}

void dot(Token token) {
  Area area = place(px(8), px(8));
  ImGui::GetWindowDrawList()->AddCircleFilled({area.x + area.w / 2, area.y + area.h / 2}, area.w / 2, color(token));
}

void kbd(std::string_view keys) {
  Area area = place(std::ceil(text_width(keys, Text::caption)) + px(8) + 2 * px(1), px(18));
  fill(area, Token::bg_surface, gui::radius::chip);
  frame(area, theme().high_contrast() ? Token::border_control : Token::border_default, gui::radius::chip);
  Area inner = area;
  inner.x += px(5);
  draw_line(inner, keys, Text::caption, Token::text_muted);
  a11y::text(keys, area.box());
}

void skeleton(float width, double since) {
  Area area = place(px(width), px(8));
  double age = 1000 * (ImGui::GetTime() - since);
  if (since > 0 && age < gui::motion::skeleton_delay) return wake_in(gui::motion::skeleton_delay - age);
  fill(area, Token::skeleton, 4);
}

void hint(std::string_view words, std::string_view keys) {
  if (words.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(8), px(6)});
  ImGuiWindow* window = nullptr;
  if (ImGui::BeginTooltip()) {
    window = ImGui::GetCurrentContext()->CurrentWindow;
    a11y::window(Role::tooltip, words);
    float width = std::min(320.0f, text_width(words, Text::small) / theme().scale + 1);
    paragraph(words, width, Text::small, Token::text_primary);
    if (!keys.empty()) {
      space(4);
      kbd(keys);
    }
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
  a11y::described_by(window);
}

void tooltip(std::string_view words, std::string_view keys) {
  if (words.empty()) return;
  a11y::item(Role::none, {.description = words, .keys = keys});
  hint(words, keys);
}

}  // namespace ui
