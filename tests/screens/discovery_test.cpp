// SPDX-License-Identifier: AGPL-3.0-or-later
// Without an endpoint in config.json: where the page looks for the controller, and what the card says of it.
#include <doctest/doctest.h>

#include "world.h"

using namespace screens;

namespace {

/// The page lies on grid.example:8443.
struct Looking : World {
  explicit Looking(std::string_view config = "{}") : World("", config, 1440, 900, "grid.example:8443") {
    app->log_in_with_certificate();
  }
  const gui::LoginView& card = host.card;

  void host_meta(const std::string& origin, const std::string& endpoint) {
    fetcher.answer(origin + "/.well-known/host-meta", 404, "");
    fetcher.answer(origin + "/.well-known/host-meta.json", 200,
                   R"({"links": [{"rel": "urn:xmpp:alt-connections:websocket", "href": ")" + endpoint + R"("}]})");
  }
  void no_host_meta(const std::string& origin, const xmpp::Result<xmpp::Fetched>& instead) {
    for (const char* name : {"/.well-known/host-meta", "/.well-known/host-meta.json"})
      fetcher.answer(origin + name, instead);
  }
  bool suspects_policy() const {
    return !card.causes.empty() && card.causes[0].find("connect-src") != std::string::npos;
  }
};

const std::string own = "https://grid.example:8443";
const xmpp::Error blocked{.kind = xmpp::ErrorKind::transport, .condition = "fetch-failed"};

}  // namespace

TEST_CASE("WS-31 a domain that is the page's host is asked at the page's own origin, the port included") {
  Looking world;
  CHECK(world.card.progress == "Looking for the controller of grid.example …");
  CHECK(world.fetcher.asked() ==
        std::vector<std::string>{own + "/.well-known/host-meta.json", own + "/.well-known/host-meta"});
  world.host_meta(own, "wss://grid.example:8443/ws");
  CHECK(world.transport.url() == "wss://grid.example:8443/ws");
  CHECK(world.card.endpoint == "wss://grid.example:8443/ws");
  world.transport.end();
  world.log_in();
  CHECK_FALSE(world.card.visible);
}

TEST_CASE("WS-31 another domain is asked at its own HTTPS; when that is not allowed, the policy is the first suspect") {
  const std::string other = "https://other.example";
  const auto failed = [](std::string_view config, const std::string& origin, const xmpp::Result<xmpp::Fetched>& with) {
    Looking world(config);
    CHECK(world.fetcher.asked()[0] == origin + "/.well-known/host-meta.json");
    world.no_host_meta(origin, with);
    CHECK(world.card.error_title.starts_with("No controller found on "));
    return world.suspects_policy();
  };
  CHECK(failed(R"({"domain": "other.example"})", other, blocked));
  CHECK_FALSE(failed(R"({"domain": "other.example"})", other, xmpp::Fetched{404, ""}));
  CHECK_FALSE(failed("{}", own, blocked));
}

TEST_CASE("ATTACK-17 WS-33 host-meta that names a foreign host: it is shown, and not used") {
  Looking world;
  world.host_meta(own, "wss://evil.example/ws");
  CHECK(world.transport.connects() == 0);
  CHECK(world.card.error_title == "The controller is on another host");
  CHECK(world.card.error_text.starts_with("wss://evil.example/ws is neither on this page's host nor on the list"));
  CHECK(world.card.endpoint == "wss://evil.example/ws");
  CHECK(world.card.blocked);
  world.app->change_controller("/ws");
  CHECK(world.card.endpoint == "wss://grid.example:8443/ws");
  CHECK_FALSE(world.card.blocked);
}

TEST_CASE("a discovered WebSocket on another port: the card says that the browser sends no certificate there") {
  Looking world;
  world.host_meta(own, "wss://grid.example:5443/ws");
  world.transport.end();
  CHECK(world.card.error_title == "No connection to the controller");
  bool said = false;
  for (const std::string& cause : world.card.causes)
    said = said || cause.find("different origins") != std::string::npos;
  CHECK(said);
}

TEST_CASE("looking for the controller can be cancelled; an answer that comes later starts nothing") {
  Looking world;
  CHECK(world.card.busy);
  world.app->cancel_login();
  CHECK_FALSE(world.card.busy);
  world.host_meta(own, "wss://grid.example:8443/ws");
  CHECK(world.transport.connects() == 0);
}
