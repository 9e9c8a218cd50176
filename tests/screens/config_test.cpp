// SPDX-License-Identifier: AGPL-3.0-or-later
// Malformed config.json, and which addresses it may point to (attack case 17).
#include "gui/config.h"

#include <doctest/doctest.h>

#include "gui/endpoint.h"

using namespace gui;

namespace {
const Page page{.origin = "https://grid.example:8443", .host = "grid.example:8443"};
const Page loopback{.origin = "http://localhost:8080", .host = "localhost:8080"};
}  // namespace

TEST_CASE("config.json: every key is taken") {
  const ConfigFile file = read_config(R"({
    "domain": "grid.example", "endpoint": "/ws", "pubsub": "broker.grid.example",
    "password_login": false, "allowed_endpoint_hosts": ["xmpp.example", "other.example:5443"]})");
  CHECK(file.problems.empty());
  CHECK(file.config ==
        Config{"grid.example", "/ws", "broker.grid.example", false, {"xmpp.example", "other.example:5443"}});
}

TEST_CASE("config.json: no file, an empty file and an empty object give the defaults") {
  for (const char* text : {"", " \n", "{}"}) {
    CHECK(read_config(text).config == Config{});
    CHECK(read_config(text).problems.empty());
  }
}

TEST_CASE("config.json: malformed text is reported with line and column, and switches password login off") {
  const ConfigFile file = read_config("{\n  \"domain\": \"grid.example\",\n}\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].line == 3);
  CHECK(file.problems[0].column == 1);
  CHECK(file.problems[0].text == "Unexpected '}'; expected string literal.");
  CHECK(file.config == Config{.password_login = false});

  const ConfigFile cut = read_config("{\"domain\": \"grid.exa");
  REQUIRE(cut.problems.size() == 1);
  CHECK(cut.problems[0].line == 1);
  CHECK_FALSE(cut.config.password_login);

  const ConfigFile word = read_config("{\n \"password_login\": no\n}");
  REQUIRE(word.problems.size() == 1);
  CHECK(word.problems[0].line == 2);
  CHECK(word.problems[0].column == 20);
}

TEST_CASE("config.json: an unknown key is named where it stands, the rest is taken") {
  const ConfigFile file = read_config("{\n  \"domian\": \"x\",\n  \"pubsub\": \"broker.grid.example\" }");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0] == ConfigProblem{2, 3,
                                          "Unknown key “domian”. Known keys: domain, endpoint, pubsub, password_login, "
                                          "allowed_endpoint_hosts."});
  CHECK(file.config.pubsub == "broker.grid.example");
}

TEST_CASE("config.json: a value of the wrong kind says what is wanted") {
  const ConfigFile file = read_config(R"({"domain": 7, "password_login": "yes", "allowed_endpoint_hosts": "x",
    "endpoint": {"url": "x"}, "pubsub": ["a", "b"]})");
  REQUIRE(file.problems.size() == 5);
  CHECK(file.problems[0].text == "“domain” must be a text.");
  CHECK(file.problems[1].text == "“password_login” must be true or false.");
  CHECK(file.problems[2].text == "“allowed_endpoint_hosts” must be a list of texts.");
  CHECK(file.problems[3].text == "“endpoint” must be a text.");
  CHECK(file.problems[4].text == "“pubsub” must be a text.");
  CHECK(file.problems[4].line == 2);
  CHECK_FALSE(file.config.password_login);  // whoever wrote it meant to decide
  REQUIRE(read_config("[]").problems.size() == 1);
  CHECK(read_config("[]").problems[0].text == "The file must hold one object: { … }.");
}

