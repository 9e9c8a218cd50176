// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/announcer.h"

#include <utility>

#include "gui/format.h"
#include "gui/ui.h"

namespace gui {
namespace {

constexpr xmpp::Milliseconds progress_pace{10'000};

std::string name_of(const Shell& shell, std::string_view id) {
  const auto index = shell.session.model().find(id);
  const std::string_view title = index ? std::string_view(shell.session.model()[*index].title) : "";
  return ui::visible(title.empty() ? id : title, 256);
}

}  // namespace

// That something began, and from time to time how far it is; its end is said with its result (announce_ended).
void Announcer::operation(const Shell& shell) {
  const Operation* now = shell.operations.current();
  const std::uint32_t id = now ? now->id : 0;
  const auto time = shell.session.clock().now();
  const bool began = std::exchange(operation_, id) != id;
  if (!now || !shell.situation.online || (!began && time - progress_said_ < progress_pace)) return;
  progress_said_ = time;
  const std::string count = count_words(*now);
  a11y::announce((now->brief.empty() ? now->title : now->brief) + (count.empty() ? "" : " " + count));
}

void Announcer::details(const Shell& shell) {
  const std::string& node = shell.route().node;
  if (node == node_) return;
  const bool opened = node_.empty();
  node_ = node;
  if (node.empty())
    a11y::announce("Details closed");
  else if (opened || a11y::role_at_keyboard() != ui::Role::row)  // a row says itself
    a11y::announce("Details of " + name_of(shell, node));
}

void Announcer::follow(const Shell& shell) {
  if (!shell.session.entered()) {
    *this = {};
    return;
  }
  if (!std::exchange(entered_, true)) {
    a11y::announce("Logged in as " + shell.session.status().jid.bare().to_string());
    screen_ = shell.route().screen;
  }
  if (screen_ != shell.route().screen) a11y::announce(row(screen_ = shell.route().screen).title);
  operation(shell);
  details(shell);
  if (screen_ != Screen::topics || !shell.session.reading()) return;
  // What the whole list holds is the result of reading it.
  const bool reads = std::exchange(reading_, shell.session.is_reading()) || reading_;
  if ((reads && reading_) || ((reads || shown_.empty()) && shell.route().filter.empty())) shown_ = shell.shown;
  if (shown_ != shell.shown) a11y::announce(shown_ = shell.shown, a11y::Say::when_settled);
}

}  // namespace gui
