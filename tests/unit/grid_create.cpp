// SPDX-License-Identifier: AGPL-3.0-or-later
// A new topic or collection, step by step, on controllers that do as asked and on others, and over a connection that is
// lost at every request in turn.
#include "xmpp/grid/create.h"

#include <doctest/doctest.h>

#include <memory>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

using Kind = CreateStep::Kind;
using State = CreateStep::State;

struct Creating : Acting {
  std::unique_ptr<Creation> creation;
  std::size_t reports = 0;
  NewNode wanted;

  Creating() {
    service = pubsub_service("", {"create-and-configure", "multi-collection"});
    controller.collection("incidents").topic("loose");
    crawled();
    wanted.id = "scada";
    wanted.title = "SCADA alerts";
    wanted.type = "urn:ietf:params:xml:ns:iodef-2.0";
    wanted.access = AccessModel::whitelist;
    wanted.parents = {"incidents"};
    wanted.owners = {jid("bob@example")};
    wanted.publishers = {jid("ids@example"), jid("probe@example")};
    wanted.consumers = {jid("siem@example")};
  }
  Creation& start() {
    creation = std::make_unique<Creation>(ground(), wanted, [this] { ++reports; });
    creation->run();
    requests.run();
    return *creation;
  }
  void again() {
    creation->run();
    requests.run();
  }
  void undo() {
    creation->undo();
    requests.run();
  }
  const CreateStep& step(Kind kind) {
    for (const auto& s : creation->steps())
      if (s.kind == kind) return s;
    return creation->steps().front();
  }
  void check_made() {
    CHECK(creation->complete());
    CHECK(creation->made());
    const auto& made = controller.nodes[wanted.id];
    CHECK(made.value("pubsub#title") == "SCADA alerts");
    CHECK(made.value("pubsub#access_model") == "whitelist");
    CHECK(made.parents == std::set<std::string>{"incidents"});
    CHECK(made.affiliations == std::map<std::string, std::string>{{"alice@example", "owner"},
                                                                  {"bob@example", "owner"},
                                                                  {"ids@example", "publisher"},
                                                                  {"probe@example", "publisher"}});
    REQUIRE(made.subscriptions.size() == 1);
    CHECK(made.subscriptions[0].jid == "siem@example");
  }
};

}  // namespace

TEST_CASE("create: a topic with all that belongs to it; the model knows it") {
  Creating c;
  c.start();
  c.check_made();
  CHECK(c.reports > 5);
  CHECK(c.sent()[0].find("<configure") != std::string::npos);
  const Node& node = c.node("scada");
  CHECK(node.kind == NodeKind::topic);
  CHECK(node.title == "SCADA alerts");
  CHECK(node.access == AccessModel::whitelist);
  CHECK(node.mine == Affiliation::owner);
  CHECK(node.providers == 2);
  CHECK(node.consumers == 1);
  CHECK(node.owners.size() == 2);
  CHECK(c.names(node.parents) == Words{"incidents"});
}

TEST_CASE("create: what changes something is asked as set, the rest as get") {
  Creating c;
  c.creation = std::make_unique<Creation>(c.ground(), c.wanted, [] {});
  c.creation->run();
  while (c.requests.waiting()) {
    auto type = c.requests.type(0);
    auto payload = c.requests.payload(0);
    auto before = c.sent().size();
    c.requests.answer_next();
    CAPTURE(payload);
    CHECK((type == IqType::set) == (c.sent().size() > before));
  }
}

TEST_CASE("create: consumers of a whitelist are put on it, where there is one, and have no other right") {
  Creating c;
  c.service = pubsub_service("", {"create-and-configure", "multi-collection", "member-affiliation"});
  c.wanted.consumers.push_back(jid("ids@example"));  // publishes as well
  SUBCASE("whitelist") {
    c.start();
    CHECK(c.creation->complete());
    CHECK(c.controller.nodes["scada"].affiliation("siem@example") == "member");
    CHECK(c.controller.nodes["scada"].affiliation("ids@example") == "publisher");
  }
  SUBCASE("authorize") {
    c.wanted.access = AccessModel::authorize;
    c.start();
    CHECK(c.creation->complete());
    CHECK(c.controller.nodes["scada"].affiliation("siem@example") == "none");
  }
  CHECK(c.controller.nodes["scada"].subscriptions.size() == 2);
}

TEST_CASE("create: first made, then configured, where both at once is not offered") {
  Creating c;
  c.service = pubsub_service("", {"multi-collection"});
  c.start();
  c.check_made();
  CHECK(c.sent()[0].find("<configure") == std::string::npos);
}

TEST_CASE("create: a collection, with what it is to hold") {
  Creating c;
  c.wanted = {};
  c.wanted.id = "grid";
  c.wanted.kind = NodeKind::collection;
  c.wanted.children = {"incidents", "loose"};
  c.start();
  CHECK(c.creation->complete());
  CHECK(c.controller.nodes["grid"].collection);
  CHECK(c.controller.children("grid") == Words{"incidents", "loose"});
  CHECK(c.names(c.node("grid").children) == Words{"incidents", "loose"});
  CHECK(c.node("grid").kind == NodeKind::collection);
}

TEST_CASE("PS-11 create: the controller ignores the configuration: it is noticed, and made good") {
  Creating c;
  c.controller.ignores_configure_in_create = true;
  c.start();
  c.check_made();
}

