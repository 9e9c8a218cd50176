// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/choice_cards.h"

#include <algorithm>

#include "gui/widgets/group.h"

namespace ui {
namespace {

constexpr float card_height = 48, card_gap = 8, narrow = 400;

void draw_card(const Area& area, const ChoiceCard& card, bool on, const Press& press) {
  const bool off = !card.disabled.empty();
  fill(area, on ? Token::state_selected : press.hovered ? Token::state_hover : Token::bg_surface, gui::radius::control);
  frame(area,
        on                        ? Token::accent_border
        : theme().high_contrast() ? Token::border_control
                                  : Token::border_default,
        gui::radius::control);
  const float side = px(gui::control::radio);
  draw_radio({area.x + px(12), area.y + std::floor((area.h - side) / 2), side, side}, on, off);
  Area words = area.inset(12, 6);
  words.cut_left(gui::control::radio + 10);
  if (card.unsafe) draw_icon_in(area, words.cut_right(16).x, Icon::warning, 16, Token::warning_text);
  const Text style = on ? Text::body_strong : Text::body;
  draw_line(words.cut_top(20), cut_end(card.label, words.w, style), style,
            off ? Token::text_disabled : Token::text_primary);
  draw_line(words.cut_top(16), cut_end(off ? card.disabled : card.text, words.w, Text::small), Text::small,
            Token::text_muted);
  if (press.focused) focus_ring(area, 0);
}

// "3 more that XMPP-Grid advises against: open, presence, roster"
bool fold_line(const Area& area, std::span<const ChoiceCard> cards, int count, bool unfolded, bool stays) {
  std::string words = std::to_string(count) + " more that XMPP-Grid advises against";
  std::string_view before = ": ";
  for (const ChoiceCard& card : cards) {
    if (!card.unsafe) continue;
    words.append(before);
    const std::size_t first = words.size();
    words.append(card.label);
    if (words[first] >= 'A' && words[first] <= 'Z') words[first] += 'a' - 'A';
    before = ", ";
  }
  const std::string_view why = stays ? "One of them is chosen" : "";
  const Press press = control(id("more"), area, Role::button,
                              {.name = words, .state = a11y::Expandable | (unfolded ? a11y::Expanded : 0u)}, why);
  hint(why);
  const Token ink = press.hovered ? Token::text_primary : Token::text_muted;
  draw_icon_in(area, area.x, unfolded ? Icon::chevron_down : Icon::chevron_right, 14, ink);
  Area line = area;
  line.cut_left(20);
  draw_line(line, cut_end(words, line.w, Text::small), Text::small, ink);
  if (press.focused) focus_ring(area, 0, gui::radius::chip);
  return press.pressed;
}

// The first that may be chosen from `at` on, in the direction in which the arrow went.
int next_enabled(std::span<const ChoiceCard> cards, std::span<const int> shown, int at, int was) {
  const int count = int(shown.size()), step = at == (was + 1) % count ? 1 : count - 1;
  for (int tries = 0; tries < count; ++tries, at = (at + step) % count)
    if (cards[std::size_t(shown[std::size_t(at)])].disabled.empty()) return at;
  return was;
}

}  // namespace

bool choice_cards(std::string_view name, int& chosen, std::span<const ChoiceCard> cards, bool& unfolded) {
  if (chosen >= 0 && chosen < int(cards.size())) unfolded |= cards[std::size_t(chosen)].unsafe;
  // The safe ones first; each list in its order.
  std::vector<int> shown;
  int safe = 0;
  for (const bool unsafe : {false, true})
    for (int i = 0; i < int(cards.size()); ++i)
      if (cards[std::size_t(i)].unsafe == unsafe && (!unsafe || unfolded)) {
        shown.push_back(i);
        safe += !unsafe;
      }
  const int unsafe = int(std::ranges::count_if(cards, &ChoiceCard::unsafe));
  const float width = width_or_rest(0), high = px(card_height), between = px(card_gap);
  const int columns = width < px(narrow) ? 1 : 2;
  const float card_width = std::floor((width - between * float(columns - 1)) / float(columns));
  const auto rows = [&](int count) { return float((count + columns - 1) / columns) * (high + between); };
  const float line = unsafe ? px(touchable(24)) : 0, more = rows(int(shown.size()) - safe);
  // Below the fold line the card_gap stands before the cards instead of behind them.
  const Area area = place(width, rows(safe) + line + more - (unsafe ? 0 : between));
  const Id scope(name);
  const auto found = std::ranges::find(shown, chosen);
  const int was = found == shown.end() ? -1 : int(found - shown.begin());
  int now = was;
  {
    const Scope group(Role::radiogroup, name, area.box());
    Group keys(name, was, int(shown.size()));
    for (int i = 0; i < int(shown.size()); ++i) {
      const ChoiceCard& card = cards[std::size_t(shown[std::size_t(i)])];
      const bool below = i >= safe, on = shown[std::size_t(i)] == chosen;
      const int at = below ? i - safe : i;
      const Area place{area.x + float(at % columns) * (card_width + between),
                       area.y + float(at / columns) * (high + between) + (below ? rows(safe) + line : 0), card_width,
                       high};
      const Press press = keys.item(i, place, Role::radio,
                                    {.name = card.label,
                                     .description = card.disabled.empty() ? card.text : card.disabled,
                                     .state = a11y::Checkable | (on ? a11y::Checked : 0u)},
                                    card.disabled);
      hint(card.disabled);
      draw_card(place, card, on, press);
    }
    if (keys.chosen() != was) now = next_enabled(cards, shown, keys.chosen(), std::max(0, was));
  }
  const bool stays = chosen >= 0 && was >= safe;
  if (unsafe && fold_line({area.x, area.y + rows(safe) - px(4), width, line}, cards, unsafe, unfolded, stays))
    unfolded = !unfolded;
  if (now == was) return false;
  chosen = shown[std::size_t(now)];
  return true;
}

}  // namespace ui
