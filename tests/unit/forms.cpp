// SPDX-License-Identifier: AGPL-3.0-or-later
// Data forms: XEP-0004, XEP-0068, XEP-0122.
#include "xmpp/xep/forms.h"

#include <doctest/doctest.h>

#include "tests/unit/support/fake_requests.h"

using namespace xmpp;
using namespace xmpp::forms;
using Kind = Problem::Kind;

namespace {

Form form_of(const std::string& fields, const std::string& type = "form") {
  auto frame = parse_frame("<x xmlns='jabber:x:data' type='" + type + "'>" + fields + "</x>");
  REQUIRE(frame.ok());
  auto form = parse(frame->root());
  REQUIRE(form.ok());
  return *form;
}

std::string kinds(const Form& shown, const std::vector<Change>& changes) {
  const char* names[] = {"required", "too_many",     "too_few",      "not_offered", "not_boolean",
                         "not_jid",  "not_datatype", "out_of_range", "no_match",    "unknown_field"};
  std::string out;
  for (const auto& problem : validate(shown, changes)) out += problem.var + ":" + names[int(problem.kind)] + " ";
  return out;
}

const char* const head =
    "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>";

std::string validated(const std::string& rule, const std::string& type = "text-single",
                      const std::string& datatype = "xs:string") {
  return "<field var='v' type='" + type + "'><validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='" +
         datatype + "'>" + rule + "</validate></field>";
}

}  // namespace

TEST_CASE("FORM-01 a missing or unknown field type is text-single; the four form types; others are no form") {
  auto form = form_of("<field var='a'/><field var='b' type='colour'/>");
  CHECK(form.find("a")->type == FieldType::text_single);
  CHECK(form.find("b")->type == FieldType::text_single);
  for (const char* type : {"form", "submit", "cancel", "result"}) CHECK(form_of("", type).fields.empty());
  auto frame = parse_frame("<x xmlns='jabber:x:data' type='question'/>");
  CHECK(parse(frame->root()).error().condition == "bad-form");
  CHECK(parse(Element()).error().condition == "bad-form");
}

TEST_CASE("FORM-01 in a submit fields carry no type, FORM_TYPE alone is hidden") {
  auto shown = form_of(std::string(head) + "<field var='t' type='text-single'><value>old</value></field>");
  CHECK(to_xml(submit(shown, {{"t", {"new"}}})).to_string() ==
        "<x xmlns='jabber:x:data' type='submit'>"
        "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#node_config</value></field>"
        "<field var='t'><value>new</value></field></x>");
}

TEST_CASE("FORM-02 FORM_TYPE counts when hidden, in a submit also without type") {
  CHECK(form_of(head).form_type() == "http://jabber.org/protocol/pubsub#node_config");
  CHECK(form_of("<field var='FORM_TYPE' type='text-single'><value>x</value></field>").form_type() == "");
  CHECK(form_of("<field var='FORM_TYPE'><value>x</value></field>").form_type() == "");
  CHECK(form_of("<field var='FORM_TYPE'><value>x</value></field>", "submit").form_type() == "x");
}

TEST_CASE("FORM-03 four ways to write a boolean, nothing else is one") {
  CHECK(boolean("1") == true);
  CHECK(boolean("true") == true);
  CHECK(boolean("0") == false);
  CHECK(boolean("false") == false);
  for (const char* other : {"", "yes", "TRUE", "2"}) CHECK(!boolean(other));
  auto shown = form_of("<field var='b' type='boolean'><value>true</value></field><field var='c' type='boolean'/>");
  CHECK(kinds(shown, {{"b", {"maybe"}}}) == "b:not_boolean ");
  // 1 is what was shown as true, and an absent value is false: nothing to send.
  CHECK(submit(shown, {{"b", {"1"}}, {"c", {"0"}}}).fields.empty());
  CHECK(submit(shown, {{"b", {"0"}}, {"c", {"1"}}}).fields.size() == 2);
}

