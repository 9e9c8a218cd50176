// SPDX-License-Identifier: AGPL-3.0-or-later
// What people type in the palette, and what they mean by it.
#include "xmpp/fuzzy.h"

#include <doctest/doctest.h>

#include <string>

#include "xmpp/grid/search.h"

using xmpp::Fuzzy;
using namespace xmpp::grid;

namespace {

/// "incidents/[ph]ishing"
std::string marked(std::string_view query, const std::string& text) {
  std::string out;
  const char* at = text.data();
  for (std::string_view part : Fuzzy(query).parts(text)) {
    out.append(at, part.data()).append("[").append(part).append("]");
    at = part.data() + part.size();
  }
  return out.append(at, text.data() + text.size());
}

bool better(std::string_view query, std::string_view one, std::string_view other) {
  return Fuzzy(query).score(one) > Fuzzy(query).score(other);
}

Model grid() {
  Model model;
  const auto add = [&](std::string_view id, std::string title) { model.edit(model.add(id)).title = std::move(title); };
  add("incidents/phishing", "Phishing reports");
  add("incidents/phishing-raw", "Phishing, raw mail");
  add("threat-intel/domains", "Phishing domains");
  add("ids/suricata-dc1", "");
  return model;
}

std::vector<std::string> ids(const Model& model, const Found& found) {
  std::vector<std::string> ids;
  for (NodeIndex index : found) ids.push_back(model[index].id);
  return ids;
}

}  // namespace

TEST_CASE("fuzzy: letters in their order, whatever the case, and where they are") {
  CHECK(marked("phish", "incidents/phishing") == "incidents/[phish]ing");
  CHECK(marked("PHISH", "incidents/phishing") == "incidents/[phish]ing");
  CHECK(marked("incph", "incidents/phishing") == "[inc]idents/[ph]ishing");
  CHECK(marked("ip", "incidents/phishing") == "[i]ncidents/[p]hishing");
  CHECK(marked("theme dark", "Theme: dark") == "[Theme]: [dark]");
  CHECK(marked("störung", "Die STÖRUNG") == "Die [STÖRUNG]");
  CHECK(marked("漢", "漢字") == "[漢]字");
  CHECK(marked("hp", "incidents/phishing") == "incidents/phishing");  // the wrong order
}

TEST_CASE("fuzzy: the place that somebody would have meant is taken, not the first one") {
  CHECK(marked("sc", "incidents/sector/scada") == "incidents/sector/[sc]ada");
  CHECK(marked("scal", "incidents/scada-alerts") == "incidents/[sca]da-a[l]erts");
  CHECK(marked("sa", "incidents/scada-alerts") == "incidents/[s]cada-[a]lerts");
  CHECK(marked("desk", "phish-desk@grid.example") == "phish-[desk]@grid.example");
}

TEST_CASE("fuzzy: beginnings of parts and words, and letters together, are worth more") {
  CHECK(better("ids", "ids/zeek-core", "incidents/ddos-edges"));
  CHECK(better("scada", "grid/scada", "grid/my-scada"));
  CHECK(better("scada", "grid/my-scada", "grid/myscada"));
  CHECK(better("zc", "ids/zeek-core", "ids/zeekocore"));
  CHECK(better("topic", "a/topic", "a/to-pic"));
}

TEST_CASE("fuzzy: what is scattered is no match, and nothing matches nothing") {
  CHECK(Fuzzy("read again").score("threat-intel/domain-generators") == 0);
  CHECK(Fuzzy("al").score("bob@grid.example") == 0);
  CHECK(Fuzzy("al").score("Keyboard help") == 0);
  CHECK(marked("phshng", "incidents/phishing") == "incidents/[ph]i[sh]i[ng]");
  CHECK(Fuzzy("phish").score("p-h-i") == 0);
  CHECK(Fuzzy("").score("incidents") == 0);
  CHECK(Fuzzy("  ").empty());
  CHECK(Fuzzy("a").score("") == 0);
}

TEST_CASE("fuzzy: bytes that are not UTF-8 and endless names are taken as they are") {
  CHECK(marked("xy", "\xFF\xFExy\x80") == "\xFF\xFE[xy]\x80");
  const std::string endless(1 << 20, 'a');
  CHECK(Fuzzy("aaa").score(endless) > 0);
  CHECK(Fuzzy(endless).score(endless) > 0);
  CHECK(Fuzzy("ab").score(endless + "b") == 0);
}

TEST_CASE("search: nodes by id and title, an id before a title, the shorter before the longer") {
  const Model model = grid();
  const Found found = find_nodes(model, Fuzzy("phish"), 6);
  CHECK(ids(model, found) ==
        std::vector<std::string>{"incidents/phishing", "incidents/phishing-raw", "threat-intel/domains"});
  CHECK(found.all == 3);
  CHECK(ids(model, find_nodes(model, Fuzzy("phish"), 2)).size() == 2);
  CHECK(find_nodes(model, Fuzzy("phish"), 2).all == 3);
  CHECK(find_nodes(model, Fuzzy("i"), 0).count == 0);
}

TEST_CASE("search: each owner and publisher once, with how many topics") {
  Model model = grid();
  const auto jid = [](std::string_view text) { return *xmpp::Jid::split(text); };
  for (NodeIndex index : model.all()) model.edit(index).owners = {jid("alice@grid.example")};
  model.edit(*model.find("incidents/phishing")).publishers = {jid("phish-desk@grid.example"),
                                                              jid("alice@grid.example")};
  const std::vector<Person> all = people(model);
  REQUIRE(all.size() == 2);
  const Found desk = find_people(all, Fuzzy("desk"), 4);
  REQUIRE(desk.count == 1);
  CHECK(all[desk.best[0]].jid == "phish-desk@grid.example");
  CHECK(all[desk.best[0]].publishes == 1);
  CHECK(all[desk.best[0]].owns == 0);
  const Found alice = find_people(all, Fuzzy("alice"), 4);
  CHECK(all[alice.best[0]].owns == 4);
}