TEST_CASE("PS-11 create: what cannot be made safe is not put to use") {
  Creating c;
  c.controller.ignores_configure_in_create = true;
  c.controller.ignored_fields = {"pubsub#access_model"};
  c.start();
  CHECK(!c.creation->complete());
  CHECK(c.creation->made());
  CHECK(c.step(Kind::configure).state == State::failed);
  CHECK(c.step(Kind::configure).error->condition == "not-applied");
  CHECK(c.step(Kind::configure).error->text == "The controller shows pubsub#access_model as open.");
  CHECK(c.step(Kind::associate).state == State::waiting);
  CHECK(c.controller.nodes["scada"].subscriptions.empty());
  SUBCASE("and can be undone") {
    c.undo();
    CHECK(!c.controller.nodes.contains("scada"));
    CHECK(!c.creation->made());
    CHECK(!c.model.find("scada"));
    CHECK(c.step(Kind::create).state == State::undone);
  }
  SUBCASE("or finished") {
    c.controller.ignored_fields.clear();
    c.again();
    c.check_made();
  }
}

TEST_CASE("create: a topic where a collection was asked for (Prosody) is told, and not put to use") {
  Creating c;
  c.controller.no_collections = true;
  c.wanted = {};
  c.wanted.id = "grid";
  c.wanted.kind = NodeKind::collection;
  c.wanted.children = {"loose"};
  c.start();
  CHECK(c.step(Kind::configure).state == State::failed);
  CHECK(c.step(Kind::associate).state == State::waiting);
  CHECK(c.node("grid").kind == NodeKind::topic);
}

TEST_CASE("create: a name that is taken is a conflict, and undo touches nothing") {
  Creating c;
  c.wanted.id = "loose";
  c.start();
  CHECK(c.step(Kind::create).error->condition == "conflict");
  CHECK(!c.creation->made());
  c.undo();
  CHECK(c.controller.nodes.contains("loose"));
}

TEST_CASE("PS-09 create: an instant node has the name that the controller gives") {
  Creating c;
  c.wanted.id.clear();
  c.start();
  CHECK(c.creation->complete());
  CHECK(c.creation->id() == "instant-1");
  CHECK(c.node("instant-1").title == "SCADA alerts");
}

TEST_CASE("create: a step that fails does not keep the others from being done; it can be tried again alone") {
  Creating c;
  c.controller.ignores_subscriptions = true;
  c.start();
  CHECK(c.step(Kind::subscribe).state == State::failed);
  CHECK(c.step(Kind::affiliate).state == State::done);
  CHECK(!c.creation->complete());
  auto sent = c.sent().size();
  c.controller.ignores_subscriptions = false;
  c.again();
  c.check_made();
  CHECK(c.sent().size() == sent + 1);
}

TEST_CASE("create: the last comparison finds what has been changed since, and the next run does it again") {
  Creating c;
  c.wanted.consumers.clear();
  bool once = true;
  c.creation = std::make_unique<Creation>(c.ground(), c.wanted, [&] {
    if (once && c.creation->steps().back().state == State::waiting &&
        c.creation->steps()[c.creation->steps().size() - 2].state == State::done)
      once = c.controller.nodes["scada"].affiliations.erase("bob@example") == 0;
  });
  c.again();
  CHECK(c.step(Kind::compare).state == State::failed);
  CHECK(c.step(Kind::compare).error->text == "bob@example is not shown as owner.");
  CHECK(c.step(Kind::affiliate).state == State::failed);
  c.again();
  CHECK(c.creation->complete());
  CHECK(c.controller.nodes["scada"].affiliation("bob@example") == "owner");
}

TEST_CASE("create: cut at every request: it is finished afterwards, and nothing is done twice") {
  for (bool instant : {false, true})
    for (bool after : {false, true})
      for (std::size_t at = 0;; ++at) {
        CAPTURE(instant);
        CAPTURE(after);
        CAPTURE(at);
        Creating c;
        if (instant) c.wanted.id.clear();
        c.cut = at;
        c.cut_after = after;
        c.start();
        if (!c.offline) break;  // there are no more requests to cut
        CHECK(!c.creation->complete());
        CHECK(!c.creation->running());
        c.reconnect();
        c.again();
        c.wanted.id = c.creation->id();
        c.check_made();
        CHECK(c.controller.nodes.size() == 3);
        auto sent = c.sent();
        CHECK(std::set<std::string>(sent.begin(), sent.end()).size() == sent.size());
      }
}

TEST_CASE("create: cut at every request and then given up: nothing of it stays, and nothing else is touched") {
  for (bool after : {false, true})
    for (std::size_t at = 0;; ++at) {
      CAPTURE(after);
      CAPTURE(at);
      Creating c;
      c.cut = at;
      c.cut_after = after;
      c.start();
      if (!c.offline) break;
      c.reconnect();
      c.undo();
      CHECK(c.controller.nodes.size() == 2);
      CHECK(!c.model.find("scada"));
      CHECK(!c.creation->made());
    }
}

TEST_CASE("create: undo fails: the node is still there, and the reason is told") {
  Creating c;
  c.start();
  c.offline = true;
  c.undo();
  CHECK(c.creation->made());
  CHECK(c.step(Kind::create).error->kind == ErrorKind::cancelled);
  c.reconnect();
  c.undo();
  CHECK(!c.creation->made());
}

TEST_CASE("create: destroyed in the middle, answers that come later do no harm") {
  Creating c;
  c.creation = std::make_unique<Creation>(c.ground(), c.wanted, [&] { ++c.reports; });
  c.creation->run();
  c.requests.round();
  c.creation.reset();
  auto reports = c.reports;
  c.requests.run();
  CHECK(c.reports == reports);
}
