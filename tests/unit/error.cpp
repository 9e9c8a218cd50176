// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include <set>

#include "xmpp/error_parse.h"
#include "xmpp/error_words.h"

using namespace xmpp;

namespace {

std::vector<ErrorWords> all_words() {
  std::vector<ErrorWords> all;
  for (auto words : {stanza_words(), session_words(), local_words()}) all.insert(all.end(), words.begin(), words.end());
  return all;
}

bool has_row(ErrorKind kind, std::string_view name) {
  for (const auto& row : all_words())
    if (row.kind == kind && row.name == name) return true;
  return false;
}

constexpr ErrorKind kinds[] = {ErrorKind::stanza,    ErrorKind::stream,    ErrorKind::sasl,
                               ErrorKind::transport, ErrorKind::protocol,  ErrorKind::security,
                               ErrorKind::timeout,   ErrorKind::cancelled, ErrorKind::input};

}  // namespace

TEST_CASE("ST-07 WS-16 SASL-10 PS-24 every condition of the standards has words of its own") {
  CHECK(defined_conditions(ErrorKind::stanza).size() == 22 + 1);  // payment-required is of RFC 3920 and XEP-0060
  CHECK(defined_conditions(ErrorKind::stream).size() == 25);
  CHECK(defined_conditions(ErrorKind::sasl).size() == 11);
  CHECK(pubsub_conditions().size() == 25);
  for (auto kind : kinds) {
    for (auto condition : defined_conditions(kind)) CHECK_MESSAGE(has_row(kind, condition), condition);
    CHECK(has_row(kind, ""));
  }
  for (auto condition : pubsub_conditions()) CHECK_MESSAGE(has_row(ErrorKind::stanza, condition), condition);
}

TEST_CASE("answers of acts that cannot be read, or were not meant, have words of their own") {
  for (auto name : {"no-node", "no-options", "no-command", "command-failed", "not-applied"})
    CHECK_MESSAGE(has_row(ErrorKind::protocol, name), name);
  for (auto name : {"bad-sessionid", "session-expired"}) CHECK_MESSAGE(has_row(ErrorKind::stanza, name), name);
}

TEST_CASE("words are sentences: two for each error, none twice within a kind") {
  std::set<std::pair<ErrorKind, std::string_view>> names, sentences;
  for (const auto& row : all_words()) {
    CAPTURE(row.name);
    for (auto sentence : {row.what, row.next}) {
      REQUIRE(sentence.size() > 10);
      CHECK(sentence.back() == '.');
      CHECK((sentence.front() >= 'A' && sentence.front() <= 'Z'));
      CHECK(sentence.find('!') == sentence.npos);
      CHECK(sentence.find("lease ") == sentence.npos);  // no begging
      CHECK(sentence.find("uccess") == sentence.npos);
      CHECK(sentence.find("  ") == sentence.npos);
    }
    CHECK(names.emplace(row.kind, row.name).second);
    CHECK(sentences.emplace(row.kind, row.what).second);
  }
}

TEST_CASE("the most particular words win: application condition, condition, kind") {
  Error error{.kind = ErrorKind::stanza, .condition = "not-allowed", .specific = "closed-node"};
  auto closed = explain(error);
  error.specific = "something-new";
  auto not_allowed = explain(error);
  error.condition = "something-newer";
  auto any = explain(error);
  CHECK(closed.what == "The topic is closed: only those on its whitelist may subscribe or read.");
  CHECK(not_allowed.what == "The controller allows this to nobody.");
  CHECK(any.what == "The controller refused the request.");
  for (auto kind : kinds) CHECK_FALSE(explain(Error{.kind = kind, .condition = "unheard-of"}).what.empty());
}

TEST_CASE("ST-08 only errors that may pass are worth retrying") {
  auto stanza = [](ErrorType type) {
    return worth_retrying({.kind = ErrorKind::stanza, .condition = "resource-constraint", .type = type});
  };
  CHECK(stanza(ErrorType::wait));
  for (auto type : {ErrorType::none, ErrorType::auth, ErrorType::cancel, ErrorType::proceed, ErrorType::modify})
    CHECK_FALSE(stanza(type));
  CHECK(worth_retrying({.kind = ErrorKind::timeout}));
  CHECK(worth_retrying({.kind = ErrorKind::transport, .condition = "connection-lost"}));
  CHECK(worth_retrying({.kind = ErrorKind::stream, .condition = "system-shutdown"}));
  CHECK_FALSE(worth_retrying({.kind = ErrorKind::stream, .condition = "conflict"}));
  CHECK_FALSE(worth_retrying({.kind = ErrorKind::sasl, .condition = "not-authorized"}));
  CHECK_FALSE(worth_retrying({.kind = ErrorKind::security, .condition = "server-signature"}));
  CHECK_FALSE(worth_retrying({.kind = ErrorKind::cancelled}));
}

TEST_CASE("ATTACK-14 an error is one line, whatever the peer wrote into it") {
  CHECK(to_string({.kind = ErrorKind::stanza, .condition = "forbidden", .specific = "closed-node"}) ==
        "stanza/forbidden (closed-node)");
  CHECK(to_string({.kind = ErrorKind::timeout}) == "timeout");
  CHECK(to_string({.kind = ErrorKind::stream, .condition = "reset", .text = "a\r\nb\x1b[2J\x7f \u0085\u00e9"}) ==
        "stream/reset: a\\x0d\\x0ab\\x1b[2J\\x7f \\x85\u00e9");
}
