// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: the list under a text field.
#pragma once
#include "gui/widgets/completion.h"
#include "gui/widgets/field.h"

namespace ui {

class OfferList {
 public:
  /// Before the field is submitted: while the list is open, Escape is the list's. `first`: the first is chosen with
  /// typing.
  OfferList(ImGuiID field, std::span<const Completion> offers, bool first);
  /// After it: the offer that was taken, -1: none. `typed` stands in the field, which is part of `under`; `edited`: it
  /// was just changed.
  int draw(const TextField& field, const Area& under, std::string_view typed, bool edited);
  /// The pointer was pressed in the list: the field was not left.
  bool pressed() const { return pressed_; }
  /// After the field's text has become `text`: the keyboard stays in it, unless it went on.
  void took(const TextField& field, std::string_view text) const;

 private:
  bool open() const;
  void keys(const TextField& field);
  int rows(const TextField& field, std::string_view typed, bool reveal);
  ImGuiID key_;
  std::span<const Completion> offers_;
  bool first_, pressed_ = false;
  int chosen_;
};

}  // namespace ui
