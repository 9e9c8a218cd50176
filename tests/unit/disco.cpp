// SPDX-License-Identifier: AGPL-3.0-or-later
// Service discovery and what is built on it: requests, filters, and finding the pubsub services of a domain.
#include "xmpp/xep/disco.h"

#include <doctest/doctest.h>

#include <map>

#include "tests/unit/support/fake_requests.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/crawl.h"
#include "xmpp/xep/collections.h"
#include "xmpp/xep/version.h"

using namespace xmpp;
using namespace xmpp::test;

namespace {

const char* const pubsub_identity = "<identity category='pubsub' type='service' name='Topics'/>";

std::string info(const std::string& inside) {
  return "<query xmlns='http://jabber.org/protocol/disco#info'>" + inside + "</query>";
}
std::string items(const std::string& inside) {
  return "<query xmlns='http://jabber.org/protocol/disco#items'>" + inside + "</query>";
}
std::string version_answer(const std::string& name) {
  return "<query xmlns='jabber:iq:version'><name>" + name + "</name><version>1</version></query>";
}

// A domain with components: what each answers to disco#info, disco#items and version; nothing given: an error.
struct Domain {
  std::map<std::string, std::string> infos, lists, versions;
  std::map<std::string, Error> errors;  // to whatever is asked
  FakeRequests requests{[this](const Jid& to, const Element& payload) { return answer(to.to_string(), payload); }};

  Result<std::string> answer(const std::string& to, const Element& payload) {
    if (auto at = errors.find(to); at != errors.end()) return at->second;
    auto& answers = payload.is(disco::ns_info, "query")    ? infos
                    : payload.is(disco::ns_items, "query") ? lists
                                                           : versions;
    if (auto at = answers.find(to); at != answers.end()) return at->second;
    return stanza_error("service-unavailable");
  }
  Result<std::vector<grid::Service>> find() {
    Running<Result<std::vector<grid::Service>>> finding(grid::find_pubsub_services(requests, *Jid::split("example")));
    requests.run();
    REQUIRE(finding.done());
    return *finding;
  }
};

}  // namespace

TEST_CASE("DISCO-01, DISCO-10 pubsub services are found among the domain's items, by identity") {
  Domain d;
  d.lists["example"] = items("<item jid='topics.example'/><item jid='rooms.example'/><item jid='dead.example'/>");
  d.infos["example"] = info("<identity category='server' type='im'/>");
  d.infos["topics.example"] =
      info(std::string(pubsub_identity) + "<feature var='b'/><feature var='a'/><feature var='b'/>");
  d.infos["rooms.example"] =
      info("<identity category='conference' type='text'/><feature var='http://jabber.org/protocol/pubsub'/>");
  d.errors["dead.example"] = failure(ErrorKind::timeout);
  d.versions["example"] = version_answer("ejabberd");
  auto found = d.find();
  REQUIRE(found.ok());
  REQUIRE(found->size() == 1);
  CHECK(found->front().jid.to_string() == "topics.example");
  CHECK(found->front().name == "Topics");
  CHECK(found->front().features == std::vector<std::string>{"a", "b"});
  CHECK(found->front().software == "ejabberd");
  CHECK(d.requests.rounds == 2);
}

TEST_CASE("DISCO-10 several services, the domain's own among them; a component's version is its own") {
  Domain d;
  d.lists["example"] = items("<item jid='one.example'/><item jid='two.example'/><item jid='one.example'/>");
  for (const char* jid : {"example", "one.example", "two.example"}) d.infos[jid] = info(pubsub_identity);
  d.versions["example"] = version_answer("Prosody");
  d.versions["two.example"] = version_answer("Component");
  auto found = d.find();
  REQUIRE(found.ok());
  REQUIRE(found->size() == 3);
  CHECK((*found)[0].jid.to_string() == "example");
  CHECK((*found)[1].software == "Prosody");
  CHECK((*found)[2].software == "Component");
}

TEST_CASE("DISCO-10 no service is an empty answer; a domain that says nothing at all is an error") {
  Domain none;
  none.lists["example"] = items("");
  none.infos["example"] = info("<identity category='server' type='im'/>");
  REQUIRE(none.find().ok());
  CHECK(none.find()->empty());
  Domain mute;
  CHECK(mute.find().error().condition == "service-unavailable");
}

TEST_CASE("DISCO-02 an answer must mirror the node, also its absence") {
  auto with = result_of("<query xmlns='http://jabber.org/protocol/disco#items' node='a'/>");
  CHECK(disco::parse_items(with->element, "a").ok());
  CHECK(disco::parse_items(with->element, "b").error().condition == "foreign-node");
  CHECK(disco::parse_items(with->element).error().condition == "foreign-node");
  CHECK(disco::parse_info(with->element).error().condition == "no-disco");
}

TEST_CASE("DISCO-03 entries without an address are left out and counted") {
  auto answer =
      result_of(items("<item node='a'/><item jid='pubsub.example' node='b'/><item jid='pubsub.example' name='i1'/>"));
  auto list = disco::parse_items(answer->element);
  REQUIRE(list.ok());
  REQUIRE(list->items.size() == 2);
  CHECK(list->unreadable == 1);
  CHECK(list->items[0].is_node());
  CHECK(!list->items[1].is_node());
  CHECK(list->items[1].name == "i1");
}

TEST_CASE("DISCO-07 features are compared as whole strings") {
  auto answer = result_of(info("<feature var='http://jabber.org/protocol/pubsub#publish-options'/>"));
  auto read = disco::parse_info(answer->element);
  CHECK(read->has("http://jabber.org/protocol/pubsub#publish-options"));
  CHECK(!read->has("http://jabber.org/protocol/pubsub#publish"));
  CHECK(pubsub::has_feature(*read, "publish-options"));
}

