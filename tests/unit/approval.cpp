// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests to subscribe (XEP-0060 §8.6, §8.7), and the command that has them sent again (XEP-0050).
#include "xmpp/xep/approval.h"

#include <doctest/doctest.h>

#include "tests/unit/support/fake_requests.h"
#include "tests/unit/support/xml_nodes.h"
#include "xmpp/xep/commands.h"

using namespace xmpp;
using namespace xmpp::test;
using Names = std::vector<std::string>;

namespace {

const std::string form_type_field =
    "<field var='FORM_TYPE' type='hidden'>"
    "<value>http://jabber.org/protocol/pubsub#subscribe_authorization</value></field>";
const std::string subid_field = "<field var='pubsub#subid' type='hidden'><value>123-abc</value></field>";
const std::string node_field = "<field var='pubsub#node' type='text-single'><value>princely_musings</value></field>";
const std::string jid_field =
    "<field var='pubsub#subscriber_jid' type='jid-single'><value>horatio@denmark.lit</value></field>";
const std::string allow_field = "<field var='pubsub#allow' type='boolean'><value>false</value></field>";

std::string form(const std::string& fields, const std::string& type = "form") {
  return "<x xmlns='jabber:x:data' type='" + type + "'>" + fields + "</x>";
}

std::optional<approval::Request> asked(const std::string& inside, const std::string& type = "normal") {
  auto frame = parse_frame("<message xmlns='jabber:client' id='approve1' from='pubsub.shakespeare.lit' type='" + type +
                           "'>" + inside + "</message>");
  REQUIRE_MESSAGE(frame.ok(), frame.error().text);
  return approval::parse(frame->root());
}

const std::string whole = form(form_type_field + subid_field + node_field + jid_field + allow_field);

// Example 171 and 173 of XEP-0060
std::string submitted(const std::string& allow) {
  return form(form_type_field +
                  "<field var='pubsub#subid'><value>123-abc</value></field>"
                  "<field var='pubsub#node'><value>princely_musings</value></field>"
                  "<field var='pubsub#subscriber_jid'><value>horatio@denmark.lit</value></field>"
                  "<field var='pubsub#allow'><value>" +
                  allow + "</value></field>",
              "submit");
}

std::string command(const std::string& attributes, const std::string& inside = "") {
  return "<command xmlns='http://jabber.org/protocol/commands' node='http://jabber.org/protocol/pubsub#get-pending' " +
         attributes + ">" + inside + "</command>";
}

Result<approval::Pending> listed(const std::string& payload) {
  return approval::parse_list(result_of(payload)->element);
}

const std::string nodes_field =
    "<field type='list-single' var='pubsub#node'><option><value>princely_musings</value></option>"
    "<option><value>news_from_elsinore</value></option></field>";

}  // namespace

TEST_CASE("SUB-01 a request names its message, node, subscriber and number") {
  auto request = asked(whole);
  REQUIRE(request.has_value());
  CHECK(request->id == "approve1");
  CHECK(request->node == "princely_musings");
  CHECK(request->jid.to_string() == "horatio@denmark.lit");
  CHECK(request->subid == "123-abc");
  CHECK(request->delay == "");
}

TEST_CASE("SUB-01 node, subscriber and number may be missing, the decision may not") {
  auto request = asked(form(form_type_field + allow_field));
  REQUIRE(request.has_value());
  CHECK(request->node == "");
  CHECK(request->jid.empty());
  CHECK(request->subid == "");
  CHECK_FALSE(asked(form(form_type_field + node_field + jid_field)).has_value());
}

TEST_CASE("SUB-01 other messages are no requests") {
  CHECK_FALSE(asked("<body>allow?</body>").has_value());
  CHECK_FALSE(asked(form(node_field + allow_field)).has_value());
  CHECK_FALSE(asked("<x xmlns='urn:other' type='form'>" + form_type_field + allow_field + "</x>").has_value());
  for (const char* type : {"submit", "cancel", "result"})
    CHECK_FALSE(asked(form(form_type_field + node_field + allow_field, type)).has_value());
  // An answer of ours that could not be delivered comes back (RFC 6120 §8.3.1).
  CHECK_FALSE(asked(whole + "<error type='cancel'/>", "error").has_value());
}

