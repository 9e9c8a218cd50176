// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way in which a login can fail has its own sentence with the next step.
#include "gui/login.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "world.h"
#include "xmpp/conditions.h"
#include "xmpp/discovery.h"

using namespace gui;
using xmpp::Error;
using xmpp::ErrorKind;
using xmpp::Phase;
namespace c = xmpp::condition;

namespace {

const Page page{.origin = "https://grid.example:8443", .host = "grid.example:8443"};

LoginState failed(Error error, LoginKind kind = LoginKind::certificate) {
  LoginState state{.kind = kind, .endpoint = endpoint("/ws", page, {}), .domain = "grid.example"};
  state.status.phase = Phase::offline;
  state.status.error = std::move(error);
  return state;
}

LoginView view(const LoginState& state, std::string_view config = "") {
  return login_view(state, read_config(config), page);
}

// The errors that a play ends in: "error KIND/CONDITION (SPECIFIC)".
std::vector<Error> errors_of_play(const std::filesystem::path& path) {
  std::vector<Error> errors;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.starts_with("error ") ? line.substr(6) : "");
    std::string name;
    std::getline(words, name, '/');
    for (int kind = 0; kind <= int(ErrorKind::input); ++kind) {
      Error error{.kind = ErrorKind(kind)};
      if (xmpp::to_string(error) != name) continue;
      words >> error.condition >> error.specific;
      error.specific = error.specific.starts_with('(') ? error.specific.substr(1, error.specific.size() - 2) : "";
      errors.push_back(std::move(error));
    }
  }
  return errors;
}

