// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of a topic or collection before it is made, and how it is taken back.
#include "xmpp/grid/new_node.h"

#include <doctest/doctest.h>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

NodeIndex collection(Model& model, std::string_view id, AccessModel access,
                     std::optional<std::uint64_t> consumers = {}) {
  const NodeIndex index = model.add(id);
  Node& node = model.edit(index);
  node.kind = NodeKind::collection;
  node.access = access;
  node.consumers = consumers;
  return index;
}

NewNode topic(AccessModel access = AccessModel::whitelist) {
  NewNode wanted;
  wanted.access = access;
  wanted.type = "urn:x";
  wanted.owners = {jid("bob@example"), jid("carol@example")};
  return wanted;
}

bool remarks(const Grants& grants, std::string_view source) {
  for (const Remark& remark : grants.remarks)
    if (remark.source == source) return true;
  return false;
}

}  // namespace

TEST_CASE("new node: an id is free, taken, too long, or has spaces at its ends") {
  Model model;
  model.edit(model.add("t")).kind = NodeKind::topic;
  collection(model, "c", AccessModel::open);
  CHECK(why_not_id(model, "") == "");
  CHECK(why_not_id(model, "incidents/new topic") == "");
  CHECK(why_not_id(model, "t") == "There is a topic of this id already");
  CHECK(why_not_id(model, "c") == "There is a collection of this id already");
  CHECK(why_not_id(model, "x ") != "");
  CHECK(why_not_id(model, " ") != "");
  CHECK(why_not_id(model, std::string(longest_id, 'x')) == "");
  CHECK(why_not_id(model, std::string(longest_id + 1, 'x')) != "");
}

TEST_CASE("new node: who is named twice counts once, and I own it") {
  Model model;
  NewNode wanted = topic();
  wanted.publishers = {jid("probe@example"), jid("bob@example")};
  wanted.consumers = {jid("siem@example"), jid("probe@example/home"), jid("alice@example")};
  const Grants grants = grants_of(wanted, jid("alice@example/here"), model);
  CHECK(grants.configure == 3);
  CHECK(grants.publish == 4);
  CHECK(grants.read == 5);
  CHECK_FALSE(grants.everybody_reads);
  CHECK(grants.remarks.empty());
}

TEST_CASE("new node: open to everybody, for reading and for publishing") {
  Model model;
  NewNode wanted = topic(AccessModel::open);
  wanted.advanced = {{"pubsub#publish_model", {"open"}}};
  const Grants grants = grants_of(wanted, jid("alice@example"), model);
  CHECK(grants.everybody_reads);
  CHECK(grants.everybody_publishes);
  CHECK(remarks(grants, "RFC 8600, 8.3.4"));
  CHECK(remarks(grants, "RFC 8600, 8.3.2"));
}

TEST_CASE("new node: every consumer may publish, where the publish model says so") {
  Model model;
  NewNode wanted = topic();
  wanted.consumers = {jid("siem@example")};
  wanted.advanced = {{"pubsub#publish_model", {"subscribers"}}};
  CHECK(grants_of(wanted, jid("alice@example"), model).publish == 4);
}

TEST_CASE("new node: RFC 8600 asks for a second owner, and for a type of payload") {
  Model model;
  NewNode wanted;
  wanted.access = AccessModel::whitelist;
  const Grants alone = grants_of(wanted, jid("alice@example"), model);
  CHECK(remarks(alone, "RFC 8600, 8.3.2"));
  CHECK(remarks(alone, "RFC 8600, 5"));
  CHECK(grants_of(topic(), jid("alice@example"), model).remarks.empty());
}

TEST_CASE("new node: collections above it that let in more, each once, and through which parent") {
  Model model;
  const auto top = collection(model, "top", AccessModel::open, 12);
  const auto middle = collection(model, "middle", AccessModel::whitelist);
  const auto other = collection(model, "other", AccessModel::authorize);
  model.connect(top, middle);
  model.connect(top, other);
  NewNode wanted = topic();
  wanted.parents = {"middle", "other", "unknown"};
  const auto leaks = grants_of(wanted, jid("alice@example"), model).leaks;
  REQUIRE(leaks.size() == 2);
  CHECK(leaks[0].collection == top);
  CHECK(leaks[0].through == middle);
  CHECK(leaks[0].consumers == 12);
  CHECK(leaks[1].collection == other);
  CHECK(leaks[1].through == other);
  wanted.access = AccessModel::open;
  CHECK(grants_of(wanted, jid("alice@example"), model).leaks.empty());
}

TEST_CASE("new node: the controller's own defaults, or its reason for none") {
  Acting acting;
  auto form = acting.run(read_default_config(acting.ground(), NodeKind::topic));
  REQUIRE(form);
  CHECK(form->value("pubsub#max_items") == "10");
  CHECK(form->find("pubsub#children") == nullptr);
  auto of_collection = acting.run(read_default_config(acting.ground(), NodeKind::collection));
  REQUIRE(of_collection);
  CHECK(of_collection->find("pubsub#children") != nullptr);
  acting.controller.tells_no_defaults = true;
  CHECK(acting.run(read_default_config(acting.ground(), NodeKind::topic)).error().condition ==
        "feature-not-implemented");
}

TEST_CASE("new node: taken back as long as nobody has put anything into it") {
  Acting acting;
  acting.controller.topic("t").topic("child", {"c"}).topic("later").collection("c");
  acting.crawled();
  CHECK(acting.run(remove_if_new(acting.ground(), "t")));
  CHECK_FALSE(acting.controller.nodes.contains("t"));
  acting.controller.nodes["later"].parents.insert("c");
  CHECK(acting.run(remove_if_new(acting.ground(), "c", {"child"})).error().condition == "not-empty");
  CHECK(acting.controller.nodes.contains("c"));
  acting.controller.nodes["later"].parents.clear();
  CHECK(acting.run(remove_if_new(acting.ground(), "c", {"child"})));
  CHECK(acting.controller.nodes.contains("child"));
}

TEST_CASE("new node: the connection is lost: nothing is taken back") {
  Acting acting;
  acting.controller.topic("t");
  acting.crawled();
  acting.offline = true;
  CHECK(acting.run(remove_if_new(acting.ground(), "t")).error().kind == ErrorKind::cancelled);
  CHECK(acting.controller.nodes.contains("t"));
}
