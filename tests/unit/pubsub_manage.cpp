// SPDX-License-Identifier: AGPL-3.0-or-later
// What changes something on a pubsub service, as it goes over the wire: examples of XEP-0060 and XEP-0248.
#include "xmpp/xep/pubsub_manage.h"

#include <doctest/doctest.h>

#include "tests/unit/support/fake_requests.h"
#include "tests/unit/support/xml_nodes.h"
#include "xmpp/error_parse.h"

using namespace xmpp;
using namespace xmpp::test;

namespace {

// What is sent, against what the standard shows inside <iq/>.
void check_sent(const Xml& request, const std::string& example) {
  REQUIRE(check_frame(request.to_string()).ok());
  REQUIRE(shape(example) != "");
  CHECK(shape(request.to_string()) == shape(example));
}

std::string in_pubsub(const std::string& inside) {
  return "<pubsub xmlns='http://jabber.org/protocol/pubsub'>" + inside + "</pubsub>";
}
std::string in_owner(const std::string& inside) {
  return "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>" + inside + "</pubsub>";
}

Jid jid(const std::string& text) { return *Jid::split(text); }

const Jid francisco = jid("francisco@denmark.lit");

forms::Form form_of(const std::string& type, const std::string& var, const std::string& value) {
  auto frame = parse_frame("<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>" +
                           type + "</value></field><field var='" + var + "'><value>" + value + "</value></field></x>");
  return *forms::parse(frame->root());
}

const std::string config_xml =
    "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
    "<value>http://jabber.org/protocol/pubsub#node_config</value></field>"
    "<field var='pubsub#access_model'><value>authorize</value></field></x>";
const forms::Form config = form_of(std::string(pubsub::form_node_config), "pubsub#access_model", "authorize");

const std::string options_xml =
    "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
    "<value>http://jabber.org/protocol/pubsub#subscribe_options</value></field>"
    "<field var='pubsub#deliver'><value>1</value></field></x>";
const forms::Form options = form_of("http://jabber.org/protocol/pubsub#subscribe_options", "pubsub#deliver", "1");

Result<std::string> created(const std::string& payload, std::string_view asked) {
  return pubsub::parse_created(result_of(payload)->element, asked);
}
Result<pubsub::Subscription> subscribed(const std::string& payload) {
  return pubsub::parse_subscribed(result_of(payload)->element, "princely_musings", francisco);
}
Error refusal(const std::string& error) {
  auto frame = parse_frame("<iq xmlns='jabber:client' type='error'>" + error + "</iq>");
  REQUIRE(frame.ok());
  return stanza_error(frame->root());
}

}  // namespace

TEST_CASE("PS-09 a node is created by its id, without one the service names it (O1)") {
  check_sent(pubsub::create_request("princely_musings"), in_pubsub("<create node='princely_musings'/>"));
  check_sent(pubsub::create_request(""), in_pubsub("<create/>"));
}

TEST_CASE("PS-09 the answer names the new node, where it names any") {
  CHECK(*created(in_pubsub("<create node='25e3d37dabbab9541f7523321421edc5bfeb2dae'/>"), "") ==
        "25e3d37dabbab9541f7523321421edc5bfeb2dae");
  CHECK(*created(in_pubsub("<create node='renamed'/>"), "asked") == "renamed");
  CHECK(*created("", "asked") == "asked");
  CHECK(*created(in_pubsub("<create/>"), "asked") == "asked");
  CHECK(created("", "").error().condition == "no-node");
  CHECK(created(in_pubsub("<create node=''/>"), "").error().condition == "no-node");
}

TEST_CASE("PS-10 the configuration follows the creation, and names no node (O2)") {
  check_sent(pubsub::create_request("princely_musings", &config),
             in_pubsub("<create node='princely_musings'/><configure>" + config_xml + "</configure>"));
  check_sent(pubsub::create_request("", &config), in_pubsub("<create/><configure>" + config_xml + "</configure>"));
}

