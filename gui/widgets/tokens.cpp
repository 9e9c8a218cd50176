// SPDX-License-Identifier: AGPL-3.0-or-later
// The field of finished tokens and free text.
#include <algorithm>

#include "gui/widgets/offers.h"

namespace ui {
namespace {

constexpr float text_room = 96;  // design pixels that the text has at least, or it goes to a line of its own

struct Sizes {
  float chip, pad, cross;  // design pixels
};
Sizes sizes(const TokenInput& o) {
  const bool fingers = o.size == Size::touch || touchable(0) > 0;
  return fingers ? Sizes{32, 6, 16} : Sizes{20, 4, 12};
}

std::string_view problem(const TokenInput& o, std::size_t token) {
  return token < o.problems.size() ? std::string_view(o.problems[token]) : std::string_view();
}

// Where the tokens and the text stand, relative to the field.
struct Laid {
  std::vector<Area> chips;
  Area text;
  float height = 0;
};
Laid lay_out(const std::vector<std::string>& tokens, const TokenInput& o, float width) {
  const Sizes s = sizes(o);
  const float pad = px(s.pad), high = px(s.chip), gap = px(4), right = width - pad;
  Laid laid;
  float x = pad, y = pad;
  const auto room = [&](float wanted) {
    if (x > pad && x + wanted > right) x = pad, y += high + gap;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    float wide = std::ceil(text_width(one_line(tokens[i]), Text::mono)) + px(6);
    wide += o.disabled.empty() ? px(4 + s.cross + 4) : px(6);
    if (!problem(o, i).empty()) wide += px(16);
    wide = std::min(wide, right - pad);
    room(wide);
    laid.chips.push_back({x, y, wide, high});
    x += wide + gap;
  }
  room(px(text_room));
  laid.text = {x, y, right - x, high};
  laid.height = y + high + pad;
  return laid;
}

void draw_chip(const Area& area, std::string_view token, bool wrong, bool off, bool hovered, float cross) {
  if (!ImGui::IsRectVisible(min_of(area), max_of(area))) return;  // of thousands, few are in sight
  fill(area,
       wrong     ? Token::danger_subtle
       : off     ? Token::state_disabled_bg
       : hovered ? Token::state_selected_hover
                 : Token::accent_subtle,
       gui::radius::chip);
  if (wrong || off || theme().high_contrast())
    frame(area, wrong ? Token::danger_border : off ? Token::border_default : Token::accent_border, gui::radius::chip);
  const Token ink = wrong ? Token::danger_text : off ? Token::text_disabled : Token::accent_text;
  Area inside = area;
  inside.cut_left(6);
  if (wrong) draw_icon_in(inside, inside.cut_left(16).x, Icon::error, 12, ink);
  inside.cut_right(4);
  if (!off) draw_icon_in(inside, inside.cut_right(cross).x, Icon::x, cross, ink);
  draw_line(inside, cut_end(one_line(token), inside.w, Text::mono), Text::mono, ink);
}

// One token; true when it was taken away.
bool draw_token(const Area& area, std::string_view token, std::string_view wrong, int index, const TokenInput& o) {
  if (!o.disabled.empty()) {
    a11y::text(token, area.box());
    draw_chip(area, token, !wrong.empty(), true, false, 0);
    return false;
  }
  const Id scope(index);
  const std::string name = "Remove " + std::string(token);
  const Press press =
      control(id("token"), area, Role::button,
              {.name = name, .description = wrong, .state = wrong.empty() ? 0u : std::uint32_t(a11y::Invalid)});
  hint(wrong);
  draw_chip(area, token, !wrong.empty(), false, press.hovered, sizes(o).cross);
  if (press.focused) focus_ring(area, 0, gui::radius::chip);
  const bool key = press.focused && (ImGui::IsKeyPressed(ImGuiKey_Delete) || ImGui::IsKeyPressed(ImGuiKey_Backspace));
  return press.pressed || key;
}

void say(std::string_view what, std::string_view happened) {
  a11y::announce(std::string(what) + std::string(happened), a11y::Say::when_settled);
}

// All that is finished, or everything, becomes tokens. True when something did.
bool take(std::vector<std::string>& tokens, std::string& text, const TokenInput& o, bool all) {
  const std::size_t came = take_tokens(text, tokens, o.spaces, all);
  if (came == 1) say(tokens.back(), " added");
  if (came > 1) say(std::to_string(came), " added");
  return came > 0;
}

void draw_head(std::string_view label, std::string_view note) {
  if (label.empty()) return;
  {
    const Row row(20, 8);
    text(label, Text::body_strong);
    if (!note.empty()) text(note, Text::small, Token::text_muted);
  }
  space(4);
}

// The line below: what is wrong, else the reason, else help.
std::string_view below(const TokenInput& o) {
  return !o.error.empty() ? o.error : !o.disabled.empty() ? o.disabled : o.help;
}

struct Caret {
  int at = 0;  // bytes
  bool selection = false;
};
Caret caret(ImGuiID item) {
  auto* s = ImGui::GetInputTextState(item);
  return s ? Caret{s->GetCursorPos(), s->HasSelection()} : Caret{};
}

// What the keys made of the text, once the editor has had them.
Tokens finish(std::vector<std::string>& tokens, std::string& text, const TokenInput& o, const TextField& field,
              OfferList& list, const std::string& was, Caret before, int taken, std::span<const Completion> offers) {
  Tokens result;
  if (taken >= 0) {
    text = offers[std::size_t(taken)].label;
    result.changed = take(tokens, text, {.spaces = false}, true);
    list.took(field, text);
    return result;
  }
  const std::size_t size = text.size();
  if (field.submitted && text.empty()) result.submitted = true;
  const bool left = field.ended && !field.cancelled && !list.pressed();
  if (text != was || left) {
    result.changed = take(tokens, text, o, left);
    if (text.size() != size) reload(field, std::size_t(std::max(0, caret(field.item).at - int(size - text.size()))));
  }
  if (field.submitted && size > 0) list.took(field, text);
  const bool back = field.active && text == was && before.at == 0 && !before.selection && !tokens.empty() &&
                    ImGui::IsKeyPressed(ImGuiKey_Backspace, 0, ImGuiKeyOwner_Any);
  if (back) {
    const std::size_t end = tokens.back().size();
    text.insert(0, tokens.back());
    tokens.pop_back();
    reload(field, end);
    result.changed = true;
  }
  return result;
}

}  // namespace

std::size_t take_tokens(std::string& text, std::vector<std::string>& tokens, bool spaces, bool all) {
  const std::string_view ends = spaces ? " \t\r\n," : "\t\r\n,";
  const std::size_t before = tokens.size();
  std::size_t from = 0;
  for (std::size_t end; from < text.size(); from = end + 1) {
    end = text.find_first_of(ends, from);
    if (end == text.npos) {
      if (!all) break;
      end = text.size();
    }
    const std::string_view piece = std::string_view(text).substr(from, end - from);
    const std::size_t first = piece.find_first_not_of(' ');
    if (first == piece.npos) continue;
    const std::string_view token = piece.substr(first, piece.find_last_not_of(' ') + 1 - first);
    if (std::ranges::find(tokens, token) == tokens.end()) tokens.emplace_back(token);
  }
  text.erase(0, std::min(from, text.size()));
  return tokens.size() - before;
}

Tokens token_input(std::string_view name, std::vector<std::string>& tokens, std::string& text, const TokenInput& o,
                   std::span<const Completion> offers) {
  const bool off = !o.disabled.empty();
  const std::string was = text;
  draw_head(o.label, o.note);
  const float width = width_or_rest(o.width);
  const Laid laid = lay_out(tokens, o, width);
  const Area area = place(width, laid.height);
  const Scope group(Role::group, name, area.box());
  const Id scope(name);
  const auto in_field = [&](Area part) { return Area{part.x + area.x, part.y + area.y, part.w, part.h}; };
  fill(area, off ? Token::state_disabled_bg : Token::bg_surface, gui::radius::control);
  int removed = -1;
  bool wrong = !o.error.empty();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (draw_token(in_field(laid.chips[i]), tokens[i], problem(o, i), int(i), o)) removed = int(i);
    wrong |= !problem(o, i).empty();
  }

