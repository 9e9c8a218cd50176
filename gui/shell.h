// SPDX-License-Identifier: AGPL-3.0-or-later
// What a screen may see and ask for: the session to read, where we are, and acts that App carries out after the frame.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gui/command.h"
#include "gui/host.h"
#include "gui/operations.h"
#include "gui/preferences.h"
#include "gui/route.h"
#include "gui/session.h"

namespace gui {

/// What happened and what to do next, in one text.
std::string words(const xmpp::Error& error);

/// Layout by the width of the display in design pixels.
enum class Width : unsigned char { phone, narrow, normal, wide };
Width width_of(float design_width);
/// What lies between the panels is at least so wide; where it would not be, a panel lies over it.
constexpr float least_centre = 560;

struct Shell {
  Shell(Session& of, Host& at);

  Session& session;
  Host& host;
  Width width = Width::normal;
  Situation situation = {};
  std::string notice = {};  ///< a sentence from the route, shown until closed
  std::string shown = {};   ///< left end of the status bar: "214 of 1,042 shown, 4 selected"
  Operations operations = {};
  Preferences before_reset = {};  ///< for its undo
  std::string crumb = {};         ///< last part of the breadcrumb; "" : the screen's title

  const Route& route() const { return route_; }
  /// Another screen, view, filter or selection. `replace`: no new entry in the browser's history.
  void go(Route route, bool replace = false);
  void go_to(Screen screen);
  void run(Act act) { acts_.push_back(act); }
  /// To the clipboard; a toast says `done` once it is there, or why not.
  void copy(std::string_view text, std::string done);
  std::string_view why_not(Act act) const { return gui::why_not(command(act).need, situation); }

  const Preferences& preferences() const { return preferences_; }
  /// From the next frame on, and after the next start of the page.
  void prefer(const Preferences& preferences);
  void prefer(Preference preference, int choice);
  /// Whether the browser keeps what was preferred last.
  bool keeps_preferences() const { return keeps_; }
  /// Of lists, in design pixels.
  float row_height() const;
  /// A UNIX time as preferred; see gui/format.h.
  std::string time_of_day(std::int64_t when) const;

  // For App.
  std::vector<Act> take_acts() { return std::exchange(acts_, {}); }
  void arrive(Route route) { route_ = std::move(route); }
  void on_copied(bool done) const;

 private:
  Route route_;
  std::vector<Act> acts_;
  std::string copied_;
  Preferences preferences_;
  bool keeps_ = true;
};

}  // namespace gui
