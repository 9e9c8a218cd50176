// SPDX-License-Identifier: AGPL-3.0-or-later
// What a session has seen of its controller (story 11).
#include <doctest/doctest.h>

#include "xmpp/grid/evidence.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

Service service(std::string software, std::vector<std::string> features = {}) {
  Service made;
  made.jid = *Jid::split("pubsub.grid.example");
  made.software = std::move(software);
  made.features = std::move(features);
  return made;
}

CrawlProgress finished() {
  CrawlProgress reading;
  reading.finished = true;
  return reading;
}

}  // namespace

TEST_CASE("Nothing seen proves nothing") {
  const Evidence evidence = evidence_of({}, service("Else"), {});
  CHECK(!evidence.domain);
  for (Seen seen : {evidence.collections, evidence.affiliations, evidence.own_affiliations, evidence.node_paging,
                    evidence.requests, evidence.stream_management})
    CHECK(seen == Seen::not_tried);
}

TEST_CASE("What the session knows besides the model is passed on, and what the model shows stays") {
  Model model;
  const NodeIndex collection = model.add("c"), topic = model.add("c/t");
  model.edit(collection).kind = NodeKind::collection;
  model.connect(collection, topic);
  const Evidence evidence = evidence_of(
      model, service("Else"), {.domain = {{"msgoffline"}}, .requests = Seen::fails, .stream_management = Seen::works});
  CHECK(evidence.collections == Seen::works);
  CHECK(evidence.domain == std::vector<std::string>{"msgoffline"});
  CHECK(evidence.requests == Seen::fails);
  CHECK(evidence.stream_management == Seen::works);
}

TEST_CASE("RSM-06 a list that comes whole although a page was asked for is no page") {
  Model model;
  CrawlProgress reading = finished();
  reading.notices.push_back({Notice::Kind::paging_ignored, "", "It sends lists whole."});
  CHECK(evidence_of(model, service("Else"), {.reading = &reading, .page = 100}).node_paging == Seen::fails);
}

TEST_CASE("Only a list longer than a page shows that pages work") {
  Model model;
  for (const char* id : {"a", "b", "c"}) model.add(id);
  const CrawlProgress reading = finished();
  const Service pages = service("Else", {"http://jabber.org/protocol/rsm"});
  CHECK(evidence_of(model, pages, {.reading = &reading, .page = 3}).node_paging == Seen::not_tried);
  CHECK(evidence_of(model, pages, {.reading = &reading, .page = 2}).node_paging == Seen::works);
  CHECK(evidence_of(model, service("Else"), {.reading = &reading, .page = 2}).node_paging == Seen::not_tried);
}

TEST_CASE("An owner who is not shown the affiliations shows that they do not work; a stranger does not") {
  Model model;
  const NodeIndex topic = model.add("t");
  model.edit(topic).mine = Affiliation::member;
  model.edit(topic).counts = Known::refused;
  CHECK(evidence_of(model, service("Else"), {}).affiliations == Seen::not_tried);
  model.edit(topic).mine = Affiliation::owner;
  CHECK(evidence_of(model, service("Else"), {}).affiliations == Seen::fails);
  const NodeIndex other = model.add("u");
  model.edit(other).mine = Affiliation::owner;
  model.edit(other).counts = Known::known;
  CHECK(evidence_of(model, service("Else"), {}).affiliations == Seen::works);
}

TEST_CASE("A reading that tells one's affiliation to no node has asked in vain, where it asks at all") {
  Model model;
  model.add("t");
  CrawlProgress reading = finished();
  CHECK(evidence_of(model, service("ejabberd"), {.reading = &reading}).own_affiliations == Seen::fails);
  CHECK(evidence_of(model, service("Prosody"), {.reading = &reading}).own_affiliations == Seen::not_tried);
  reading.finished = false;
  CHECK(evidence_of(model, service("ejabberd"), {.reading = &reading}).own_affiliations == Seen::not_tried);
}
