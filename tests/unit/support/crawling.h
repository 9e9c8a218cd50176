// SPDX-License-Identifier: AGPL-3.0-or-later
// What the tests of the crawl share: a crawl of a FakeController, and a small grid to read.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/support/fake_controller.h"

namespace xmpp::test {

/// A crawl of a FakeController, driven round trip by round trip.
struct Crawling {
  FakeController controller;
  grid::Model model;
  grid::Service service = fake_service();
  grid::CrawlLimits limits;
  FakeRequests requests{[this](const Jid& to, const Element& payload) { return controller.answer(to, payload); }};
  std::size_t changes = 0;
  std::unique_ptr<grid::Crawl> crawl;

  void start() {
    crawl.reset();
    crawl = std::make_unique<grid::Crawl>(requests, service, model, [this] { ++changes; }, limits);
  }
  const grid::CrawlProgress& run() {
    start();
    requests.run();
    return crawl->progress();
  }
  const grid::Node& node(std::string_view id) { return model[model.find(id).value()]; }
  bool has(std::string_view id) { return model.find(id).has_value(); }
  std::vector<std::string> children(std::string_view id) { return names(node(id).children); }
  std::vector<std::string> parents(std::string_view id) { return names(node(id).parents); }
  std::vector<std::string> names(const std::vector<grid::NodeIndex>& list) {
    std::vector<std::string> out;
    for (grid::NodeIndex i : list) out.push_back(model[i].id);
    return out;
  }
  std::vector<std::string> roots() { return names(model.roots()); }
  bool told(grid::Notice::Kind kind, std::string_view about) {
    for (const auto& notice : crawl->progress().notices)
      if (notice.kind == kind && notice.node == about) return true;
    return false;
  }
};

/// For comparisons.
using Names = std::vector<std::string>;

/// Three collections, one inside another, and five topics: one in two collections, one in none.
inline void small_grid(FakeController& controller) {
  controller.collection("incidents", {"scada", "phishing", "shared"}, "Incidents")
      .collection("vulnerabilities", {"nested", "shared"})
      .collection("nested", {"swid"})
      .leaf("scada", "SCADA alerts", "authorize")
      .leaf("phishing", "", "whitelist")
      .leaf("shared")
      .leaf("swid")
      .leaf("loose");
  controller.affiliations = {{"scada", "owner"}, {"phishing", "publish-only"}};
}

}  // namespace xmpp::test
