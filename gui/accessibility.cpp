// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/accessibility.h"

#include <algorithm>
#include <format>
#include <iterator>

#include "gui/accessibility_impl.h"

namespace gui::a11y {

const char* name(Role role) {
  static constexpr const char* names[] = {
      // clang-format off
      "none", "root", "generic", "region", "dialog", "menu", "menubar", "tooltip", "region", "group",
      "banner", "navigation", "main", "complementary", "contentinfo", "search", "form", "status", "toolbar", "radiogroup",
      "listbox", "list", "tree", "tablist", "tabpanel", "table", "grid", "treegrid", "rowgroup", "row", "cell",
      "gridcell", "columnheader", "listitem",
      "text", "heading", "term", "definition", "button", "checkbox", "radio", "switch", "textbox", "combobox", "option",
      "slider", "separator", "progressbar", "treeitem", "tab", "menuitem", "menuitemcheckbox", "link", "img", "item",
      // clang-format on
  };
  static_assert(std::size(names) == std::size_t(Role::item) + 1);
  return names[int(role)];
}

bool is_composite(Role role) {
  switch (role) {
    case Role::menu:
    case Role::menubar:
    case Role::radiogroup:
    case Role::listbox:
    case Role::tree:
    case Role::tablist:
    case Role::grid:
    case Role::treegrid:
      return true;
    default:
      return false;
  }
}

bool is_control(Role role) {
  switch (role) {
    case Role::button:
    case Role::checkbox:
    case Role::radio:
    case Role::toggle:
    case Role::textbox:
    case Role::combobox:
    case Role::option:
    case Role::slider:
    case Role::separator:
    case Role::treeitem:
    case Role::tab:
    case Role::menuitem:
    case Role::menuitemcheckbox:
    case Role::link:
    case Role::columnheader:
    case Role::row:
      return true;
    default:
      return false;
  }
}

int utf16_units(const char* text, int bytes) {
  int units = 0;
  for (int i = 0; i < bytes && text[i]; i++) {
    auto c = static_cast<unsigned char>(text[i]);
    units += (c & 0xC0) != 0x80;
    units += c >= 0xF0;
  }
  return units;
}

int utf8_bytes(std::string_view text, int units) {
  std::size_t i = 0;
  while (i < text.size() && units > 0) {
    auto c = static_cast<unsigned char>(text[i]);
    units -= c >= 0xF0 ? 2 : 1;
    i += c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  }
  return int(std::min(i, text.size()));
}

const Node* Tree::by_key(std::uint32_t key) const {
  auto at = std::ranges::find(nodes, key, &Node::key);
  return at == nodes.end() ? nullptr : &*at;
}

const Node* Tree::find(Role role, std::string_view name) const {
  auto at = std::ranges::find_if(nodes, [&](const Node& n) { return n.role == role && str(n.name) == name; });
  return at == nodes.end() ? nullptr : &*at;
}

std::string Tree::dump() const {
  struct Word {
    std::uint32_t bit;
    const char* text;
  };
  static constexpr Word words[] = {
      {Disabled, "disabled"},     {Checked, "checked"},   {Mixed, "mixed"},         {Pressed, "pressed"},
      {Expandable, "expandable"}, {Expanded, "expanded"}, {Selected, "selected"},   {Current, "current"},
      {Focused, "focused"},       {ReadOnly, "readonly"}, {Secret, "secret"},       {Modal, "modal"},
      {Inert, "inert"},           {Scrolls, "scrolls"},   {SortedUp, "ascending"},  {SortedDown, "descending"},
      {Invalid, "invalid"},       {Busy, "busy"},         {Offscreen, "offscreen"}, {TabStop, "tabstop"},
      {HasPopup, "haspopup"},
  };
  std::string out;
  auto put = std::back_inserter(out);
  for (auto& n : nodes) {
    for (int p = n.parent; p >= 0; p = nodes[p].parent) out += "  ";
    std::format_to(put, "{} \"{}\"", a11y::name(n.role), str(n.name));
    if (n.value.size) std::format_to(put, " value=\"{}\"", str(n.value));
    if (n.description.size) std::format_to(put, " description=\"{}\"", str(n.description));
    for (auto& w : words)
      if (n.state & w.bit) std::format_to(put, " {}", w.text);
    if (n.row) std::format_to(put, " row={}", n.row);
    if (n.rows) std::format_to(put, " rows={}", n.rows);
    if (n.level) std::format_to(put, " level={}", n.level);
    if (n.max > n.min) std::format_to(put, " {} of {}..{}", n.number, n.min, n.max);
    std::format_to(put, " [{},{} {}x{}]\n", n.x, n.y, n.w, n.h);
  }
  return out;
}

// ---- Index -----------------------------------------------------------------------------------------------------

void Index::clear(std::size_t expected) {
  std::size_t want = 64;
  while (want < expected * 4) want *= 2;
  if (slots_.size() < want) slots_.assign(want, {});
  if (++round_ == 0) {
    std::ranges::fill(slots_, Slot{});
    round_ = 1;
  }
  used_ = 0;
}

int Index::get(std::uint32_t key) const {
  for (std::size_t i = key * 2654435769u, mask = slots_.size() - 1;; i++) {
    const Slot& s = slots_[i & mask];
    if (s.round != round_) return -1;
    if (s.key == key) return s.value;
  }
}

void Index::put(std::uint32_t key, int value) {
  if (++used_ * 2 > slots_.size()) grow();
  for (std::size_t i = key * 2654435769u, mask = slots_.size() - 1;; i++) {
    Slot& s = slots_[i & mask];
    if (s.round == round_ && s.key != key) continue;
    s = {key, round_, value};
    return;
  }
}

void Index::grow() {
  auto old = std::move(slots_);
  slots_.assign(old.size() * 2, {});
  used_ = 1;
  for (auto& s : old)
    if (s.round == round_) put(s.key, s.value);
}

std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
  std::uint64_t x = (std::uint64_t(a) << 32 | b) * 0x9E3779B97F4A7C15ull;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9ull;
  auto key = std::uint32_t(x >> 32);
  return key ? key : 1;
}

}  // namespace gui::a11y