TEST_CASE("SUB-08 a request that waited for us says since when") {
  auto request = asked(whole + "<delay xmlns='urn:xmpp:delay' from='shakespeare.lit' stamp='2002-09-10T23:08:25Z'/>");
  REQUIRE(request.has_value());
  CHECK(request->delay == "2002-09-10T23:08:25Z");
}

TEST_CASE("SUB-02 the answer says of whom it is, and yes or no") {
  auto request = *asked(whole);
  CHECK(shape(approval::answer(request, approval::Decision::approve).to_string()) == shape(submitted("true")));
  CHECK(shape(approval::answer(request, approval::Decision::reject).to_string()) == shape(submitted("false")));
}

TEST_CASE("SUB-02 what the request did not tell, the answer does not") {
  auto request = *asked(form(form_type_field + node_field + allow_field));
  CHECK(shape(approval::answer(request, approval::Decision::approve).to_string()) ==
        shape(form(form_type_field + "<field var='pubsub#node'><value>princely_musings</value></field>"
                                     "<field var='pubsub#allow'><value>true</value></field>",
                   "submit")));
}

TEST_CASE("SUB-03 to close the question is not to reject") {
  CHECK(shape(approval::leave_pending().to_string()) == shape(form(form_type_field, "cancel")));
}

TEST_CASE("SUB-05 the command is executed, continued and cancelled by its session") {
  CHECK(shape(approval::list_request().to_string()) == shape(command("action='execute'")));
  CHECK(shape(approval::node_request("s:1", "princely_musings").to_string()) ==
        shape(command(
            "sessionid='s:1' action='execute'",
            form(form_type_field + "<field var='pubsub#node'><value>princely_musings</value></field>", "submit"))));
  CHECK(shape(approval::cancel_request("s:1").to_string()) == shape(command("sessionid='s:1' action='cancel'")));
}

TEST_CASE("SUB-05 the first answer lists the nodes") {
  auto pending =
      listed(command("sessionid='s:1' status='executing' action='execute'", form(form_type_field + nodes_field)));
  REQUIRE(pending.ok());
  CHECK(pending->session == "s:1");
  CHECK(pending->nodes == Names{"princely_musings", "news_from_elsinore"});
  CHECK_FALSE(pending->finished);
}

TEST_CASE("SUB-05 a form without its type is read as well") {
  auto pending = listed(command("sessionid='s:1' status='executing'", form(nodes_field)));
  REQUIRE(pending.ok());
  CHECK(pending->nodes.size() == 2);
}

TEST_CASE("SUB-05 the end is told as status, or as action in the example of the standard") {
  for (std::string how : {"status='completed'", "action='completed'", "status='canceled'"}) {
    auto pending = listed(command("sessionid='s:1' " + how));
    REQUIRE(pending.ok());
    CHECK(pending->finished);
    CHECK(pending->nodes.empty());
  }
  // What the service says counts, not an echo of what we asked (XEP-0050 §4.1).
  CHECK_FALSE(listed(command("sessionid='s:1' status='executing' action='completed'", form(nodes_field)))->finished);
  CHECK(listed(command("sessionid='s:1'"))->finished);
  CHECK_FALSE(listed(command("sessionid='s:1'", form(nodes_field)))->finished);
}

TEST_CASE("SUB-05 no answer, one to another command, and a command that failed are errors") {
  CHECK(listed("").error().condition == "no-command");
  CHECK(listed("<command xmlns='http://jabber.org/protocol/commands' node='list' status='completed'/>")
            .error()
            .condition == "no-command");
  auto failed = listed(command("sessionid='s:1' status='completed'", "<note type='error'>No such node</note>"));
  CHECK(failed.error().condition == "command-failed");
  CHECK(failed.error().text == "No such node");
  CHECK(listed(command("sessionid='s:1' status='completed'", "<note type='info'>Sent</note>")).ok());
}

TEST_CASE("SUB-05 steps of a command: the names of the actions") {
  using commands::Action;
  for (auto [action, word] : {std::pair{Action::execute, "execute"}, std::pair{Action::next, "next"},
                              std::pair{Action::complete, "complete"}, std::pair{Action::cancel, "cancel"}})
    CHECK(shape(commands::request("list", "s", action).to_string()) ==
          shape("<command xmlns='http://jabber.org/protocol/commands' node='list' sessionid='s' action='" +
                std::string(word) + "'/>"));
}
