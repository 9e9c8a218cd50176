// SPDX-License-Identifier: AGPL-3.0-or-later
// What a controller has of that which a grid needs (story 11).
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "xmpp/grid/validation.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

Service service(std::string software, std::vector<std::string> features = {}) {
  Service made;
  made.jid = *Jid::split("pubsub.grid.example");
  made.software = std::move(software);
  made.version = "1.2";
  for (auto& feature : features) made.features.push_back("http://jabber.org/protocol/pubsub#" + feature);
  std::sort(made.features.begin(), made.features.end());
  return made;
}

ValidationRow row(std::string_view name, const Service& of, const Evidence& evidence = {}) {
  auto rows = validate(of, evidence);
  auto at = std::find_if(rows.begin(), rows.end(), [&](const ValidationRow& each) { return each.name == name; });
  REQUIRE(at != rows.end());
  return *at;
}
Verdict verdict(std::string_view name, const Service& of, const Evidence& evidence = {}) {
  return row(name, of, evidence).verdict;
}

Evidence with(Seen Evidence::* what, Seen seen) {
  Evidence evidence;
  evidence.*what = seen;
  return evidence;
}

}  // namespace

TEST_CASE("Every row says what depends on it, how it was judged, and where it is written; required ones come first") {
  std::set<std::string_view> names;
  bool optional_seen = false;
  for (const ValidationRow& each : validate(service("Else"), {})) {
    CAPTURE(each.name);
    for (std::string_view text : {each.name, each.depends, each.evidence, each.source}) {
      CHECK(!text.empty());
      CHECK(!text.ends_with("."));
    }
    CHECK(names.insert(each.name).second);
    if (each.need == Need::optional) optional_seen = true;
    CHECK((each.need == Need::optional) == optional_seen);
  }
}

TEST_CASE("A feature is there when it is announced, and missing when it is not") {
  CHECK(verdict("Creating topics", service("Else", {"create-nodes"})) == Verdict::ok);
  CHECK(verdict("Creating topics", service("Else")) == Verdict::missing);
  CHECK(verdict("Several collections for a topic", service("Else", {"multi-collections"})) == Verdict::ok);
  CHECK(verdict("Several collections for a topic", service("Else", {"multi-collection"})) == Verdict::ok);
}

TEST_CASE("What is seen counts for more than what is announced") {
  auto works = with(&Evidence::collections, Seen::works), fails = with(&Evidence::collections, Seen::fails);
  CHECK(verdict("Collections", service("Else"), works) == Verdict::unannounced);
  CHECK(verdict("Collections", service("Else", {"collections"}), works) == Verdict::ok);
  CHECK(verdict("Collections", service("Else"), fails) == Verdict::missing);
  CHECK(verdict("Collections", service("Else", {"collections"}), fails) == Verdict::broken_promise);
}

TEST_CASE("What ejabberd announces of collections is not believed without its kit, or without seeing it") {
  CHECK(verdict("Collections", service("ejabberd", {"collections"})) == Verdict::unknown);
  CHECK(verdict("Collections", service("ejabberd", {"collections", "multi-collections"})) == Verdict::ok);
  CHECK(verdict("Collections", service("ejabberd", {"collections"}), with(&Evidence::collections, Seen::works)) ==
        Verdict::ok);
  CHECK(verdict("Collections", service("ejabberd", {"collections"}), with(&Evidence::collections, Seen::fails)) ==
        Verdict::broken_promise);
}

TEST_CASE("Known software: what it has without a word, and what it has not in spite of its words") {
  CHECK(verdict("Collections", service("Prosody", {"collections"})) == Verdict::broken_promise);
  CHECK(verdict("Requests", service("Prosody")) == Verdict::missing);
  CHECK(verdict("One's own affiliations", service("Prosody", {"retrieve-affiliations"})) == Verdict::broken_promise);
  CHECK(verdict("Collections", service("Openfire")) == Verdict::unannounced);
  CHECK(verdict("Paged lists of topics", service("Openfire")) == Verdict::unannounced);
  CHECK(verdict("Publish-only", service("Openfire", {"publish-only-affiliation"})) == Verdict::broken_promise);
  CHECK(verdict("Paged lists of topics", service("ejabberd")) == Verdict::missing);
}

