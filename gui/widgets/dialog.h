// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "gui/widgets/layout.h"

namespace ui {

/// A modal dialog 440 wide over a scrim while `open`. Escape sets `open` to false; the keyboard stays inside and
/// returns to where it was. The cursor is in its body; footer() begins the row of buttons at the right.
///   if (Dialog d("Delete incidents/phishing?", open); d) { …; d.footer(); if (button("Cancel")) open = false; }
class Dialog {
 public:
  /// With a `top`, the dialog is so far below the upper edge, and its body is all of it: no title, no padding.
  Dialog(std::string_view title, bool& open, float width = 440, float top = 0);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  explicit operator bool() const { return shown_; }
  void footer();
  /// The next button gets the keyboard when the dialog appears (else the first control).
  void focus_next();

 private:
  bool& open_;
  bool shown_ = false;
  float left_ = 0;
  std::optional<Scope> scope_;
  std::optional<Row> row_;
};

}  // namespace ui
