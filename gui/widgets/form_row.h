// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "gui/widgets/layout.h"

namespace ui {

struct FormLabel {
  std::string_view label;      ///< "Who may subscribe"
  std::string_view help = {};  ///< small, below it; the description of the control
  bool changed = false;        ///< not yet saved: a chip, and an accent at the left
  bool different = false;      ///< the controller has kept another value: a warning at the left
};

/// One field of a configuration: what it is, the control 304 wide, what there is to say about it. Below each other
/// where there is no room. The control, which the caller draws and names, goes as wide as there is room by itself.
///   FormRow row({.label = "Keep at most", .help = "Older items are dropped first", .changed = true});
///   ui::input("Keep at most", value, {});
///   row.notes();
///   ui::text("Was 50,000", Text::small, Token::text_muted);
class FormRow {
 public:
  explicit FormRow(const FormLabel& label);
  ~FormRow();
  FormRow(const FormRow&) = delete;
  FormRow& operator=(const FormRow&) = delete;
  /// What follows is about the value.
  void notes();
  /// For the control, design pixels.
  float control_width() const;

 private:
  void column(float x, float y, float width);
  void end_column();
  Scope scope_;
  std::string help_;
  Token bar_;  // Token::scrim: none
  Area area_;  // its height grows
  float right_ = 0, indent_ = 0, control_ = 0;
  ImGuiID last_ = 0;  // the item submitted before the control
  bool wide_ = false, side_notes_ = false, in_notes_ = false;
};

}  // namespace ui
