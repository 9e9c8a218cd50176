// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/offers.h"

#include <algorithm>

#include "gui/widgets/popup.h"
#include "xmpp/fold.h"

namespace ui {
namespace {

constexpr int closed = 0, none = 1;  // then the offers; what ImGui's storage holds at first is "closed"
constexpr int most_rows = 8;         // in sight
constexpr float edge = 4;

bool draw_offer(const Completion& offer, int index, int count, bool chosen, Text style) {
  const Area strip = place(ImGui::GetContentRegionAvail().x, px(touchable(gui::row_height::compact)));
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);  // the keyboard stays in the field
  const Press press = control(id("offer"), strip, Role::option,
                              {.name = offer.label,
                               .description = offer.detail,
                               .state = a11y::Selectable | (chosen ? a11y::Selected : 0u),
                               .position = index + 1,
                               .set_size = count});
  ImGui::PopItemFlag();
  if (chosen || press.hovered) fill(strip, chosen ? Token::state_selected : Token::state_hover, gui::radius::chip);
  if (chosen && theme().high_contrast()) frame(strip, Token::accent_border, gui::radius::chip);
  Area line = strip.inset(8, 0);
  if (offer.icon != Icon::none) {
    draw_icon_in(line, line.x, offer.icon, 16, Token::text_muted);
    line.cut_left(24);
  }
  const std::string label = cut_end(one_line(offer.label), line.w, style);
  draw_marks(middle(line, px(20)).inset(0, 1), label, style);
  draw_line(line, label, style, offer.muted ? Token::text_muted : Token::text_primary);
  const float room = line.w - text_width(label, style) - px(12);
  if (room > px(24))
    draw_line_right(line, cut_end(one_line(offer.detail), room, Text::small), Text::small, Token::text_muted);
  // At once, not when it is let go: by then the field would have lost the keyboard.
  return press.pressed || (press.hovered && ImGui::IsMouseClicked(0));
}

}  // namespace

OfferList::OfferList(ImGuiID field, std::span<const Completion> offers, bool first)
    : key_(field + 1), offers_(offers), first_(first), chosen_(ImGui::GetStateStorage()->GetInt(key_, closed)) {
  chosen_ = std::min(chosen_, none + int(offers.size()));
  if (open()) ImGui::SetKeyOwner(ImGuiKey_Escape, key_);
}

bool OfferList::open() const { return chosen_ != closed && !offers_.empty(); }

void OfferList::keys(const TextField& field) {
  if (open() && ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiInputFlags_None, key_)) chosen_ = closed;
  if (!field.active) return;
  const int last = none + int(offers_.size());
  for (const auto [key, step] : {std::pair{ImGuiKey_DownArrow, 1}, std::pair{ImGuiKey_UpArrow, -1}}) {
    ImGui::SetKeyOwner(key, field.item);
    if (!ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, field.item) || offers_.empty()) continue;
    // Round: behind the last and before the first is the text as it was typed.
    if (chosen_ == closed) chosen_ = none;
    chosen_ += step;
    if (chosen_ > last) chosen_ = none;
    if (chosen_ < none) chosen_ = last;
  }
}

// The window in which they stand, over everything; it never has the keyboard.
int OfferList::rows(const TextField& field, std::string_view typed, bool reveal) {
  ImGui::Begin("suggestions", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_NoNav);
  ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  if (ImGui::IsWindowAppearing()) ImGui::BringWindowToDisplayFront(window);
  draw_shadow(area_of(window->Rect()), gui::radius::panel);
  a11y::window(Role::listbox, "Suggestions");
  pressed_ = ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered();
  const std::string word[] = {xmpp::fold(typed)};
  const Marks marks(typed.empty() ? std::span<const std::string>() : word);
  int taken = -1;
  for (int i = 0; i < int(offers_.size()); ++i) {
    const Id scope(i);
    const bool chosen = chosen_ == none + 1 + i;
    if (draw_offer(offers_[std::size_t(i)], i, int(offers_.size()), chosen, field.style)) taken = i;
    if (chosen) a11y::active_item(field.item, id("offer"));
    if (chosen && reveal) ImGui::ScrollToItem(ImGuiScrollFlags_KeepVisibleEdgeY);
  }
  ImGui::End();
  return taken;
}

int OfferList::draw(const TextField& field, const Area& under, std::string_view typed, bool edited) {
  if (edited) chosen_ = first_ && !typed.empty() && !offers_.empty() ? none + 1 : none;
  const int was = chosen_;
  keys(field);
  int taken = -1;
  // Enter, or Tab, which the browser carries out by itself: the field has been left then, not by the pointer.
  if (field.ended && !field.cancelled && !ImGui::IsMouseClicked(0) && open() && chosen_ > none)
    taken = chosen_ - none - 1;
  a11y::item(field.item, Role::none, {.state = a11y::Expandable | (open() ? a11y::Expanded : 0u)});
  if (open() && (field.active || field.ended)) {
    const int shown = std::min(int(offers_.size()), most_rows);
    Area area{under.x, under.bottom() + px(4), under.w,
              float(shown) * px(touchable(gui::row_height::compact)) + 2 * px(edge)};
    const float above = under.y - px(4) - area.h;
    if (area.bottom() > display().h && above >= 0) area.y = above;
    ImGui::SetNextWindowPos(min_of(area));
    ImGui::SetNextWindowSize({area.w, area.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(edge), px(edge)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(gui::radius::panel));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Token::bg_raised));
    const int by_pointer = rows(field, typed, chosen_ != was || edited);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(3);
    if (by_pointer >= 0) taken = by_pointer;
  }
  if (taken >= 0 || (!field.active && !pressed_)) chosen_ = closed;
  ImGui::GetStateStorage()->SetInt(key_, chosen_);
  return taken;
}

void OfferList::took(const TextField& field, std::string_view text) const {
  reload(field, text.size());
  if (field.ended && !field.submitted && !pressed_) return;
  begin_editing(field);
  wake_in(0);
}

Edited completed_input(std::string_view name, std::string& value, const Input& options,
                       std::span<const Completion> offers) {
  OfferList list(id(name), offers, false);
  const std::string was = value;
  TextField field;
  Edited edited = input(name, value, options, field);
  // A caret that moves is an edit for the field, none for the list.
  const int taken = list.draw(field, field.frame, value, value != was);
  if (taken < 0) return edited;
  value = offers[std::size_t(taken)].label;
  list.took(field, value);
  return {.changed = true};
}

}  // namespace ui