bool mentions(const LoginView& view, std::string_view words) {
  for (const std::string& cause : view.causes)
    if (cause.find(words) != std::string::npos) return true;
  return view.error_text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("login: at first there is nothing but the controller and two ways in") {
  const LoginView first = view({.endpoint = endpoint("/ws", page, {}), .domain = "grid.example"});
  CHECK(first.visible);
  CHECK_FALSE(first.busy);
  CHECK(first.endpoint == "wss://grid.example:8443/ws");
  CHECK(first.encrypted);
  CHECK(first.password_allowed);
  CHECK(first.error_title == "");
  CHECK(view({.domain = "grid.example"}).endpoint == "looked up on grid.example");
  CHECK_FALSE(view({.domain = "grid.example"}, R"({"password_login": false})").password_allowed);
}

TEST_CASE("login: while it runs, each step is named") {
  LoginState state{.kind = LoginKind::certificate, .endpoint = endpoint("/ws", page, {}), .domain = "grid.example"};
  const auto progress = [&](Phase phase) {
    state.status.phase = phase;
    CHECK(view(state).busy);
    return view(state).progress;
  };
  CHECK(progress(Phase::discovering) == "Looking for the controller of grid.example …");
  CHECK(progress(Phase::connecting) == "Connecting to wss://grid.example:8443/ws …");
  CHECK(progress(Phase::authenticating) == "Logging in with the certificate …");
  CHECK(progress(Phase::binding) == "Opening the session …");
  state.kind = LoginKind::password;
  state.user = "alice";
  CHECK(progress(Phase::authenticating) == "Logging in as alice …");
}

TEST_CASE("login: the card makes way for the application, also while that reconnects") {
  LoginState state{.was_online = true, .domain = "grid.example"};
  for (Phase phase : {Phase::online, Phase::waiting, Phase::connecting, Phase::authenticating, Phase::binding}) {
    state.status.phase = phase;
    CHECK_FALSE(view(state).visible);
  }
  state.status.phase = Phase::offline;
  CHECK(view(state).visible);
}

TEST_CASE("login: wrong password") {
  const LoginView wrong = view(failed({.kind = ErrorKind::sasl, .condition = "not-authorized"}, LoginKind::password));
  CHECK(wrong.error_title == "User name or password not accepted");
  CHECK(wrong.error_text == "The controller does not say which of the two is wrong. Likely causes:");
  CHECK(mentions(wrong, "the whole JID on grid.example"));
  CHECK_FALSE(wrong.ask_authzid);
  CHECK(wrong.links.back().url == "guide/login.html#password-wrong");
}

TEST_CASE(
    "EXT-04 login: none chosen, expired, revoked, of another authority: all that is seen is that EXTERNAL is missing") {
  for (const char* offered : {"SCRAM-SHA-256", "PLAIN"}) {
    screens::World world;
    world.app->log_in_with_certificate();
    world.transport.open();
    world.transport.receive(
        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s1' version='1.0' from='grid.example'/>");
    world.transport.receive(
        "<features xmlns='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
        "<mechanism>" +
        std::string(offered) + "</mechanism></mechanisms></features>");
    const LoginView& card = world.host.card;
    CHECK(card.error_title == "The controller did not offer the certificate login");
    CHECK(card.error_text.find("does not say what was wrong") != std::string::npos);
    REQUIRE(card.causes.size() == 5);  // most likely first, each with how to check it
    const std::pair<const char*, const char*> wanted[] = {{"None was chosen", "open the page again and choose one"},
                                                          {"has expired", "Look at its dates"},
                                                          {"was revoked", "Ask who issued it"},
                                                          {"Another authority", "Compare its issuer"},
                                                          {"does not ask for certificates", "controller kits say how"}};
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK_MESSAGE(card.causes[i].find(wanted[i].first) != std::string::npos, card.causes[i]);
      CHECK_MESSAGE(card.causes[i].find(wanted[i].second) != std::string::npos, card.causes[i]);
    }
    CHECK(card.raw.find(offered) != std::string::npos);
    CHECK(card.links.back().url == "guide/login.html#not-accepted");
  }
}

TEST_CASE("login: EXTERNAL was offered, and failed") {
  const LoginView refused = view(failed({.kind = ErrorKind::sasl, .condition = "not-authorized", .text = "<revoked>"}));
  CHECK(refused.error_title == "The controller did not accept the certificate login");
  CHECK(refused.error_text == "It answered not-authorized. Likely causes:");
  CHECK(mentions(refused, "names no JID on grid.example. Look at"));
  CHECK(mentions(refused, "names several JIDs. Say which one"));
  CHECK(mentions(refused, "has expired, or was revoked. Look at"));
  CHECK(mentions(refused, "None was sent. Close all windows"));
  CHECK(refused.ask_authzid);
  CHECK(refused.raw.find("<revoked>") != std::string::npos);
  CHECK(refused.links.front().url == "#raw");

  const LoginView late = view(failed({.kind = ErrorKind::sasl, .condition = "credentials-expired"}));
  CHECK(late.error_title == "Your certificate has expired");
}

TEST_CASE("EXT-01: a certificate that names several JIDs asks which one") {
  const LoginView several = view(failed({.kind = ErrorKind::sasl, .condition = "invalid-authzid"}));
  CHECK(several.error_title == "The controller does not know which JID you are");
  CHECK(several.ask_authzid);
  CHECK(mentions(several, "Log in as"));
}

TEST_CASE("login: server down, wrong URL, refused handshake: what the browser hides is listed with how to test it") {
  const LoginView down = view(failed({.kind = ErrorKind::transport, .condition = c::cannot_connect}));
  CHECK(down.error_title == "No connection to the controller");
  CHECK(mentions(down, "Open https://grid.example:8443/ws in a new tab"));
  CHECK(mentions(down, "https://grid.example:8443 must be on its list of origins"));
  CHECK(mentions(down, "subprotocol xmpp"));
  CHECK_FALSE(mentions(down, "different origins"));
  CHECK(down.links.back().url == "guide/login.html#no-connection");

  LoginState elsewhere = failed({.kind = ErrorKind::transport, .condition = c::cannot_connect});
  elsewhere.endpoint = endpoint("wss://grid.example:5443/ws", page, {});
  CHECK(mentions(view(elsewhere), "different origins (https://grid.example:8443 and wss://grid.example:5443/ws)"));
}

TEST_CASE("login: after Change the card is the new controller's, whatever happened at the old one") {
  screens::World world("", R"({"domain": "grid.example", "endpoint": "/ws", "allowed_endpoint_hosts": ["b.example"]})");
  const LoginView& card = world.host.card;
  world.app->log_in_with_certificate();
  world.transport.end();
  REQUIRE(card.error_title == "No connection to the controller");
  world.app->change_controller("wss://b.example/ws");
  CHECK(card.endpoint == "wss://b.example/ws");
  CHECK(card.error_title == "");
  world.app->log_in_with_certificate();
  CHECK(card.progress == "Connecting to wss://b.example/ws …");
  world.transport.end();
  CHECK(card.error_title == "No connection to the controller");

  world.app->change_controller("other.example");
  CHECK(card.endpoint == "looked up on other.example");
  CHECK(card.error_title == "");
}

TEST_CASE("ATTACK-12 WS-22 a redirection to another host is not followed, not even to one that config.json lists") {
  screens::World world("", R"({"domain": "grid.example", "endpoint": "/ws", "allowed_endpoint_hosts": ["b.example"]})");
  world.app->log_in_with_certificate();
  world.transport.open();
  world.transport.receive("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='wss://b.example/ws'/>");
  world.clock.advance(xmpp::Milliseconds(60'000));
  CHECK(world.transport.connects() == 1);
  CHECK(world.host.card.error_title == "The controller sends you to another host");
  CHECK(
      world.host.card.error_text ==
      "It named wss://b.example/ws. Only an address on the same host and port is followed. If who runs the controller "
      "confirms the new one, name it as endpoint in config.json.");
}

TEST_CASE("WS-02: subprotocol not selected") {
  screens::World world;
  world.app->log_in_with_certificate();
  world.transport.open("");
  CHECK(world.host.card.error_title == "There is no XMPP at this address");
  CHECK(world.host.card.error_text.starts_with("wss://grid.example/ws opened without selecting the subprotocol xmpp"));
}

TEST_CASE("WS-30 the card shows no words of whoever closed the WebSocket") {
  for (const char* condition : {c::connection_lost, c::cannot_connect}) {
    const LoginView lost = view(failed(
        {.kind = ErrorKind::transport, .condition = condition, .text = "Your account is locked, call +1 555 0100"}));
    CHECK_FALSE(lost.error_title.empty());
    CHECK_FALSE(mentions(lost, "555"));
    CHECK(lost.error_title.find("555") == std::string::npos);
    CHECK(lost.raw == "");
    CHECK(lost.notice == "");
  }
}

TEST_CASE("SASL-13: no EXTERNAL and no SCRAM") {
  const LoginView none =
      view(failed({.kind = ErrorKind::sasl, .condition = c::no_acceptable_mechanism}, LoginKind::password));
  CHECK(none.error_title == "No safe way to log in");
  CHECK(mentions(none, "neither EXTERNAL nor SCRAM"));
  CHECK(none.links.back().url == "guide/login.html#no-method");
}

TEST_CASE("login: nothing found by discovery") {
  for (const char* condition : {c::discovery_failed, c::no_endpoint}) {
    const LoginView lost = view(failed({.kind = ErrorKind::transport, .condition = condition}));
    CHECK(lost.error_title == "No controller found on grid.example");
    CHECK(mentions(lost, "endpoint in config.json"));
  }
}

TEST_CASE("login: ws:// to another host, a foreign host, and no address at all are refused before connecting") {
  const auto refused = [](std::string_view address) {
    LoginState state{.endpoint = endpoint(address, page, {}), .domain = "grid.example"};
    state.refused = refusal(state.endpoint, page);
    return view(state);
  };
  const LoginView clear = refused("ws://xmpp.example/ws");
  CHECK(clear.error_title == "The controller's address is not encrypted");
  CHECK(clear.error_text == "ws://xmpp.example/ws would send everything in clear. Use a wss:// address.");
  CHECK(clear.blocked);
  CHECK_FALSE(clear.encrypted);
  CHECK(refused("wss://evil.example/ws").error_title == "The controller is on another host");
  CHECK(refused("ftp://x").error_title == "The controller's address is not a WebSocket address");
  CHECK(refused("/ws").error_title == "");
}

TEST_CASE("login: insecure context") {
  const Page plain{.origin = "http://grid.example", .host = "grid.example", .secure_context = false};
  LoginState state{.endpoint = endpoint("/ws", plain, {}), .domain = "grid.example"};
  state.refused = refusal(state.endpoint, plain);
  const LoginView insecure = login_view(state, {}, plain);
  CHECK(insecure.error_title == "This page was not loaded over HTTPS");
  CHECK(insecure.blocked);
}

TEST_CASE("login: malformed config.json is shown with line and column, and not forgotten behind another error") {
  const LoginView broken = view({.domain = "grid.example"}, "{\n  \"domain\": grid }");
  CHECK(broken.error_title == "config.json has a mistake");
  REQUIRE(broken.causes.size() == 1);
  CHECK(broken.causes[0].starts_with("Line 2, column 13: "));
  CHECK_FALSE(broken.password_allowed);

  const LoginView both =
      view(failed({.kind = ErrorKind::transport, .condition = c::cannot_connect}), "{\"domian\": 1}");
  CHECK(both.error_title == "No connection to the controller");
  CHECK(both.notice.starts_with("config.json has a mistake. Line 1, column 2: Unknown key “domian”."));
}

TEST_CASE("login: after log out the page says what a browser cannot forget") {
  LoginState state{.kind = LoginKind::certificate, .logged_out = true, .domain = "grid.example"};
  state.status.error = Error{.kind = ErrorKind::cancelled, .condition = c::logged_out};
  CHECK(view(state).error_title == "");
  CHECK(view(state).notice.find("goes on showing your certificate until all its windows are closed") !=
        std::string::npos);
  state.kind = LoginKind::password;
  CHECK(view(state).notice.find("certificate") == std::string::npos);
  CHECK(view(state).notice.starts_with("You are logged out."));
}

TEST_CASE("login: every kind of error has a row, every text a title and no unfilled place") {
  for (int kind = 0; kind <= int(ErrorKind::input); ++kind)
    for (LoginKind login : {LoginKind::certificate, LoginKind::password})
      CHECK_FALSE(failure({.kind = ErrorKind(kind), .condition = "something-new"}, login).title.empty());
  const std::set<std::string_view> known = {"domain", "endpoint", "https", "origin", "said", "uri", "what", "next"};
  const auto check = [&](std::string_view text) {
    for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1))
      CHECK_MESSAGE(known.contains(text.substr(open + 1, text.find('}', open) - open - 1)), text);
    CHECK_MESSAGE(text.find('!') == text.npos, text);
  };
  for (const Failure& row : failures()) {
    check(row.title);
    check(row.text);
    for (const Cause& cause : row.causes) check(cause.text);
  }
}

// What can go wrong: what happens in the plays, where the runner has proved it; what discovery finds; what the page
// itself refuses; and what a controller may answer to a login (RFC 6120 §6.5).
TEST_CASE("login: every sentence is reached by an error that really comes") {
  std::set<const Failure*> reached;
  const auto reach = [&](const Error& error) {
    for (LoginKind login : {LoginKind::certificate, LoginKind::password}) reached.insert(&failure(error, login));
  };
  for (const auto& play : std::filesystem::directory_iterator(TESTS_FOLDER "/scripts"))
    for (const Error& error : errors_of_play(play.path())) reach(error);
  for (const char* links : {"none", R"({"links": []})"}) {
    native::FakeFetcher web;
    web.answer("https://grid.example/.well-known/host-meta.json", 200, links);
    web.answer("https://grid.example/.well-known/host-meta", 404, "");
    reach(xmpp::test::Running(xmpp::discover(web, "https://grid.example"))->error());
  }
  for (bool secure : {true, false}) {
    const Page here{.origin = "https://grid.example", .host = "grid.example", .secure_context = secure};
    for (const char* address : {"elsewhere", "ws://elsewhere.example/ws", "wss://elsewhere.example/ws"})
      reach(refusal(endpoint(address, here, {}), here).value());
  }
  for (const char* condition : {"account-disabled", "credentials-expired", "invalid-authzid", "not-authorized",
                                "temporary-auth-failure", "malformed-request"})
    reach({.kind = ErrorKind::sasl, .condition = condition});
  reach({.kind = ErrorKind::cancelled, .condition = c::logged_out});
  reach(xmpp::Jid::parse("@grid.example", native::IcuUnicode()).error());  // “Log in as”

  for (const Failure& row : failures())
    CHECK_MESSAGE(reached.contains(&row), int(row.kind), "/", row.condition, ": ", row.title);
}

TEST_CASE("ATTACK-14 what the controller says cannot hide in the card") {
  const LoginView odd = view(failed({.kind = ErrorKind::stream,
                                     .condition = "see\xE2\x80\xAEother",
                                     .text = "a\x07"
                                             "b"}));
  CHECK(odd.error_text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(odd.raw.find('\x07') == std::string::npos);
}