TEST_CASE("PS-10 options follow the subscription, and name neither node nor subscriber (S5)") {
  check_sent(pubsub::subscribe_request("princely_musings", francisco, &options),
             in_pubsub("<subscribe node='princely_musings' jid='francisco@denmark.lit'/><options>" + options_xml +
                       "</options>"));
}

TEST_CASE("subscribing (S1); without a node to the root collection (C9)") {
  check_sent(pubsub::subscribe_request("princely_musings", francisco),
             in_pubsub("<subscribe node='princely_musings' jid='francisco@denmark.lit'/>"));
  check_sent(pubsub::subscribe_request("n", jid("francisco@denmark.lit/barracks")),
             in_pubsub("<subscribe node='n' jid='francisco@denmark.lit/barracks'/>"));
  check_sent(pubsub::subscribe_request("", francisco), in_pubsub("<subscribe jid='francisco@denmark.lit'/>"));
}

TEST_CASE("PS-08 what became of a subscription, with the number that the service gave it") {
  auto answer =
      subscribed(in_pubsub("<subscription node='princely_musings' jid='francisco@denmark.lit' "
                           "subid='ba49252aaa4f5d320c24d3766f0bdcade78c78d3' subscription='subscribed'/>"));
  REQUIRE(answer.ok());
  CHECK(answer->node == "princely_musings");
  CHECK(answer->jid == francisco);
  CHECK(answer->subscription == "subscribed");
  CHECK(answer->subid == "ba49252aaa4f5d320c24d3766f0bdcade78c78d3");
}

TEST_CASE("a subscription may wait for approval or for options (§6.1.3)") {
  for (std::string state : {"pending", "unconfigured"}) {
    auto answer =
        subscribed(in_pubsub("<subscription node='princely_musings' jid='francisco@denmark.lit' subscription='" +
                             state + "'>" + "<subscribe-options><required/></subscribe-options></subscription>"));
    REQUIRE(answer.ok());
    CHECK(answer->subscription == state);
    CHECK(answer->subid == "");
  }
}

TEST_CASE("an empty answer means: as asked; one about another node is none") {
  auto answer = subscribed("");
  REQUIRE(answer.ok());
  CHECK(answer->node == "princely_musings");
  CHECK(answer->jid == francisco);
  CHECK(answer->subscription == "subscribed");
  CHECK(subscribed(in_pubsub("<subscription jid='francisco@denmark.lit'/>"))->subscription == "subscribed");
  CHECK(subscribed(in_pubsub("<subscription node='other' jid='francisco@denmark.lit' subscription='subscribed'/>"))
            .error()
            .condition == "foreign-node");
}

TEST_CASE("PS-08 the number of a subscription goes into all that is about it") {
  check_sent(pubsub::unsubscribe_request("n", francisco, "123"),
             in_pubsub("<unsubscribe node='n' jid='francisco@denmark.lit' subid='123'/>"));
  check_sent(pubsub::options_request("n", francisco, "123"),
             in_pubsub("<options node='n' jid='francisco@denmark.lit' subid='123'/>"));
  check_sent(pubsub::set_options_request("n", francisco, "123", options),
             in_pubsub("<options node='n' jid='francisco@denmark.lit' subid='123'>" + options_xml + "</options>"));
  check_sent(pubsub::owner::set_subscription_request("n", francisco, "none", "123"),
             in_owner("<subscriptions node='n'><subscription jid='francisco@denmark.lit' subscription='none' "
                      "subid='123'/></subscriptions>"));
}

TEST_CASE("PS-08 where there are no numbers, none is sent") {
  check_sent(pubsub::unsubscribe_request("princely_musings", francisco),
             in_pubsub("<unsubscribe node='princely_musings' jid='francisco@denmark.lit'/>"));
  check_sent(pubsub::options_request("princely_musings", francisco),
             in_pubsub("<options node='princely_musings' jid='francisco@denmark.lit'/>"));
}

