// SPDX-License-Identifier: AGPL-3.0-or-later
// The accessible tree in the DOM: one real, transparent element for each node, over the canvas. Screen readers and
// robots use these; text fields of the page take all typing (input methods, dead keys, soft keyboards, paste, undo).
#pragma once
#include <cstdint>

#include "gui/accessibility.h"

namespace browser {

class Mirror {
 public:
  /// Brings the page up to date. `ratio`: device pixels per CSS pixel.
  void show(const gui::a11y::Tree& tree, float ratio);

 private:
  gui::a11y::Tree shown_;  ///< what the page holds
  float ratio_ = 0;
  std::uint32_t focus_ = 0;
};

}  // namespace browser
