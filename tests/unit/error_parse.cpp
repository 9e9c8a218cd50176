// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error_parse.h"

#include <doctest/doctest.h>

using namespace xmpp;

namespace {

Error read(Error (*how)(Element, std::string_view), const std::string& xml, std::string_view language = "en") {
  auto document = parse_frame(xml);
  REQUIRE_MESSAGE(document.ok(), xml);
  return how(document->root(), language);
}

std::string iq(std::string error) {
  return "<iq xmlns='jabber:client' type='error' id='1' from='pubsub.localhost'><pubsub "
         "xmlns='http://jabber.org/protocol/pubsub'/>" +
         error + "</iq>";
}

const std::string in_stanzas = " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'";
const std::string in_streams = " xmlns='urn:ietf:params:xml:ns:xmpp-streams'";
const std::string in_pubsub = " xmlns='http://jabber.org/protocol/pubsub#errors'";

}  // namespace

TEST_CASE("ST-08 every stanza condition is read with its type") {
  const std::pair<const char*, ErrorType> types[] = {{"auth", ErrorType::auth},        {"cancel", ErrorType::cancel},
                                                     {"continue", ErrorType::proceed}, {"modify", ErrorType::modify},
                                                     {"wait", ErrorType::wait},        {"odd", ErrorType::none}};
  for (auto condition : defined_conditions(ErrorKind::stanza)) {
    for (auto [name, type] : types) {
      auto error = read(stanza_error, iq("<error type='" + std::string(name) + "'><" + std::string(condition) +
                                         in_stanzas + "/></error>"));
      CHECK(error == Error{.kind = ErrorKind::stanza, .condition = std::string(condition), .type = type});
    }
  }
}

TEST_CASE("ST-07 an unknown, foreign or missing stanza condition is an undefined condition; the text is kept") {
  for (std::string inside : {"<who-knows" + in_stanzas + "/>", std::string("<forbidden xmlns='urn:other'/>"),
                             std::string("<forbidden/>"), "<closed-node" + in_stanzas + "/>", std::string()}) {
    CAPTURE(inside);
    auto error =
        read(stanza_error, iq("<error type='cancel'>" + inside + "<text" + in_stanzas + ">forbidden</text></error>"));
    CHECK(error.condition == "undefined-condition");
    CHECK(error.text == "forbidden");
    CHECK(error.specific == "");
  }
  CHECK(read(stanza_error, iq("")).condition == "undefined-condition");
}

TEST_CASE("PS-24 PS-23 pubsub conditions come beside the stanza's, with the unsupported feature") {
  for (auto name : pubsub_conditions()) {
    auto error = read(stanza_error, iq("<error type='cancel'><feature-not-implemented" + in_stanzas + "/><" +
                                       std::string(name) + in_pubsub + " feature='delete-items'/></error>"));
    CHECK(error.condition == "feature-not-implemented");
    CHECK(error.specific == name);
    CHECK(error.feature == "delete-items");
  }
}

TEST_CASE("SUB-05 conditions of commands come beside the stanza's (XEP-0050 §4.4)") {
  auto error = read(stanza_error, iq("<error type='cancel'><not-allowed" + in_stanzas +
                                     "/><session-expired xmlns='http://jabber.org/protocol/commands'/></error>"));
  CHECK(error.condition == "not-allowed");
  CHECK(error.specific == "session-expired");
}

TEST_CASE("the order of the children of an error does not matter") {
  auto error = read(stanza_error, iq("<error type='cancel'><text" + in_stanzas + ">no</text><closed-node" + in_pubsub +
                                     "/><not-allowed" + in_stanzas + "/></error>"));
  CHECK(error == Error{.kind = ErrorKind::stanza,
                       .condition = "not-allowed",
                       .specific = "closed-node",
                       .type = ErrorType::cancel,
                       .text = "no"});
}

TEST_CASE("PS-22 addresses of gone, redirect and see-other-host are data") {
  for (std::string name : {"gone", "redirect"}) {
    auto error = read(stanza_error,
                      iq("<error type='cancel'><" + name + in_stanzas + ">xmpp:b@c?;node=x</" + name + "></error>"));
    CHECK(error.uri == "xmpp:b@c?;node=x");
  }
  auto error = read(stream_error, "<error xmlns='http://etherx.jabber.org/streams'><see-other-host" + in_streams +
                                      ">[2001:db8::1]:9222</see-other-host></error>");
  CHECK(error.condition == "see-other-host");
  CHECK(error.uri == "[2001:db8::1]:9222");
}

TEST_CASE("of several texts the one in the reader's language is shown") {
  auto xml = iq("<error type='cancel'><not-allowed" + in_stanzas + "/><text" + in_stanzas +
                " xml:lang='de'>nein</text><text" + in_stanzas + " xml:lang='en'>no</text></error>");
  CHECK(read(stanza_error, xml).text == "no");
  CHECK(read(stanza_error, xml, "de").text == "nein");
  CHECK(read(stanza_error, xml, "fr").text == "nein");
}

TEST_CASE("WS-10 WS-16 every stream condition is read, in both spellings; unknown ones are undefined") {
  for (std::string condition : {"who-knows"}) {
    auto error =
        read(stream_error, "<error xmlns='http://etherx.jabber.org/streams'><" + condition + in_streams + "/></error>");
    CHECK(error.condition == "undefined-condition");
  }
  for (auto condition : defined_conditions(ErrorKind::stream)) {
    const std::string inside = "<" + std::string(condition) + in_streams + "/><text" + in_streams + ">why</text>";
    const Error expected{.kind = ErrorKind::stream, .condition = std::string(condition), .text = "why"};
    CHECK(read(stream_error, "<error xmlns='http://etherx.jabber.org/streams'>" + inside + "</error>") == expected);
    CHECK(read(stream_error, "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" + inside +
                                 "</stream:error>") == expected);
  }
}

TEST_CASE("SASL-10 every SASL failure is read; unknown ones mean not-authorized") {
  auto failure = [](std::string inside) {
    return read(sasl_failure, "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + inside + "</failure>");
  };
  for (auto condition : defined_conditions(ErrorKind::sasl)) {
    CHECK(failure("<" + std::string(condition) + "/><text xml:lang='en'>why</text>") ==
          Error{.kind = ErrorKind::sasl, .condition = std::string(condition), .text = "why"});
  }
  CHECK(failure("<bad-auth/>").condition == "not-authorized");
  CHECK(failure("<no-mechanism/>").condition == "not-authorized");  // a name of ours, not of the standard
  CHECK(failure("").condition == "not-authorized");
}