TEST_CASE("DISCO-08 the type filter has one list, never both") {
  disco::ItemsQuery query;
  query.filter = disco::TypeFilter{{"urn:a"}, {}};
  auto xml = disco::items_request(query);
  REQUIRE(xml.ok());
  CHECK(xml->to_string() ==
        "<query xmlns='http://jabber.org/protocol/disco#items'><filter xmlns='urn:xmpp:pubsub-filter:0'>"
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' "
        "type='hidden'><value>urn:xmpp:pubsub-filter:0</value>"
        "</field><field var='included-types'><value>urn:a</value></field></x></filter></query>");
  query.filter->excluded = {"urn:b"};
  CHECK(disco::items_request(query).error().condition == "filter-both");
}

TEST_CASE("DISCO-09 in extended discovery only entries with metadata are nodes") {
  disco::ItemsQuery query;
  query.node = "n";
  query.extended = disco::Extended{"nodes", true, false, 1};
  CHECK(disco::items_request(query)->to_string().find("<field var='depth'><value>1</value></field>") !=
        std::string::npos);
  auto answer =
      result_of(items("<item jid='pubsub.example' node='child'><x xmlns='jabber:x:data' type='result'/></item>"
                      "<item jid='pubsub.example' node='n' name='item-1'/>"));
  auto list = disco::parse_items(answer->element);
  REQUIRE(list->items.size() == 2);
  CHECK(list->items[0].is_node(true));
  CHECK(!list->items[1].is_node(true));
}

TEST_CASE("collections: both spellings of several parents, empty parents are none") {
  for (const char* name : {"multi-collection", "multi-collections"}) {
    auto answer = result_of(info("<feature var='http://jabber.org/protocol/pubsub#" + std::string(name) + "'/>"));
    CHECK(pubsub::collections::several_parents(*disco::parse_info(answer->element)));
  }
  auto frame = parse_frame(
      "<x xmlns='jabber:x:data' type='form'><field var='pubsub#collection'><value/><value>a</value></field></x>");
  CHECK(pubsub::collections::parents(*forms::parse(frame->root())) == std::vector<std::string>{"a"});
}

TEST_CASE("version: our answer leaves out the operating system unless told") {
  CHECK(version::to_xml({"XMPP-Grid Broker", "1.0", ""}).to_string() ==
        "<query xmlns='jabber:iq:version'><name>XMPP-Grid Broker</name><version>1.0</version></query>");
}

TEST_CASE("controller profile: by the beginning of the name, whatever the case; others by what they announce") {
  grid::Service service;
  for (const char* name : {"ejabberd", "Ejabberd Community", "Prosody"}) {
    service.software = name;
    service.features = {std::string(rsm::ns)};
    CHECK(!grid::pages_node_lists(service));
  }
  service.software = "Openfire";
  service.features = {};
  CHECK(grid::pages_node_lists(service));
  service.software = "Somebody's";
  CHECK(!grid::pages_node_lists(service));
  service.features = {std::string(rsm::ns)};
  CHECK(grid::pages_node_lists(service));
}

// ---- result sets

TEST_CASE("RSM-02 numbers are hints: without them, or with wrong ones, the list is walked to its end") {
  rsm::Pager pager(2);
  CHECK(pager.query().max == 2);
  CHECK(pager.take(rsm::Page{"a", "b", {}, {}}, 2, 2) == rsm::Pager::Step::more);
  CHECK(pager.query().after == "b");
  CHECK(pager.take(rsm::Page{"c", "d", {}, 3}, 2, 2) == rsm::Pager::Step::more);
  CHECK(pager.take(rsm::Page{}, 0, 0) == rsm::Pager::Step::done);
}

TEST_CASE("RSM-03 an empty page ends the list; the same last twice stops it") {
  rsm::Pager empty(10);
  CHECK(empty.take(rsm::Page{}, 0, 0) == rsm::Pager::Step::done);
  rsm::Pager loop(2);
  CHECK(loop.take(rsm::Page{"a", "b", {}, {}}, 2, 2) == rsm::Pager::Step::more);
  CHECK(loop.take(rsm::Page{"x", "b", {}, {}}, 2, 2) == rsm::Pager::Step::loop);
  // Begun again, it may repeat what it has sent before, and no more than that.
  rsm::Pager again(2);
  CHECK(again.take(rsm::Page{"a", "b", {}, {}}, 2, 2) == rsm::Pager::Step::more);
  REQUIRE(again.restart());
  CHECK(again.take(rsm::Page{"a", "c", {}, {}}, 2, 0) == rsm::Pager::Step::more);
  CHECK(again.take(rsm::Page{"a", "d", {}, {}}, 2, 0) == rsm::Pager::Step::loop);
}

TEST_CASE("RSM-04, RSM-07 the last page is asked for by an empty before, the count by max=0") {
  rsm::Query last;
  last.max = 10;
  last.before = "";
  CHECK(rsm::to_xml(last).to_string() == "<set xmlns='http://jabber.org/protocol/rsm'><max>10</max><before/></set>");
  rsm::Query count;
  count.max = 0;
  CHECK(rsm::to_xml(count).to_string() == "<set xmlns='http://jabber.org/protocol/rsm'><max>0</max></set>");
}

TEST_CASE("RSM-05 a list is begun again once, not for ever") {
  rsm::Pager pager(2);
  CHECK(pager.take(rsm::Page{"a", "b", {}, {}}, 2, 2) == rsm::Pager::Step::more);
  CHECK(pager.restart());
  CHECK(pager.at_start());
  CHECK(pager.take(rsm::Page{"a", "b", {}, {}}, 2, 0) == rsm::Pager::Step::more);
  CHECK(!pager.restart());
}
