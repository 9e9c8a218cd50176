// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/frame.h"

#include "gui/format.h"
#include "gui/ui.h"

namespace gui {
namespace {

using ui::Area;
using xmpp::Phase;

void lost_banner(Shell& shell, const Area& strip) {
  const Session& session = shell.session;
  const std::string title = "Connection lost at " + shell.time_of_day(session.lost_at()) + ".";
  std::string text = reconnecting_words(session.status(), session.clock().now());
  if (shell.width != Width::phone && session.as_of())
    text += " You can still read what is here; it is as of " + shell.time_of_day(session.as_of()) + ".";
  const std::string said = title + " It is tried again by itself.";
  constexpr std::string_view acts[] = {"Try now"};
  const ui::Region region(ui::Role::region, "Connection lost", strip);
  const ui::Banner banner{
      .tone = ui::Tone::warning, .icon = Icon::offline, .title = title, .text = text, .said = said, .acts = acts};
  if (ui::banner_strip(banner, strip) == 0) shell.run(Act::try_now);
  if (session.status().phase == Phase::waiting) ui::wake_in(1000);  // the countdown
}

// A link that leads nowhere says so until it is closed or another screen is chosen.
void notice(Shell& shell, const Area& strip) {
  constexpr std::string_view acts[] = {"Close"};
  const ui::Region region(ui::Role::region, "Notice", strip);
  if (ui::banner_strip({.tone = ui::Tone::info, .text = shell.notice, .acts = acts}, strip) == 0) shell.notice.clear();
}

}  // namespace

std::string_view title(const Shell& shell) {
  return shell.crumb.empty() ? row(shell.route().screen).title : std::string_view(shell.crumb);
}

std::string page_title(const Shell& shell) {
  const Route& route = shell.route();
  if (route.screen != Screen::topics || route.node.empty()) return std::string(title(shell));
  const xmpp::grid::Model& model = shell.session.model();
  const auto node = model.find(route.node);
  return ui::visible(node && !model[*node].title.empty() ? model[*node].title : route.node, 128);
}

std::string reconnecting_words(const xmpp::Status& status, xmpp::Milliseconds now) {
  if (status.phase != Phase::waiting) return "Connecting now.";
  const auto seconds = (status.next_attempt - now).count() / 1000;
  std::string words = status.error ? std::string(xmpp::explain(*status.error).what) + " " : "";
  words += "Next try " + (seconds < 2 ? std::string("now") : "in " + age(seconds));
  return words + ", the " + ordinal(status.attempts + 1) + ".";
}

std::string software_words(const xmpp::grid::Service* service) {
  if (!service || service->software.empty()) return "";
  return ui::visible(service->software + (service->version.empty() ? "" : " " + service->version), 64);
}

Area draw_frame(Shell& shell, Area& area) {
  const bool phone = shell.width == Width::phone, narrow = shell.width == Width::narrow;
  const Area top = area.cut_top(layout::top_bar);
  const Area status = phone ? Area{} : area.cut_bottom(layout::status_bar);
  if (phone) {
    draw_phone_top_bar(shell, top);
    draw_phone_navigation(shell, area.cut_bottom(56));
  } else {
    draw_top_bar(shell, top);
    draw_navigation(shell, area.cut_left(narrow ? layout::nav_rail : layout::nav));
  }
  if (shell.session.lost_at()) {
    lost_banner(shell, area.cut_top(44));
  } else if (!shell.notice.empty()) {
    notice(shell, area.cut_top(44));
  }
  return status;
}

}  // namespace gui