TEST_CASE("FORM-04 several values only where the type allows; one value a line") {
  auto shown = form_of("<field var='s' type='text-single'/><field var='m' type='text-multi'/>");
  CHECK(kinds(shown, {{"s", {"a", "b"}}}) == "s:too_many ");
  CHECK(kinds(shown, {{"m", {"a", "b"}}}) == "");
  auto sent = submit(shown, {{"m", {"one\ntwo\r\nthree"}}});
  CHECK(sent.find("m")->values == std::vector<std::string>{"one", "two", "three"});
}

TEST_CASE("FORM-05 only offered values, in the order offered, unless validation is open") {
  std::string options =
      "<option><value>a</value></option><option><value>b</value></option><option><value>c</value></option>";
  auto shown = form_of("<field var='l' type='list-multi'>" + options + "</field>");
  CHECK(kinds(shown, {{"l", {"a", "z"}}}) == "l:not_offered ");
  CHECK(submit(shown, {{"l", {"c", "a"}}}).find("l")->values == std::vector<std::string>{"a", "c"});
  auto open = form_of(
      "<field var='l' type='list-single'>" + options +
      "<validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:string'><open/></validate></field>");
  CHECK(kinds(open, {{"l", {"z"}}}) == "");
}

TEST_CASE("FORM-06 required fields are filled; hidden values go back unchanged") {
  auto shown = form_of(
      "<field var='r' type='text-single'><required/></field>"
      "<field var='h' type='hidden'><value>token</value></field>");
  CHECK(kinds(shown, {}) == "r:required ");
  CHECK(kinds(shown, {{"r", {""}}}) == "r:required ");
  CHECK(kinds(shown, {{"r", {"x"}}}) == "");
  CHECK(submit(shown, {{"h", {"forged"}}, {"r", {"x"}}}).value("h") == "token");
}

TEST_CASE("FORM-07 what did not change is not sent; the full answer is there for those who insist") {
  auto shown = form_of(std::string(head) +
                       "<field var='t' type='text-single'><value>title</value></field>"
                       "<field var='u' type='text-single'><value>type</value></field>"
                       "<field var='e' type='text-single'/><field type='fixed'><value>words</value></field>");
  auto sent = submit(shown, {{"t", {"new"}}, {"u", {"type"}}});
  REQUIRE(sent.fields.size() == 2);
  CHECK(sent.form_type() == "http://jabber.org/protocol/pubsub#node_config");
  CHECK(sent.value("t") == "new");
  auto all = submit_all(shown, {{"t", {"new"}}});
  CHECK(all.fields.size() == 3);
  CHECK(all.value("u") == "type");
}

TEST_CASE("FORM-07 to empty a field an empty value is sent: some controllers refuse a field without one") {
  auto shown = form_of("<field var='pubsub#collection' type='text-single'><value>old</value></field>");
  CHECK(to_xml(submit(shown, {{"pubsub#collection", {}}})).to_string() ==
        "<x xmlns='jabber:x:data' type='submit'><field var='pubsub#collection'><value/></field></x>");
}

TEST_CASE("FORM-08 a JID twice is a JID once; each must be one") {
  auto shown =
      form_of("<field var='j' type='jid-multi'><value>a@b</value><value>a@b</value><value>c@d</value></field>");
  CHECK(shown.find("j")->values == std::vector<std::string>{"a@b", "c@d"});
  CHECK(submit(shown, {{"j", {"x@y", "x@y"}}}).find("j")->values == std::vector<std::string>{"x@y"});
  CHECK(kinds(shown, {{"j", {"@nobody"}}}) == "j:not_jid ");
}

