// SPDX-License-Identifier: AGPL-3.0-or-later
// Story 1.5 at the size of a real grid: how long it takes to make somebody owner of everything.
#include <doctest/doctest.h>

#include "tests/native/fake_clock.h"
#include "tests/unit/support/acting.h"
#include "xmpp/grid/bulk.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

Task<Result<bool>> make_owner(Ground ground, std::string node) {
  const auto before = co_await set_affiliation(ground, node, jid("bob@example"), Affiliation::owner);
  if (!before) co_return before.error();
  co_return *before != Affiliation::owner;
}

}  // namespace

// 2.5 s for a thousand at 20 ms are 125 round trips.
TEST_CASE("1.5 another owner of all topics: three requests each, and no more than one round trip for eight topics") {
  constexpr std::size_t topics = 200;
  Acting acting;
  for (std::size_t i = 0; i < topics; ++i) acting.controller.topic("topic-" + std::to_string(i));
  acting.crawled();
  native::FakeClock clock;
  std::vector<BulkStep> steps;
  for (const NodeIndex index : acting.model.all()) {
    const std::string id = acting.model[index].id;
    steps.push_back({id, [&acting, id](bool) { return make_owner(acting.ground(), id); }});
  }
  Bulk bulk(std::move(steps), clock, [] {});
  while (acting.requests.round()) {
  }
  CHECK(bulk.finished());
  CHECK(bulk.count(Bulk::State::done) == topics);
  CHECK(acting.requests.asked <= 3 * topics);
  CHECK(acting.requests.rounds <= topics / 8);
  CHECK(acting.controller.nodes["topic-7"].affiliations["bob@example"] == "owner");
}