TEST_CASE("the options of a subscription are a form (S3)") {
  auto parsed = [](const std::string& payload) {
    return pubsub::parse_options(result_of(payload)->element, "princely_musings");
  };
  auto form =
      parsed(in_pubsub("<options node='princely_musings' jid='francisco@denmark.lit'>" + options_xml + "</options>"));
  REQUIRE(form.ok());
  CHECK(form->value("pubsub#deliver") == "1");
  CHECK(parsed("").error().condition == "no-options");
  CHECK(parsed(in_pubsub("<options node='other'>" + options_xml + "</options>")).error().condition == "foreign-node");
  CHECK(parsed(in_pubsub("<options node='princely_musings'/>")).error().condition == "bad-form");
}

TEST_CASE("a configuration is written to its node (O4)") {
  check_sent(pubsub::owner::configure_request("princely_musings", config),
             in_owner("<configure node='princely_musings'>" + config_xml + "</configure>"));
}

TEST_CASE("PS-20 a node is deleted, with or without a new address for those who look for it (O7)") {
  check_sent(pubsub::owner::delete_request("princely_musings"), in_owner("<delete node='princely_musings'/>"));
  check_sent(pubsub::owner::delete_request("princely_musings", "xmpp:hamlet@denmark.lit?;node=blog"),
             in_owner("<delete node='princely_musings'><redirect uri='xmpp:hamlet@denmark.lit?;node=blog'/></delete>"));
}

TEST_CASE("PS-04 one affiliation a request, and only what changes (O15)") {
  check_sent(pubsub::owner::set_affiliation_request("princely_musings", jid("bard@shakespeare.lit"), "publisher"),
             in_owner("<affiliations node='princely_musings'>"
                      "<affiliation jid='bard@shakespeare.lit' affiliation='publisher'/></affiliations>"));
}

TEST_CASE("PS-01 affiliations are those of bare addresses") {
  check_sent(pubsub::owner::set_affiliation_request("n", jid("bard@shakespeare.lit/globe"), "outcast"),
             in_owner("<affiliations node='n'><affiliation jid='bard@shakespeare.lit' affiliation='outcast'/>"
                      "</affiliations>"));
}

TEST_CASE("PS-04 one subscription a request; its address may be a full one (O13)") {
  check_sent(
      pubsub::owner::set_subscription_request("princely_musings", jid("bard@shakespeare.lit/globe"), "subscribed"),
      in_owner("<subscriptions node='princely_musings'>"
               "<subscription jid='bard@shakespeare.lit/globe' subscription='subscribed'/></subscriptions>"));
}

TEST_CASE("nodes are put into collections and taken out (C4, C5)") {
  check_sent(pubsub::owner::associate_request("some-collection", "new-child-node"),
             in_owner("<collection node='some-collection'><associate node='new-child-node'/></collection>"));
  check_sent(pubsub::owner::dissociate_request("some-collection", "old-child-node"),
             in_owner("<collection node='some-collection'><dissociate node='old-child-node'/></collection>"));
}

TEST_CASE("names of nodes may hold anything that XML can carry") {
  check_sent(pubsub::create_request("a'b<c>&\"/ \n"),
             in_pubsub("<create node='a&apos;b&lt;c&gt;&amp;&quot;/ &#10;'/>"));
}

TEST_CASE("PS-22 a node that has moved says where to") {
  auto error = refusal(
      "<error type='modify'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>"
      "xmpp:pubsub.shakespeare.lit?;node=princely_musings</gone></error>");
  CHECK(error.condition == "gone");
  CHECK(error.uri == "xmpp:pubsub.shakespeare.lit?;node=princely_musings");
  CHECK(explain(error).next.find("address") != std::string_view::npos);
}

TEST_CASE("PS-23 PS-24 payment, closed nodes and missing functions are told apart") {
  auto unsupported = refusal(
      "<error type='cancel'><feature-not-implemented xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
      "<unsupported xmlns='http://jabber.org/protocol/pubsub#errors' feature='subscription-options'/></error>");
  CHECK(unsupported.specific == "unsupported");
  CHECK(unsupported.feature == "subscription-options");
  CHECK(
      refusal("<error type='auth'><payment-required xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>").condition ==
      "payment-required");
}
