// SPDX-License-Identifier: AGPL-3.0-or-later
// Configuring a node (XEP-0060 §8.2): what is in force counts, not what was answered.
#include <doctest/doctest.h>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

struct Configuring : Acting {
  forms::Form shown;
  Configuring() {
    controller.topic("t");
    controller.nodes["t"].config["pubsub#title"] = {"Old"};
    crawled();
    shown = *run(read_config(ground(), "t"));
  }
  Result<Configured> save(std::vector<forms::Change> changes, bool overwrite = false) {
    return run(configure(ground(), "t", shown, std::move(changes), overwrite));
  }
  std::string kept(const std::string& var) { return controller.nodes["t"].value(var); }
};

}  // namespace

TEST_CASE("FORM-07 configure: the changed field alone is sent, with FORM_TYPE") {
  Configuring c;
  auto done =
      c.save({{"pubsub#title", {"New"}}, {"pubsub#access_model", {"open"}}, {"pubsub#persist_items", {"true"}}});
  REQUIRE(done);
  CHECK(!done->refused);
  CHECK(done->different.empty());
  CHECK(done->now.value("pubsub#title") == "New");
  REQUIRE(c.sent().size() == 1);
  CHECK(count(c.sent()[0], "<field ") == 2);
  CHECK(c.node("t").title == "New");
}

TEST_CASE("configure: nothing differs: nothing is sent") {
  Configuring c;
  auto asked = c.requests.asked;
  REQUIRE(c.save({{"pubsub#title", {"Old"}}}));
  CHECK(c.requests.asked == asked + 1);
}

TEST_CASE("configure: what was taken and not kept is said, field by field") {
  Configuring c;
  c.controller.ignored_fields = {"pubsub#max_items"};
  auto done = c.save({{"pubsub#title", {"New"}}, {"pubsub#max_items", {"500"}}});
  REQUIRE(done);
  CHECK(!done->refused);
  REQUIRE(done->different.size() == 1);
  CHECK(done->different[0].var == "pubsub#max_items");
  CHECK(done->different[0].sent == Words{"500"});
  CHECK(done->different[0].kept == Words{"10"});
}

TEST_CASE("configure: refused, and a part of it applied all the same (Openfire)") {
  Configuring c;
  c.service.software = "Openfire";
  c.controller.refused_fields = {"pubsub#max_items"};
  c.controller.partial = true;
  auto done = c.save({{"pubsub#title", {"New"}}, {"pubsub#max_items", {"500"}}});
  REQUIRE(done);
  CHECK(done->refused->condition == "not-acceptable");
  CHECK(done->now.value("pubsub#title") == "New");
  REQUIRE(done->different.size() == 1);
  CHECK(done->different[0].var == "pubsub#max_items");
  CHECK(c.node("t").title == "New");
}

TEST_CASE("FORM-14 configure: the whole form only for who refuses the short one, and is not known to take it") {
  Configuring c;
  c.controller.wants_whole_forms = true;
  SUBCASE("not known") {
    auto done = c.save({{"pubsub#title", {"New"}}});
    REQUIRE(done);
    CHECK(!done->refused);
    CHECK(c.kept("pubsub#title") == "New");
  }
  SUBCASE("known") {
    c.service.software = "ejabberd";
    auto done = c.save({{"pubsub#title", {"New"}}});
    REQUIRE(done);
    CHECK(done->refused);
    CHECK(c.kept("pubsub#title") == "Old");
  }
}

TEST_CASE("configure: somebody else changed the same field meanwhile: nothing is sent unless asked to") {
  Configuring c;
  c.controller.nodes["t"].config["pubsub#title"] = {"Theirs"};
  auto stopped = c.save({{"pubsub#title", {"New"}}, {"pubsub#type", {"urn:x"}}});
  REQUIRE(stopped);
  REQUIRE(stopped->meanwhile.size() == 1);
  CHECK(stopped->meanwhile[0].sent == Words{"Old"});
  CHECK(stopped->meanwhile[0].kept == Words{"Theirs"});
  CHECK(c.sent().empty());
  auto done = c.save({{"pubsub#title", {"New"}}}, true);
  REQUIRE(done);
  CHECK(c.kept("pubsub#title") == "New");
}

TEST_CASE("configure: somebody else changed another field, or to the same value: no conflict, and it is not undone") {
  Configuring c;
  c.controller.nodes["t"].config = {{"pubsub#title", {"New"}}, {"pubsub#description", {"Theirs"}}};
  auto done = c.save({{"pubsub#title", {"New"}}, {"pubsub#type", {"urn:x"}}});
  REQUIRE(done);
  CHECK(done->meanwhile.empty());
  CHECK(c.kept("pubsub#description") == "Theirs");
  CHECK(c.kept("pubsub#type") == "urn:x");
}

TEST_CASE("configure: the connection is lost; nobody knows, and the next attempt reads first") {
  Configuring c;
  c.cut = c.answered + 1;
  c.cut_after = true;
  CHECK(c.save({{"pubsub#title", {"New"}}}).error().kind == ErrorKind::cancelled);
  c.reconnect();
  REQUIRE(c.save({{"pubsub#title", {"New"}}}));
  CHECK(c.sent().size() == 1);
  CHECK(c.node("t").title == "New");
}
