// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/shell.h"

#include "gui/format.h"
#include "gui/theme.h"
#include "gui/widgets/message.h"

namespace gui {

Width width_of(float design_width) {
  if (design_width < breakpoint::phone) return Width::phone;
  if (design_width < breakpoint::narrow) return Width::narrow;
  return design_width < breakpoint::wide ? Width::normal : Width::wide;
}

Shell::Shell(Session& of, Host& at)
    : session(of), host(at), preferences_(Preferences::read(at.stored(Preferences::key).value_or(""))) {}

void Shell::prefer(const Preferences& preferences) {
  preferences_ = preferences;
  keeps_ = host.store(Preferences::key, preferences.text());
  host.wake();
}

void Shell::prefer(Preference preference, int choice) {
  Preferences next = preferences_;
  next.set(preference, choice);
  prefer(next);
}

float Shell::row_height() const {
  return preferences_[Preference::density] ? row_height::comfortable : row_height::compact;
}

std::string Shell::time_of_day(std::int64_t when) const {
  const int offset = preferences_[Preference::zone] ? 0 : host.utc_offset_minutes(when);
  return gui::time_of_day(when, offset, Clock(preferences_[Preference::clock]));
}

void Shell::go(Route route, bool replace) {
  if (route == route_) return;
  route_ = std::move(route);
  host.set_location(write_route(route_), replace);
  host.wake();
}

void Shell::go_to(Screen screen) {
  Route next = route_;  // filter and selection of the list stay for the way back
  next.screen = screen;
  go(std::move(next));
}

void Shell::copy(std::string_view text, std::string done) {
  copied_ = std::move(done);
  host.copy_text(text);
}

void Shell::on_copied(bool done) const {
  std::string text = "The browser does not let the page copy. Allow it the clipboard";
  text += route_.screen == Screen::topics ? ", or choose rows and press Ctrl C." : ", or select the text.";
  ui::toast({.tone = done ? ui::Tone::success : ui::Tone::danger,
             .text = done ? copied_ : std::move(text),
             .act = {},
             .on_act = {}});
  host.wake();
}

std::string words(const xmpp::Error& error) {
  const xmpp::Explanation explanation = xmpp::explain(error);
  return std::string(explanation.what) + " " + std::string(explanation.next);
}

}  // namespace gui
