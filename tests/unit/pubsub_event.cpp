// SPDX-License-Identifier: AGPL-3.0-or-later
// What a pubsub service tells by itself: examples of XEP-0060 §7, §8, §12 and XEP-0248 §5.3.
#include "xmpp/xep/pubsub_event.h"

#include <doctest/doctest.h>

using namespace xmpp;
using namespace xmpp::pubsub;
using Kind = Event::Kind;
using Names = std::vector<std::string>;

namespace {

std::vector<Event> events_of(const std::string& inside, const std::string& attributes = "") {
  auto frame = parse_frame("<message xmlns='jabber:client' from='pubsub.shakespeare.lit' " + attributes + ">" + inside +
                           "</message>");
  REQUIRE_MESSAGE(frame.ok(), frame.error().text);
  return parse_events(frame->root());
}

std::string in_event(const std::string& inside) {
  return "<event xmlns='http://jabber.org/protocol/pubsub#event'>" + inside + "</event>";
}

Event the_event(const std::string& inside) {
  auto events = events_of(inside);
  REQUIRE(events.size() == 1);
  return events.front();
}

std::string headers(const std::string& inside) {
  return "<headers xmlns='http://jabber.org/protocol/shim'>" + inside + "</headers>";
}

const std::string config_xml =
    "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
    "<value>http://jabber.org/protocol/pubsub#node_config</value></field>"
    "<field var='pubsub#title'><value>Princely Musings (Atom)</value></field></x>";

}  // namespace

TEST_CASE("EVT-01 items published and retracted") {
  auto event = the_event(
      in_event("<items node='princely_musings'><item id='a'><entry xmlns='urn:x'><item id='no'/></entry></item>"
               "<item id='b' publisher='x@y'/><retract id='c'/></items>"));
  CHECK(event.kind == Kind::items);
  CHECK(event.node == "princely_musings");
  CHECK(event.published == Names{"a", "b"});
  CHECK(event.retracted == Names{"c"});
}

TEST_CASE("EVT-09 an item without content, or without an id, is news all the same") {
  CHECK(the_event(in_event("<items node='n'><item id='a'/></items>")).published == Names{"a"});
  CHECK(the_event(in_event("<items node='n'><item><e xmlns='urn:x'/></item></items>")).published.empty());
  CHECK(the_event(in_event("<items node='n'/>")).kind == Kind::items);
}

TEST_CASE("EVT-06 a purge is one event") {
  auto event = the_event(in_event("<purge node='princely_musings'/>"));
  CHECK(event.kind == Kind::purged);
  CHECK(event.node == "princely_musings");
  CHECK(event.retracted.empty());
}

TEST_CASE("EVT-05 PS-20 a deletion, with the address that it names, as data") {
  CHECK(the_event(in_event("<delete node='n'/>")).redirect == "");
  auto event = the_event(in_event("<delete node='n'><redirect uri='xmpp:hamlet@denmark.lit?;node=blog'/></delete>"));
  CHECK(event.kind == Kind::deleted);
  CHECK(event.node == "n");
  CHECK(event.redirect == "xmpp:hamlet@denmark.lit?;node=blog");
}

TEST_CASE("EVT-07 a configuration may be told or only have changed") {
  CHECK_FALSE(the_event(in_event("<configuration node='n'/>")).config.has_value());
  auto event = the_event(in_event("<configuration node='n'>" + config_xml + "</configuration>"));
  CHECK(event.kind == Kind::configuration);
  CHECK(event.node == "n");
  REQUIRE(event.config.has_value());
  CHECK(event.config->value("pubsub#title") == "Princely Musings (Atom)");
  // The root collection has no id.
  CHECK(the_event(in_event("<configuration/>")).node == "");
}

TEST_CASE("EVT-01 a subscription has changed") {
  auto event =
      the_event(in_event("<subscription expiry='2006-02-28T23:59:59Z' node='n' jid='horatio@denmark.lit' subid='1' "
                         "subscription='none'/>"));
  CHECK(event.kind == Kind::subscription);
  CHECK(event.node == "n");
  REQUIRE(event.subscription.has_value());
  CHECK(event.subscription->node == "n");
  CHECK(event.subscription->jid.to_string() == "horatio@denmark.lit");
  CHECK(event.subscription->subscription == "none");
  CHECK(event.subscription->subid == "1");
  CHECK(events_of(in_event("<subscription node='n' subscription='none'/>")).empty());
}

