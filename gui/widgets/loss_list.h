// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "gui/widgets/layout.h"

namespace ui {

/// What goes with something that is deleted: a box of rows 32 high, in dialogs.
///   LossList lost("What goes with it");
///   lost.row(Icon::topic, "12,384 items", "oldest of 2 Mar 2024");
class LossList {
 public:
  explicit LossList(std::string_view name);
  ~LossList();
  LossList(const LossList&) = delete;
  LossList& operator=(const LossList&) = delete;
  void row(Icon icon, std::string_view words, std::string_view detail = {});

 private:
  Scope scope_;
  float width_, x_ = 0, from_ = 0, to_ = 0;  // device pixels
};

}  // namespace ui
