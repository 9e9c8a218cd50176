// SPDX-License-Identifier: AGPL-3.0-or-later
// Versions, the session, the controller: what somebody who helps will ask for.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "gui/shell.h"
#include "gui/widgets/layout.h"

namespace gui {

void draw_about(Shell& shell, const ui::Area& area);

struct Fact {
  std::string_view key;
  std::string value;  ///< "" : no value
  bool mono = false;
};
struct FactGroup {
  std::string_view title;
  std::vector<Fact> facts;
};
/// All that the panel shows. Nothing secret. Pure.
std::vector<FactGroup> about_facts(const Session& session);
/// The same as text to copy: "XMPP-Grid Broker\nVersion: 1.0\n…".
std::string about_text(const Session& session);

}  // namespace gui
