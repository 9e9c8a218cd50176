// SPDX-License-Identifier: AGPL-3.0-or-later
// The reading of the grid as an operation.
#pragma once
#include <cstdint>

#include "gui/shell.h"

namespace gui {

class Reading {
 public:
  /// Brings the entry in line with the session's reading. A new reading takes the place of the one before.
  void follow(Shell& shell);

 private:
  std::uint32_t operation_ = 0, seen_ = 0;
};

}  // namespace gui