TEST_CASE("FORM-09 unknown fields are kept, names are compared as strings") {
  auto form = form_of(
      "<field var='{urn:xmpp:pubsub-relationships:0}parent'><value>p</value></field><field var='PubSub#title'/>");
  CHECK(form.value("{urn:xmpp:pubsub-relationships:0}parent") == "p");
  CHECK(form.find("pubsub#title") == nullptr);
  CHECK(kinds(form, {{"nobody", {"x"}}}) == "nobody:unknown_field ");
}

TEST_CASE("FORM-10 datatypes, ranges and expressions are checked; what is unknown is not") {
  auto check = [](const std::string& rule, const std::string& datatype, const char* value) {
    return kinds(form_of(validated(rule, "text-single", datatype)), {{"v", {value}}});
  };
  CHECK(check("<basic/>", "xs:integer", "12") == "");
  CHECK(check("<basic/>", "xs:integer", "twelve") == "v:not_datatype ");
  CHECK(check("<basic/>", "xs:byte", "128") == "v:not_datatype ");
  CHECK(check("<range min='1' max='10'/>", "xs:int", "10") == "");
  CHECK(check("<range min='1' max='10'/>", "xs:int", "11") == "v:out_of_range ");
  CHECK(check("<range min='0.5'/>", "xs:decimal", "0.4") == "v:out_of_range ");
  CHECK(check("<regex>[0-9]{3}-[0-9]{2}</regex>", "xs:string", "123-45") == "");
  CHECK(check("<regex>[0-9]{3}-[0-9]{2}</regex>", "xs:string", "x123-45") == "v:no_match ");
  CHECK(check("<regex>(unreadable</regex>", "xs:string", "anything") == "");
  CHECK(check("<basic/>", "x:colour", "red") == "");
  CHECK(check("<spell/>", "xs:string", "anything") == "");
  CHECK(check("<basic/>", "http://jabber.org/protocol/pubsub#integer-or-max", "max") == "");
  CHECK(check("<basic/>", "http://jabber.org/protocol/pubsub#integer-or-max", "17") == "");
  CHECK(check("<basic/>", "http://jabber.org/protocol/pubsub#integer-or-max", "most") == "v:not_datatype ");
  auto list = form_of(
      "<field var='v' type='list-multi'><option><value>a</value></option><option><value>b</value></option>"
      "<option><value>c</value></option><validate xmlns='http://jabber.org/protocol/xdata-validate'>"
      "<list-range min='1' max='2'/></validate></field>");
  CHECK(kinds(list, {{"v", {"a", "b", "c"}}}) == "v:too_many ");
  CHECK(kinds(list, {{"v", {}}}) == "v:too_few ");
}

TEST_CASE("FORM-12 labels are there where the controller gives them, values where it does not") {
  auto form = form_of(
      "<field var='l' type='list-single' label='Access'><option label='All'><value>open</value></option>"
      "<option><value>none</value></option></field>");
  CHECK(form.find("l")->label == "Access");
  CHECK(form.find("l")->options[0].label == "All");
  CHECK(form.find("l")->options[1].label == "");
}

TEST_CASE("FORM-13 each record of a result has every reported field") {
  auto form = form_of(
      "<reported><field var='a'/><field var='b'/></reported>"
      "<item><field var='a'><value>1</value></field></item><item><field var='b'><value>2</value></field></item>",
      "result");
  REQUIRE(form.items.size() == 2);
  for (const auto& item : form.items) CHECK(item.size() == 2);
}

TEST_CASE("FORM-14 not-acceptable and bad-request both mean: modify and retry") {
  CHECK(refused(test::stanza_error("not-acceptable", ErrorType::modify)));
  auto options = test::stanza_error("bad-request", ErrorType::modify);
  options.specific = "invalid-options";
  CHECK(refused(options));
  CHECK(!refused(test::stanza_error("forbidden", ErrorType::auth)));
  CHECK(!refused(test::failure(ErrorKind::timeout)));
}

TEST_CASE("forms: cancel is a form without fields") {
  CHECK(to_xml(cancel()).to_string() == "<x xmlns='jabber:x:data' type='cancel'/>");
}
