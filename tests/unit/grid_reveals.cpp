// SPDX-License-Identifier: AGPL-3.0-or-later
// What an owner is told before he lets somebody in (story 10).
#include "xmpp/grid/reveals.h"

#include <doctest/doctest.h>

using namespace xmpp;
using namespace xmpp::grid;

namespace {

Jid jid(std::string_view text) { return *Jid::split(text); }

struct Grid {
  Model model;
  Grid() {
    add("incidents", NodeKind::collection, AccessModel::authorize);
    add("sector", NodeKind::collection, AccessModel::authorize, "incidents");
    add("phishing", NodeKind::topic, AccessModel::authorize, "incidents").items = 12'384;
    add("insider", NodeKind::topic, AccessModel::whitelist, "sector");
    add("scada", NodeKind::topic, AccessModel::open, "sector");
    add("elsewhere", NodeKind::topic, AccessModel::whitelist);
  }
  Node& add(std::string_view id, NodeKind kind, AccessModel access, std::string_view parent = {}) {
    const NodeIndex index = model.add(id);
    if (!parent.empty()) model.connect(*model.find(parent), index);
    Node& node = model.edit(index);
    node.kind = kind;
    node.access = access;
    return node;
  }
  std::vector<std::string> names(const std::vector<NodeIndex>& nodes) const {
    std::vector<std::string> out;
    for (const NodeIndex node : nodes) out.push_back(model[node].id);
    return out;
  }
  Applicant who(std::string_view text) const { return applicant(model, people(model), jid(text), "grid.example"); }
};
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("10.2 a topic reveals itself, and the items that it keeps") {
  Grid grid;
  const Reveals found = reveals(grid.model, *grid.model.find("phishing"));
  CHECK(grid.names(found.topics) == Words{"phishing"});
  CHECK(found.stricter.empty());
  CHECK(found.items == 12'384);
  CHECK_FALSE(reveals(grid.model, *grid.model.find("scada")).items);  // not known
}

TEST_CASE("10.2 a collection reveals every topic below it, and those among them that are stricter (XEP-0248)") {
  Grid grid;
  const Reveals found = reveals(grid.model, *grid.model.find("incidents"));
  CHECK(grid.names(found.topics) == Words{"insider", "phishing", "scada"});
  CHECK(grid.names(found.stricter) == Words{"insider"});
  CHECK_FALSE(found.items);
}

TEST_CASE("10.2 a cycle of collections is followed once") {
  Grid grid;
  grid.model.connect(*grid.model.find("sector"), *grid.model.find("incidents"));
  CHECK(grid.names(reveals(grid.model, *grid.model.find("incidents")).topics) == Words{"insider", "phishing", "scada"});
}

TEST_CASE("10.1 whoever is not of the grid's domain is foreign; its own hosts are not") {
  const Grid grid;
  CHECK(grid.who("lab@uni.example").foreign);
  CHECK(grid.who("lab@evilgrid.example").foreign);
  CHECK_FALSE(grid.who("lab@grid.example").foreign);
  CHECK_FALSE(grid.who("lab@dc1.grid.example/console").foreign);
}

TEST_CASE("10.1 what a JID owns and publishes is told") {
  Grid grid;
  grid.model.edit(*grid.model.find("scada")).publishers = {jid("edr@grid.example")};
  grid.model.edit(*grid.model.find("phishing")).publishers = {jid("edr@grid.example")};
  grid.model.edit(*grid.model.find("elsewhere")).owners = {jid("edr@grid.example"), jid("bob@grid.example")};
  const Applicant found = grid.who("edr@grid.example/sensor");
  CHECK(grid.names(found.publishes) == Words{"phishing", "scada"});
  CHECK(grid.names(found.owns) == Words{"elsewhere"});
  CHECK(grid.who("stranger@grid.example").owns.empty());
}

TEST_CASE("10.1 names that could be taken for each other") {
  const auto alike = [](std::string_view a, std::string_view b) { return look_alike(jid(a), jid(b)); };
  SUBCASE("the same name at another domain") { CHECK(alike("lab-siem@uni.example", "lab-siem@grid.example")); }
  SUBCASE("letters of another script") { CHECK(alike("b\xd0\xbe\x62@grid.example", "bob@grid.example")); }
  SUBCASE("digits for letters") { CHECK(alike("s0c-lead@grid.example", "soc-lead@grid.example")); }
  SUBCASE("two letters for one") { CHECK(alike("siern@grid.example", "siem@grid.example")); }
  SUBCASE("other joints") { CHECK(alike("bob.meier@grid.example", "bob-meier@grid.example")); }
  SUBCASE("one letter other, more, or less, or two exchanged") {
    CHECK(alike("grafama@grid.example", "grafana@grid.example"));
    CHECK(alike("grafanna@grid.example", "grafana@grid.example"));
    CHECK(alike("grafna@grid.example", "grafana@grid.example"));
    CHECK(alike("garfana@grid.example", "grafana@grid.example"));
  }
}

TEST_CASE("10.1 names that differ enough are not held against anybody") {
  const auto alike = [](std::string_view a, std::string_view b) { return look_alike(jid(a), jid(b)); };
  CHECK_FALSE(alike("soc-tier1@grid.example", "soc-tier2@grid.example"));
  CHECK_FALSE(alike("ids-sensor-07@grid.example", "ids-sensor-071@grid.example"));
  CHECK_FALSE(alike("ids-1-12@grid.example", "ids-11-2@grid.example"));
  CHECK_FALSE(alike("bob@grid.example", "rob@grid.example"));
  CHECK_FALSE(alike("grafama@uni.example", "grafana@grid.example"));
  CHECK_FALSE(alike("bob@grid.example/one", "bob@grid.example/two"));
  CHECK_FALSE(alike("grid.example", "gird.example"));
}

TEST_CASE("10.1 somebody is compared with everybody whom the grid names; hosts of the grid share names") {
  Grid grid;
  grid.model.edit(*grid.model.find("scada")).publishers = {jid("siem@dc1.grid.example"), jid("grafana@grid.example")};
  CHECK(grid.who("grafama@grid.example").looks_like == "grafana@grid.example");
  CHECK(grid.who("grafana@grid.example").looks_like == "");
  CHECK(grid.who("siem@dc2.grid.example").looks_like == "");
  CHECK(grid.who("siem@uni.example").looks_like == "siem@dc1.grid.example");
}
