// SPDX-License-Identifier: AGPL-3.0-or-later
// Parts of panels: head, sections, key and value, empty state.
#pragma once
#include <span>

#include "gui/widgets/layout.h"

namespace ui {

/// Section of a details panel: padding 12/16, title in bodyStrong, 1 px below at the end.
class Section {
 public:
  explicit Section(std::string_view title = {}, std::string_view count = {});
  ~Section();
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

 private:
  std::optional<Scope> scope_;
};

/// Rows of key (104 px, muted) and value, row gap 4.
///   KeyValues grid; grid.row("Id"); path(id); grid.row("Access"); access_chip(…);
class KeyValues {
 public:
  explicit KeyValues(float key_width = 104);
  ~KeyValues();
  KeyValues(const KeyValues&) = delete;
  KeyValues& operator=(const KeyValues&) = delete;
  /// Opens the row: draws the key and puts the cursor at the value.
  void row(std::string_view key);
  /// key and value in one call; "" gives an en dash.
  void row(std::string_view key, std::string_view value);
  /// The same for what may be longer than a line.
  void lines(std::string_view key, std::string_view value, Text style = Text::body);
  /// Design pixels for the value.
  float value_width() const;

 private:
  void close();
  float key_width_, left_ = 0;
  bool open_ = false;
  std::optional<Row> line_;
  std::optional<Scope> scope_;
};

struct NextStep {
  Icon icon = Icon::none;
  std::string_view title, text, keys;
  std::string_view disabled = {};
};
/// Centred in `area`, 480 wide: icon box, title, one sentence, up to four next steps. Index of the step chosen, or -1.
int empty_state(const Area& area, Icon icon, std::string_view title, std::string_view text,
                std::span<const NextStep> steps, std::string_view foot = {});

}  // namespace ui