TEST_CASE("EVT-01 a node is put into a collection or taken out, in all three words of the standards") {
  for (auto [word, kind] : {std::pair{"associate", Kind::associated}, std::pair{"dissociate", Kind::dissociated},
                            std::pair{"disassociate", Kind::dissociated}}) {
    auto event = the_event(
        in_event("<collection node='some-collection'><" + std::string(word) + " node='node-id'/></collection>"));
    CHECK(event.kind == kind);
    CHECK(event.node == "some-collection");
    CHECK(event.child == "node-id");
  }
  auto two = events_of(in_event("<collection node='c'><associate node='a'/><dissociate node='b'/></collection>"));
  REQUIRE(two.size() == 2);
  CHECK(two[0].child == "a");
  CHECK(two[1].child == "b");
  CHECK(events_of(in_event("<collection node='c'><associate/></collection>")).empty());
}

TEST_CASE("EVT-01 EVT-03 a new node in a collection; by which subscription it is told") {
  auto event =
      the_event(in_event("<create node='princely_musings'/>") + headers("<header name='Collection'>blogs</header>"));
  CHECK(event.kind == Kind::created);
  CHECK(event.node == "princely_musings");
  CHECK(event.collection == "blogs");
}

TEST_CASE("EVT-03 the node of an event is the leaf; several subscriptions may have brought it") {
  auto event = the_event(in_event("<items node='princely_musings'><item id='a'/></items>") +
                         headers("<header name='Collection'>blogs</header><header name='SubID'>123-abc</header>"
                                 "<header name='SubId'>004-yyy</header><header name='Created'>then</header>"));
  CHECK(event.node == "princely_musings");
  CHECK(event.collection == "blogs");
  CHECK(event.subids == Names{"123-abc", "004-yyy"});  // ejabberd writes SubId
  CHECK(the_event(in_event("<purge node='n'/>")).collection == "");
  CHECK(
      the_event(in_event("<purge node='n'/>") + "<headers xmlns='urn:other'><header name='SubID'>1</header></headers>")
          .subids.empty());
}

TEST_CASE("EVT-04 the stamp of a message that came late is kept as it is") {
  CHECK(the_event(in_event("<purge node='n'/>")).delay == "");
  CHECK(
      the_event(in_event("<purge node='n'/>") + "<delay xmlns='urn:xmpp:delay' stamp='2003-12-13T23:58:37Z'/>").delay ==
      "2003-12-13T23:58:37Z");
}

TEST_CASE("EVT-08 an affiliation has changed, in both spellings") {
  for (std::string word : {"affiliation", "affilation"}) {
    auto event = the_event("<pubsub xmlns='http://jabber.org/protocol/pubsub'><affiliations node='princely_musings'><" +
                           word + " jid='polonius@denmark.lit' affiliation='none'/></affiliations></pubsub>");
    CHECK(event.kind == Kind::affiliation);
    CHECK(event.node == "princely_musings");
    REQUIRE(event.affiliations.size() == 1);
    CHECK(event.affiliations[0].jid.to_string() == "polonius@denmark.lit");
    CHECK(event.affiliations[0].affiliation == "none");
  }
  CHECK(events_of("<pubsub xmlns='http://jabber.org/protocol/pubsub'><affiliations node='n'>"
                  "<affiliation affiliation='none'/></affiliations></pubsub>")
            .empty());
}

TEST_CASE("EVT-10 an event that comes back as an error is no event") {
  const std::string error =
      "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
  CHECK(events_of(in_event("<delete node='n'/>") + error, "type='error'").empty());
  CHECK(events_of(in_event("<delete node='n'/>"), "type='headline'").size() == 1);
}

TEST_CASE("EVT-11 what is forwarded inside a message is not told now") {
  CHECK(events_of("<result xmlns='urn:xmpp:mam:2'><forwarded xmlns='urn:xmpp:forward:0'><message "
                  "xmlns='jabber:client'>" +
                  in_event("<delete node='n'/>") + "</message></forwarded></result>")
            .empty());
}

TEST_CASE("other messages, unknown changes, and changes of a node that is not named say nothing") {
  CHECK(events_of("").empty());
  CHECK(events_of("<body>delete node n</body>").empty());
  CHECK(events_of(in_event("")).empty());
  CHECK(events_of(in_event("<rename node='n'/><delete xmlns='urn:other' node='n'/>")).empty());
  for (const char* name : {"items", "purge", "delete", "create"}) {
    CAPTURE(name);
    CHECK(events_of(in_event("<" + std::string(name) + "/>")).empty());
  }
  CHECK(events_of("<event xmlns='http://jabber.org/protocol/pubsub'><delete node='n'/></event>").empty());
}
