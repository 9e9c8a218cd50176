// SPDX-License-Identifier: AGPL-3.0-or-later
// Says aloud what is only to be seen: that somebody is logged in, another screen, what is being done and how far it is,
// how many rows the filter leaves, the details beside the list. What has the keyboard says itself.
#pragma once
#include <string>

#include "gui/shell.h"

namespace gui {

class Announcer {
 public:
  /// After each frame.
  void follow(const Shell& shell);

 private:
  void operation(const Shell& shell);
  void details(const Shell& shell);

  bool entered_ = false, reading_ = false;
  Screen screen_ = Screen::topics;
  std::string shown_, node_;
  std::uint32_t operation_ = 0;
  xmpp::Milliseconds progress_said_{};
};

}  // namespace gui
