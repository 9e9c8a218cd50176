// SPDX-License-Identifier: AGPL-3.0-or-later
// The metadata of a node (XEP-0060 §5.4): a form in which every field may be missing, and any other may be there.
#include <doctest/doctest.h>

#include "tests/unit/support/fake_requests.h"
#include "xmpp/grid/reading.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

using More = std::vector<std::pair<std::string, std::string>>;

std::string field(const std::string& var, const std::string& value) {
  return "<field var='" + var + "'><value>" + value + "</value></field>";
}

std::string form(const std::string& fields) {
  return "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
         "<value>http://jabber.org/protocol/pubsub#meta-data</value></field>" +
         fields + "</x>";
}

// What the controller says of the leaf "n", taken into `node`.
ToldEdges take(Node& node, const std::string& metadata) {
  auto answer = test::result_of(
      "<query xmlns='http://jabber.org/protocol/disco#info' node='n'>"
      "<identity category='pubsub' type='leaf'/>" +
      metadata + "</query>");
  REQUIRE(answer.ok());
  auto info = disco::parse_info(answer->element, "n");
  REQUIRE(info.ok());
  return take_info(*info, node);
}

// The fields that have a place in Node, with a value each and whether it arrived there.
struct Placed {
  const char* var;
  const char* value;
  bool (*arrived)(const Node&);
};
const Placed placed[] = {
    {"pubsub#title", "Alerts", [](const Node& n) { return n.title == "Alerts"; }},
    {"pubsub#type", "urn:example:alert", [](const Node& n) { return n.type == "urn:example:alert"; }},
    {"pubsub#description", "Of the plant", [](const Node& n) { return n.description == "Of the plant"; }},
    {"pubsub#access_model", "whitelist", [](const Node& n) { return n.access == AccessModel::whitelist; }},
    {"pubsub#creation_date", "2026-01-02T03:04:05Z", [](const Node& n) { return n.created == "2026-01-02T03:04:05Z"; }},
    {"pubsub#num_subscribers", "7", [](const Node& n) { return n.consumers == 7; }},
    {"pubsub#max_items", "20", [](const Node& n) { return n.max_items == 20; }},
    {"pubsub#owner", "alice@grid.example",
     [](const Node& n) { return n.owners.size() == 1 && n.owners[0].to_string() == "alice@grid.example"; }},
    {"pubsub#publisher", "feed@grid.example",
     [](const Node& n) { return n.publishers.size() == 1 && n.providers == 1; }},
};

int arrived(const Node& node) {
  int count = 0;
  for (const Placed& one : placed) count += one.arrived(node);
  return count;
}

}  // namespace

TEST_CASE("DISCO-06 without metadata, or with an empty form, a node is known all the same") {
  for (const std::string& metadata : {std::string(), form("")}) {
    Node node;
    auto edges = take(node, metadata);
    CHECK(node.state == Known::known);
    CHECK(node.kind == NodeKind::topic);
    CHECK(arrived(node) == 0);
    CHECK(node.access == AccessModel::unknown);
    CHECK(node.more.empty());
    CHECK((edges.parents.empty() && edges.children.empty()));
  }
}

TEST_CASE("DISCO-06 each field is read by itself; the others may be missing") {
  for (const Placed& one : placed) {
    INFO("field: ", one.var);
    Node node;
    take(node, form(field(one.var, one.value)));
    CHECK(one.arrived(node));
    CHECK(arrived(node) == 1);
    CHECK(node.more.empty());
  }
  std::string all;
  for (const Placed& one : placed) all += field(one.var, one.value);
  Node node;
  take(node, form(all));
  CHECK(arrived(node) == std::ssize(placed));
}

TEST_CASE("DISCO-06 a field without a value, or with one that is no number, is as if it were missing") {
  Node node;
  take(node, form("<field var='pubsub#title'/><field var='pubsub#max_items'><value/></field>" +
                  field("pubsub#num_subscribers", "many") + field("pubsub#owner", "@") +
                  field("pubsub#access_model", "moonlight")));
  CHECK(arrived(node) == 0);
  CHECK(node.access == AccessModel::unknown);
  CHECK_FALSE(node.max_items);
  CHECK_FALSE(node.consumers);
  CHECK(node.owners.empty());
}

TEST_CASE("DISCO-06 unknown fields are kept as they came, in their order") {
  Node node;
  take(node, form(field("pubsub#contact", "alice@grid.example") + field("pubsub#title", "Alerts") +
                  field("urn:example:class", "TLP:AMBER &lt;b&gt;") +
                  "<field var='pubsub#language' type='list-multi'><value>de</value><value>en</value></field>" +
                  "<field var='x-empty'/><field><value>nameless</value></field>"));
  CHECK(node.title == "Alerts");
  CHECK(node.more == More{{"pubsub#contact", "alice@grid.example"},
                          {"urn:example:class", "TLP:AMBER <b>"},
                          {"pubsub#language", "de, en"},
                          {"x-empty", ""}});
}

TEST_CASE("DISCO-06 a field that is told no longer is forgotten") {
  Node node;
  take(node, form(field("pubsub#type", "urn:example:alert") + field("pubsub#description", "Of the plant") +
                  field("pubsub#access_model", "open") + field("pubsub#creation_date", "2026-01-02T03:04:05Z") +
                  field("pubsub#max_items", "20") + field("urn:example:class", "red")));
  take(node, form(field("pubsub#description", "Of the mill")));
  CHECK(node.description == "Of the mill");
  CHECK(node.type.empty());
  CHECK(node.access == AccessModel::unknown);
  CHECK(node.created.empty());
  CHECK_FALSE(node.max_items);
  CHECK(node.more.empty());
}

TEST_CASE("DISCO-06 a form of another type is no metadata") {
  Node node;
  take(node,
       "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
       "<value>urn:example:other</value></field>" +
           field("pubsub#title", "Alerts") + "</x>");
  CHECK(node.title.empty());
  CHECK(node.more.empty());
}