TEST_CASE("Silence proves nothing where controllers need not speak (XEP-0060 10: access-* name the default only)") {
  CHECK(verdict("Access by approval or by list", service("Else", {"access-open"})) == Verdict::unknown);
  CHECK(verdict("Access by approval or by list", service("Else", {"access-whitelist"})) == Verdict::ok);
  CHECK(verdict("Access by approval or by list", service("Else"), with(&Evidence::access, Seen::works)) ==
        Verdict::unannounced);
}

TEST_CASE("What the domain has is unknown until it is read (RFC 8600 6: offline messages)") {
  CHECK(verdict("Offline messages", service("Else")) == Verdict::unknown);
  Evidence read;
  read.domain = {"jabber:iq:version", "msgoffline"};
  CHECK(verdict("Offline messages", service("Else"), read) == Verdict::ok);
  read.domain = {"jabber:iq:version"};
  CHECK(verdict("Offline messages", service("Else"), read) == Verdict::missing);
  CHECK(row("Offline messages", service("Else"), read).need == Need::required);
}

TEST_CASE("Stream management is judged by the session") {
  CHECK(verdict("Stream management", service("Else")) == Verdict::unknown);
  CHECK(verdict("Stream management", service("Else"), with(&Evidence::stream_management, Seen::works)) == Verdict::ok);
  CHECK(verdict("Stream management", service("Else"), with(&Evidence::stream_management, Seen::fails)) ==
        Verdict::missing);
}

TEST_CASE("The grid itself is evidence: collections with something in them, access models, own affiliations") {
  Model model;
  NodeIndex empty = model.add("empty"), area = model.add("area"), other = model.add("other"), topic = model.add("t");
  model.edit(empty).kind = model.edit(area).kind = model.edit(other).kind = NodeKind::collection;
  CHECK(evidence_of(model).collections == Seen::not_tried);
  model.connect(area, topic);
  CHECK(evidence_of(model).collections == Seen::works);
  CHECK(evidence_of(model).several_parents == Seen::not_tried);
  model.connect(other, topic);
  CHECK(evidence_of(model).several_parents == Seen::works);

  CHECK(evidence_of(model).access == Seen::not_tried);
  model.edit(topic).access = AccessModel::open;
  CHECK(evidence_of(model).access == Seen::not_tried);
  model.edit(topic).access = AccessModel::whitelist;
  CHECK(evidence_of(model).access == Seen::works);

  CHECK(evidence_of(model).own_affiliations == Seen::not_tried);
  model.edit(topic).mine = Affiliation::none;
  CHECK(evidence_of(model).own_affiliations == Seen::works);
  CHECK(evidence_of(Model()).metadata == Seen::not_tried);
}

TEST_CASE("The report names the service, every row with its source, and the faults of its software") {
  Service prosody = service("Prosody", {"create-nodes"});
  auto rows = validate(prosody, {});
  std::string text = report(prosody, rows, "2026-11-28 14:00:12");
  CHECK(text.starts_with("Validation of pubsub.grid.example\nProsody 1.2\n2026-11-28 14:00:12\n\nRequired\n"));
  CHECK(text.find("- Creating topics: ok. Announced. (XEP-0060, 8.1)\n") != std::string::npos);
  CHECK(text.find("- Deleting topics: missing. Not announced. Topics stay for ever. (XEP-0060, 8.4)\n") !=
        std::string::npos);
  for (const ValidationRow& each : rows) CHECK(text.find(std::string("- ").append(each.name)) != std::string::npos);
  CHECK(text.find("\nOptional\n") < text.find("\nKnown of this software\n"));
  CHECK(text.find("It has no collections") != std::string::npos);
  CHECK(report(service("Else"), validate(service("Else"), {}), "").find("Known of") == std::string::npos);
}
