// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/input.h"

#include <algorithm>

#include "gui/widgets/field.h"

namespace ui {

// Not SetKeyboardFocusHere(): Dear ImGui forgets that when an item of a child window has the focus and comes later.
void begin_editing(const TextField& field) {
  ImGui::ActivateItemByID(field.item);
  ImGui::GetCurrentContext()->NavNextActivateFlags =
      ImGuiActivateFlags_PreferInput | ImGuiActivateFlags_TryToPreserveState;
}

void reload(const TextField& field, std::size_t caret) {
  auto* s = ImGui::GetInputTextState(field.item);
  if (!s) return;
  s->WantReloadUserBuf = true;
  s->ReloadSelectionStart = s->ReloadSelectionEnd = int(caret);
  // What it had when it was left is not written back any more.
  auto& left = ImGui::GetCurrentContext()->InputTextDeactivatedState;
  if (left.ID == field.item) left.ID = 0;
}

bool edit_text(TextField& field) {
  auto& g = *ImGui::GetCurrentContext();
  std::string& value = *field.value;
  bool locked = field.read_only;
  ImGui::PushOverrideID(field.id);
  field.item = ImGui::GetID("##text");
  bool changed = false;
  // Text set from outside (mirror, test) replaces the buffer before the widget runs and counts as an edit.
  std::string outside;
  int from, to;
  if (!locked && a11y::take_text(field.item, outside, from, to) && outside.size() <= field.max_bytes) {
    value = outside;
    changed = true;
    if (auto* s = ImGui::GetInputTextState(field.item); s && g.ActiveId == field.item) {
      s->WantReloadUserBuf = true;
      s->ReloadSelectionStart = from;
      s->ReloadSelectionEnd = to;
    }
  }
  // Changed by its owner while it is edited (a link, Back): the editor must not bring its own text back.
  if (auto* s = ImGui::GetInputTextState(field.item);
      s && g.ActiveId == field.item && !s->WantReloadUserBuf && !locked &&
      value != std::string_view(s->TextLen ? s->TextA.Data : "", std::size_t(s->TextLen))) {
    s->WantReloadUserBuf = true;
    s->ReloadSelectionStart = s->ReloadSelectionEnd = int(value.size());
  }
  struct Limits {
    std::string* value;
    std::size_t max;
    ImGuiID item;
  } limits{&value, field.max_bytes, field.item};
  auto callback = [](ImGuiInputTextCallbackData* d) {
    auto& l = *static_cast<Limits*>(d->UserData);
    if (d->EventFlag == ImGuiInputTextFlags_CallbackCharFilter) {
      auto* s = ImGui::GetInputTextState(l.item);
      return s && std::size_t(s->TextLen) >= l.max ? 1 : 0;
    }
    if (d->EventFlag == ImGuiInputTextFlags_CallbackResize) {
      l.value->resize(std::size_t(d->BufTextLen));
      d->Buf = l.value->data();
    }
    return 0;
  };
  int flags = ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackCharFilter | field.flags;
  if (field.secret) flags |= ImGuiInputTextFlags_Password;
  if (locked) flags |= ImGuiInputTextFlags_ReadOnly;
  {
    Font font(field.style);
    float pad_y = std::floor((field.area.h - ImGui::GetFontSize()) / 2);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {field.padding, pad_y});
    ImGui::PushStyleColor(ImGuiCol_FrameBg, 0u);
    ImGui::PushStyleColor(ImGuiCol_Text, color(field.text));
    auto* window = g.CurrentWindow;
    auto cursor = window->DC.CursorPos;
    ImGui::SetCursorScreenPos(min_of(field.area));
    if (field.focus) begin_editing(field);
    std::string hint;
    if (!field.placeholder.empty()) hint = cut_end(field.placeholder, field.area.w - 2 * field.padding, field.style);
    changed |= ImGui::InputTextEx("##text", hint.empty() ? nullptr : hint.c_str(), value.data(),
                                  int(value.capacity()) + 1, {field.area.w, field.area.h}, flags, callback, &limits);
    window->DC.CursorPos = cursor;
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar();
  }
  auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, ImGuiInputFlags_None, ImGuiKeyOwner_Any); };
  field.active = g.ActiveId == field.item;
  field.ended = ImGui::IsItemDeactivated();
  field.submitted = field.ended && (pressed(ImGuiKey_Enter) || pressed(ImGuiKey_KeypadEnter));
  field.cancelled = field.ended && pressed(ImGuiKey_Escape);
  ImGui::PopID();
  return changed;
}

void draw_below(Area line, std::string_view words, bool wrong) {
  if (wrong) draw_icon_in(line, line.cut_left(18).x, Icon::error, 14, Token::danger_text);
  draw_line(line, cut_end(words, line.w, Text::small), Text::small, wrong ? Token::danger_text : Token::text_muted);
}

Edited input(std::string_view name, std::string& value, const Input& o) {
  TextField field;
  return input(name, value, o, field);
}

Edited input(std::string_view name, std::string& value, const Input& o, TextField& field) {
  float width = width_or_rest(o.width);
  if (!o.label.empty()) {
    text(o.label, Text::body_strong);
    space(4);
  }
  Area area = place(width, height_of(o.size));
  bool off = !o.disabled.empty();
  bool wrong = !o.error.empty();
  fill(area, off ? Token::state_disabled_bg : Token::bg_surface, gui::radius::control);

  field.id = id(name);
  field.area = field.frame = area;
  field.value = &value;
  if (o.icon != Icon::none) {
    draw_icon_in(area, area.x + px(8), o.icon, 16, Token::text_muted);
    field.area.x += px(22);
    field.area.w -= px(22);
  }
  if (off) {
    draw_icon_in(area, area.right() - px(8 + 14), Icon::lock, 14, Token::text_muted);
    field.area.w -= px(22);
  }
  field.style = o.mono ? Text::mono : Text::body;
  field.text = off ? Token::text_disabled : Token::text_primary;
  field.placeholder = o.placeholder;
  field.padding = px(o.size == Size::large ? 10 : 8);
  field.secret = o.secret;
  field.read_only = o.read_only || off;
  field.focus = o.focus;
  field.max_bytes = o.max_bytes;
  Edited edited;
  edited.changed = edit_text(field);
  edited.submitted = field.submitted;
  edited.cancelled = field.cancelled;

  std::string_view below = wrong ? o.error : off ? o.disabled : o.help;
  a11y::item(field.item, Role::textbox,
             {.name = o.label.empty() ? name : o.label,
              .value = o.secret ? std::string_view{} : value,
              .description = below,
              .state = (o.secret ? a11y::Secret : 0u) | (field.read_only ? a11y::ReadOnly : 0u) |
                       (off ? a11y::Disabled : 0u) | (wrong ? a11y::Invalid : 0u)});
  Token border = wrong ? Token::danger_fill : off ? Token::border_default : Token::border_control;
  frame(area, border, gui::radius::control);
  if (field.active || has_keyboard(field.item)) focus_ring(area, -1);
  if (below.empty()) return edited;
  space(4);
  draw_below(place(width, px(16)), below, wrong);
  return edited;
}

}  // namespace ui
