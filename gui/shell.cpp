// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/shell.h"

#include "gui/theme.h"
#include "gui/widgets/message.h"

namespace gui {

Width width_of(float design_width) {
  if (design_width < breakpoint::phone) return Width::phone;
  if (design_width < breakpoint::narrow) return Width::narrow;
  return design_width < breakpoint::wide ? Width::normal : Width::wide;
}

void Shell::go(Route route, bool replace) {
  if (route == route_) return;
  route_ = std::move(route);
  host.set_location(write_route(route_), replace);
  host.wake();
}

void Shell::copy(std::string_view text, std::string done) {
  copied_ = std::move(done);
  host.copy_text(text);
}

void Shell::on_copied(bool done) const {
  ui::toast({.tone = done ? ui::Tone::success : ui::Tone::danger,
             .text = done ? copied_
                          : "The browser does not let the page copy. Allow it the clipboard, or choose rows and press "
                            "Ctrl C.",
             .act = {},
             .on_act = {}});
  host.wake();
}

std::string words(const xmpp::Error& error) {
  const xmpp::Explanation explanation = xmpp::explain(error);
  return std::string(explanation.what) + " " + std::string(explanation.next);
}

}  // namespace gui
