// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/button.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

// Fill, border, text; Token::scrim stands for "none".
constexpr Token none = Token::scrim;
struct Look {
  Token fill, border, text;
};

Look look(const Button& b, const Press& press, bool off) {
  bool hc = theme().high_contrast();
  Token line = hc ? Token::border_control : Token::border_default;
  bool bare = b.kind == Kind::ghost || b.kind == Kind::link;
  if (off) return {bare ? none : Token::state_disabled_bg, bare ? none : Token::border_default, Token::text_disabled};
  if (b.toggles && b.on) return {Token::state_selected, Token::accent_border, Token::accent_text};
  switch (b.kind) {
    case Kind::primary: {
      Token fill = press.held      ? Token::accent_fill_active
                   : press.hovered ? Token::accent_fill_hover
                                   : Token::accent_fill;
      return {fill, fill, Token::accent_on_fill};
    }
    case Kind::danger_final:
      return {Token::danger_fill, Token::danger_fill, Token::danger_on_fill};
    case Kind::link:
      return {none, none, Token::accent_text};
    default:
      break;
  }
  Token fill = press.held ? Token::border_subtle : press.hovered ? Token::state_hover : bare ? none : Token::bg_raised;
  if (b.kind == Kind::danger) return {fill, hc ? Token::border_control : Token::danger_border, Token::danger_text};
  if (b.kind == Kind::ghost) return {fill, hc ? Token::border_control : none, Token::text_secondary};
  return {fill, line, Token::text_primary};
}

Text text_of(const Button& b) {
  if (b.size == Size::small) return Text::small;
  return b.kind == Kind::primary || b.kind == Kind::danger_final ? Text::body_strong : Text::body;
}

float padding(const Button& b) {
  return b.kind == Kind::link                             ? 0
         : b.size == Size::small                          ? 8.0f
         : b.size == Size::large || b.size == Size::touch ? 16.0f
                                                          : 10.0f;
}
float icon_side(Size size) { return size == Size::small ? 14.0f : size == Size::touch ? 20.0f : 16.0f; }
float icon_gap(Size size) { return px(size == Size::small ? 4 : 6); }

bool draw(std::string_view label, std::string_view name, const Button& b, bool square) {
  Area area = place(square ? height_of(b.size) : button_width(label, b), height_of(b.size));
  if (b.kind == Kind::link && b.width == 0) area = middle(area, px(20));
  std::uint32_t state = b.toggles ? a11y::Pressable | (b.on ? a11y::Pressed : 0u) : 0u;
  if (b.opens_menu) state |= a11y::HasPopup;
  auto press = control(id(name), area, b.kind == Kind::link ? Role::link : Role::button,
                       {.name = name, .keys = b.keys, .state = state}, b.disabled);
  bool off = !b.disabled.empty();
  Look l = look(b, press, off);
  if (l.fill != none) fill(area, l.fill, gui::radius::control);
  if (l.border != none && l.border != l.fill) frame(area, l.border, gui::radius::control);
  Text style = text_of(b);
  float icon = b.icon == Icon::none ? 0 : px(icon_side(b.size)),
        words = square ? 0 : std::ceil(text_width(label, style));
  float content = icon + words + (icon && words ? icon_gap(b.size) : 0);
  Area inside{std::round(area.x + (area.w - content) / 2), area.y, content, area.h};
  if (icon) draw_icon_in(inside, inside.x, b.icon, icon_side(b.size), l.text);
  if (words) {
    inside.x += content - words;
    draw_line(inside, label, style, l.text);
    if (b.kind == Kind::link && press.hovered)
      fill({inside.x, area.y + std::floor(area.h / 2 + px(8)), words, px(1)}, l.text);
  }
  if (press.focused) focus_ring(area, b.kind == Kind::link ? 0 : 2);
  std::string_view tip = off ? b.disabled : !b.tooltip.empty() ? b.tooltip : square ? name : std::string_view{};
  if (tip != name)
    tooltip(tip, b.keys);
  else
    hint(tip, b.keys);
  return press.pressed;
}

}  // namespace

bool button(std::string_view label, const Button& options) {
  return draw(label, options.name.empty() ? label : options.name, options, false);
}

bool icon_button(Icon icon, std::string_view name, Button options) {
  options.icon = icon;
  return draw("", name, options, true);
}

bool link(std::string_view label, std::string_view disabled) {
  return button(label, {.kind = Kind::link, .disabled = disabled});
}

float button_width(std::string_view label, const Button& b) {
  if (b.width > 0) return px(b.width);
  float icon = b.icon == Icon::none ? 0 : px(icon_side(b.size)), words = std::ceil(text_width(label, text_of(b)));
  float border = b.kind == Kind::link ? 0 : 2 * px(1);
  return icon + words + (icon && words ? icon_gap(b.size) : 0) + 2 * px(padding(b)) + border;
}

bool nav_item(std::string_view label, const NavItem& n) {
  float height = px(n.pinned ? 28 : 32);
  float width = n.rail ? px(32) : ImGui::GetContentRegionAvail().x;
  Area area = place(width, height);
  auto press = control(id(label), area, Role::link,
                       {.name = label, .state = n.selected ? std::uint32_t(a11y::Current) : 0u}, n.disabled);
  bool off = !n.disabled.empty();
  if (n.selected || press.hovered)
    fill(area, n.selected ? Token::state_selected : Token::state_hover, gui::radius::control);
  if (n.selected && theme().high_contrast()) frame(area, Token::accent_border, gui::radius::control);
  Token words = off ? Token::text_disabled : n.selected ? Token::text_primary : Token::text_secondary;
  Token mark = off ? Token::text_disabled : n.selected ? Token::accent_text : Token::text_secondary;
  draw_icon_in(area, n.rail ? std::round(area.x + (area.w - px(16)) / 2) : area.x + px(8), n.icon, 16, mark);
  if (!n.rail) {
    Area inside{area.x + px(34), area.y, std::max(0.0f, area.w - px(34) - px(n.badge ? 40 : 8)), area.h};
    Text style = n.selected ? Text::body_strong : Text::body;
    draw_line(inside, cut_end(label, inside.w, style), style, words);
  }
  if (n.badge) draw_badge(area, n.badge, n.rail);
  if (press.focused) focus_ring(area, -2);
  if (off)
    tooltip(n.disabled);
  else if (n.rail)
    hint(label);
  return press.pressed;
}

}  // namespace ui