TEST_CASE("config.json: an error is where the wrong thing begins") {
  struct {
    const char* text;
    int line, column;
  } const cases[] = {
      {R"({"password_login": "yes"})", 1, 20},
      {R"({"password_login": "so \"so\" \\"})", 1, 20},
      {R"({"domain": 7, "pubsub": "x"})", 1, 12},
      {R"({"domain": -1.5e3 })", 1, 12},
      {R"({"domain": true})", 1, 12},
      {R"({"domain": ["x"]})", 1, 12},
      {R"({"allowed_endpoint_hosts": ["x", 17]})", 1, 34},
      {R"({"dom\u0061ix": "x"})", 1, 2},
      {R"({"domain" "x"})", 1, 11},
      {R"({"domain": "grid.exa)", 1, 12},
      {R"({"domain": ")", 1, 12},
      {R"({"domain": tru})", 1, 12},
      {R"({"allowed_endpoint_hosts": ["x"})", 1, 32},
      {R"("grid.example")", 1, 1},
      {R"({"domain": "a \"b\" \q"})", 1, 12},
      {"{\n  \"domain\": \"grid.example,\n  \"pubsub\": \"x\"\n}", 2, 13},
      {R"({"pubsub": "größer", "domain": 7})", 1, 32},
  };
  for (const auto& [text, line, column] : cases) {
    const ConfigFile file = read_config(text);
    REQUIRE_MESSAGE(file.problems.size() == 1, text);
    CHECK_MESSAGE(file.problems[0].line == line, text);
    CHECK_MESSAGE(file.problems[0].column == column, text);
  }
}

TEST_CASE("endpoint: a path is on the page's own host, and as encrypted as the page") {
  CHECK(endpoint("/ws", page, {}) == Endpoint{"wss://grid.example:8443/ws", "grid.example:8443", true, {}});
  CHECK(endpoint("/ws", loopback, {}) == Endpoint{"ws://localhost:8080/ws", "localhost:8080", false, {}});
  CHECK(endpoint("", page, {}) == Endpoint{});
}

TEST_CASE("ATTACK-17 a foreign endpoint is refused unless its host is listed") {
  CHECK(endpoint("wss://evil.example/ws", page, {}).problem == EndpointProblem::foreign);
  const Config listed{.allowed_endpoint_hosts = {"xmpp.example", "other.example:5443"}};
  CHECK(endpoint("wss://xmpp.example/ws", page, listed).problem == std::nullopt);
  CHECK(endpoint("wss://XMPP.example:5443/ws", page, listed).problem == std::nullopt);
  CHECK(endpoint("wss://other.example:5443/ws", page, listed).problem == std::nullopt);
  CHECK(endpoint("wss://other.example/ws", page, listed).problem == EndpointProblem::foreign);
  CHECK(endpoint("wss://xmpp.example.evil.example/ws", page, listed).problem == EndpointProblem::foreign);
  CHECK(endpoint("wss://grid.example/ws", page, {}).problem == std::nullopt);  // another port of the same machine
}

TEST_CASE("ATTACK-17 addresses that are not what they look like") {
  for (const char* text : {"wss://grid.example:8443@evil.example/ws", "//evil.example/ws", "javascript:alert(1)",
                           "https://grid.example/ws", "wss://", "wss://grid.example\\@evil.example",
                           "wss://grid.example/#x", "wss://grid.example/a b", "grid.example"})
    CHECK_MESSAGE(endpoint(text, page, {}).problem == EndpointProblem::not_websocket, text);
}

TEST_CASE("endpoint: unencrypted only between loopback and loopback") {
  CHECK(endpoint("ws://grid.example:8443/ws", page, {}).problem == EndpointProblem::unencrypted);
  CHECK(endpoint("ws://127.0.0.1.evil.example/ws", loopback, {}).problem == EndpointProblem::unencrypted);
  CHECK(endpoint("ws://127.0.0.1:5280/ws", loopback, {}) ==
        Endpoint{"ws://127.0.0.1:5280/ws", "127.0.0.1:5280", false, {}});
  CHECK(endpoint("ws://localhost/ws", page, {}).problem == EndpointProblem::unencrypted);
  const Config listed{.allowed_endpoint_hosts = {"xmpp.example"}};
  CHECK(endpoint("ws://xmpp.example/ws", page, listed).problem == EndpointProblem::unencrypted);
}

TEST_CASE("domain: that of config.json, else the page's host name") {
  CHECK(domain(page, {}) == "grid.example");
  CHECK(domain(page, {.domain = "other.example"}) == "other.example");
  CHECK(host_name("[::1]:8443") == "[::1]");
}