  OfferList list(id("text"), off ? std::span<const Completion>() : offers, o.first);
  TextField field{.id = id("text"), .area = in_field(laid.text), .value = &text};
  field.style = Text::mono;
  field.text = off ? Token::text_disabled : Token::text_primary;
  field.placeholder = off ? std::string_view() : o.placeholder;
  field.padding = px(4);
  field.read_only = off;
  field.focus = o.focus;
  field.flags = ImGuiInputTextFlags_EscapeClearsAll;
  field.max_bytes = 1 << 20;  // whole lists are pasted
  const Caret before = caret(ImHashStr("##text", 0, field.id));
  edit_text(field);
  const std::string_view about = below(o), label = o.label.empty() ? name : o.label;
  a11y::item(field.item, Role::textbox,
             {.name = label,
              .value = text,
              .description = about,
              .state = (off ? a11y::Disabled | a11y::ReadOnly : 0u) | (wrong ? a11y::Invalid : 0u)});
  if (off) draw_icon_in(area, area.right() - px(8 + 14), Icon::lock, 14, Token::text_muted);
  frame(area, wrong ? Token::danger_fill : off ? Token::border_default : Token::border_control, gui::radius::control);
  if (field.active || has_keyboard(field.item)) focus_ring(area, -1);
  // A click beside the text is meant for it as well.
  if (ImGui::IsMouseClicked(0) && !ImGui::GetCurrentContext()->HoveredId && ImGui::IsWindowHovered() &&
      rect_of(area).Contains(ImGui::GetIO().MousePos)) {
    begin_editing(field);
    wake_in(0);
  }
  const int taken = list.draw(field, area, text, text != was);
  Tokens result = off ? Tokens() : finish(tokens, text, o, field, list, was, before, taken, offers);
  if (removed >= 0) {
    say(tokens[std::size_t(removed)], " removed");
    tokens.erase(tokens.begin() + removed);
    result.changed = true;
  }
  result.edited = text != was;
  if (result.changed) wake_in(0);
  if (!about.empty()) {
    space(4);
    draw_below(place(width, px(16)), about, !o.error.empty());
  }
  return result;
}

}  // namespace ui
