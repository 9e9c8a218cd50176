// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/about.h"

#include <optional>

#include "gui/format.h"
#include "gui/screens/frame.h"
#include "gui/ui.h"

namespace gui {
namespace {

std::string build(const Page& page) {
  std::string text = page.commit;
  if (!page.build_date.empty()) text += (text.empty() ? "" : ", ") + page.build_date;
  return text;
}

}  // namespace

std::vector<FactGroup> about_facts(const Session& session) {
  const xmpp::Status& status = session.status();
  const Page& page = session.page();
  std::vector<FactGroup> groups;
  groups.push_back({"This application",
                    {{"Version", page.version},
                     {"Build", build(page), true},
                     {"Page", page.origin, true},
                     {"Browser", ui::visible(page.user_agent, 256)}}});
  const auto counters = session.counters();
  groups.push_back(
      {"Session",
       {{"Logged in as", status.jid.to_string(), true},
        {"Method", status.mechanism},
        {"Endpoint", status.endpoint, true},
        {"Endpoint host", !status.foreign_endpoint ? "the domain's"
                          : session.discovered()   ? "another than the domain's: its host-meta names it"
                                                   : "another than the domain's: config.json or you named it"},
        {"Encrypted", status.encrypted ? "yes, TLS" : "no, loopback only"},
        {"Answer time", status.latency ? milliseconds(status.latency->count()) : ""},
        {"Resumed", status.resumed ? "yes, nothing was lost" : "no, a new session"},
        {"Requests", number(counters.requests) + " sent, " + number(counters.answers) + " answered, " +
                         number(std::uint64_t(counters.in_flight)) + " under way of " +
                         number(std::uint64_t(counters.window))},
        {"Ignored", counters.ignored ? counted(counters.ignored, "stanza") + " that nobody asked for" : "nothing"}}});
  if (const xmpp::grid::Service* service = session.service()) {
    FactGroup group{"Controller",
                    {{"Domain", session.domain(), true},
                     {"Broker", service->jid.to_string(), true},
                     {"Name", ui::visible(service->name, 128)},
                     {"Software", software_words(service)},
                     {"System", ui::visible(service->os, 128)}}};
    for (std::size_t i = 0; i < service->features.size(); ++i)
      group.facts.push_back({i == 0 ? "Features" : "", ui::visible(service->features[i], 256), true});
    groups.push_back(std::move(group));
  }
  return groups;
}

std::string about_text(const Session& session) {
  std::string text = "XMPP-Grid Broker\n";
  for (const FactGroup& group : about_facts(session)) {
    text += "\n" + std::string(group.title) + "\n";
    for (const Fact& fact : group.facts)
      text += (fact.key.empty() ? "  " : std::string(fact.key) + ": ") + fact.value + "\n";
  }
  return text;
}

void draw_about(Shell& shell, const ui::Area& area) {
  const ui::Region region(ui::Role::main, "About", area, {.scrolls = true, .padding_x = 16, .padding_y = 12});
  {
    std::optional<ui::Row> row;
    if (shell.width != Width::phone) row.emplace(32.0f);
    ui::heading("About XMPP-Grid Broker", 1, Text::title);
    if (row) row->align_right();
    if (ui::button("Copy as text", {.icon = Icon::copy})) shell.copy(about_text(shell.session), "Copied as text");
  }
  for (const FactGroup& group : about_facts(shell.session)) {
    ui::space(16);
    ui::heading(group.title, 2, Text::body_strong);
    ui::space(4);
    ui::KeyValues grid;
    for (const Fact& fact : group.facts) grid.lines(fact.key, fact.value, fact.mono ? Text::mono : Text::body);
  }
  ui::space(24);
}

}  // namespace gui
