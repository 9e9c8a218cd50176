// SPDX-License-Identifier: AGPL-3.0-or-later
// A pubsub service at which requests to subscribe wait, with a desk in front of it, and the ways in which real services
// differ, as switches.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/native/fake_clock.h"
#include "tests/unit/support/fake_requests.h"
#include "xmpp/grid/requests_desk.h"
#include "xmpp/xep/commands.h"

namespace xmpp::test {

inline Stanza message_of(const std::string& attributes, const std::string& content, const std::string& from) {
  auto frame = parse_frame("<message xmlns='jabber:client' " + attributes + ">" + content + "</message>");
  REQUIRE(frame.ok());
  return {*frame, frame->root(), *Jid::split(from)};
}

inline std::string field(const std::string& var, const std::string& value) {
  return value.empty() ? "" : "<field var='" + var + "'><value>" + value + "</value></field>";
}

inline std::string authorization(const std::string& node, const std::string& jid, const std::string& subid) {
  return "<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'><value>" +
         std::string(approval::form_type) + "</value></field>" + field("pubsub#subid", subid) +
         field("pubsub#node", node) + field("pubsub#subscriber_jid", jid) +
         "<field var='pubsub#allow' type='boolean'><value>0</value></field></x>";
}

struct Desk {
  struct Topic {
    std::map<std::string, std::string> people;  // JID → subscription
    bool refuses = false;                       // the second step
  };
  std::map<std::string, Topic> topics;
  bool has_command = true;
  bool names_all = false;      // SUB-06
  bool takes_messages = true;  // decides by the owner's answer
  bool takes_list = false;     // decides by the owner's list of subscriptions
  bool shows_pending = false;  // in that list
  bool uses_subids = false;
  std::set<std::string> open;  // commands
  std::size_t opened = 0, most_open = 0;

  grid::Model model;
  grid::Service service;
  native::FakeClock clock;
  FakeRequests requests{[this](const Jid&, const Element& payload) { return answer(payload); }};
  struct Sent {
    std::string payload, id;
  };
  std::vector<Sent> sent;
  std::size_t changes = 0;
  std::unique_ptr<grid::RequestsDesk> desk;

  Desk() {
    service.jid = *Jid::split("pubsub.example");
    desk = std::make_unique<grid::RequestsDesk>(
        grid::Ground{requests, service, model}, clock,
        [this](const Jid& to, Xml payload, std::string_view id) { hear(to, payload, id); }, [this] { ++changes; });
  }
  Desk& wants(const std::string& jid, const std::string& node) {
    topics[node].people[jid] = "pending";
    return *this;
  }
  std::string subid(const std::string& jid) const { return uses_subids ? "sub-" + jid : ""; }

  void tell(const std::string& node, const std::string& jid, const std::string& extra = {}) {
    auto message = message_of("id='m-" + node + "'", authorization(node, jid, subid(jid)) + extra, "pubsub.example");
    desk->take(message);
  }
  void tell_all(const std::string& node) {
    for (const auto& [jid, state] : topics[node].people)
      if (state == "pending") tell(node, jid);
  }
  void set(const std::string& node, const std::string& jid, const std::string& state) {
    if (state == "none")
      topics[node].people.erase(jid);
    else
      topics[node].people[jid] = state;
  }

  // A message of ours.
  void hear(const Jid& to, const Xml& payload, std::string_view id) {
    CHECK(to == service.jid);
    sent.push_back({payload.to_string(), std::string(id)});
    auto frame = parse_frame(sent.back().payload);
    auto form = forms::parse(frame->root());
    REQUIRE(form.ok());
    if (!takes_messages) return;
    std::string node(form->value("pubsub#node")), jid(form->value("pubsub#subscriber_jid"));
    if (!topics[node].people.contains(jid) || topics[node].people[jid] != "pending") return;
    set(node, jid, forms::boolean(form->value("pubsub#allow")).value() ? "subscribed" : "none");
  }

  Result<std::string> answer(const Element& payload) {
    if (payload.is(commands::ns, "command")) return command(payload);
    auto list = payload.child(pubsub::ns_owner, "subscriptions");
    REQUIRE(list);
    std::string node(list["node"]);
    if (!topics.contains(node)) return stanza_error("item-not-found");
    if (auto change = list.first_child()) {
      if (!takes_list || change["subid"] != subid(std::string(change["jid"]))) return stanza_error("not-allowed");
      set(node, std::string(change["jid"]), std::string(change["subscription"]));
      return std::string();
    }
    Xml out("subscriptions");
    out.attribute("node", node);
    for (const auto& [jid, state] : topics[node].people)
      if (state != "pending" || shows_pending)
        out.add(
            Xml("subscription").attribute("jid", jid).attribute("subscription", state).attribute("subid", subid(jid)));
    return Xml("pubsub", std::string(pubsub::ns_owner)).add(std::move(out)).to_string();
  }

  Result<std::string> command(const Element& command) {
    if (!has_command) return stanza_error("service-unavailable");
    std::string session(command["sessionid"]);
    if (command["action"] == "cancel") {
      open.erase(session);
      return step(session, "canceled", "");
    }
    auto x = command.child(forms::ns, "x");
    if (!x) {
      session = "session-" + std::to_string(++opened);
      open.insert(session);
      most_open = std::max(most_open, open.size());
      return step(session, "executing", choice());
    }
    CHECK(command["action"] == "execute");
    if (!open.contains(session)) return stanza_error("bad-request", ErrorType::modify);
    std::string node(forms::parse(x)->value("pubsub#node"));
    if (topics[node].refuses) return stanza_error("forbidden", ErrorType::auth);
    tell_all(node);
    open.erase(session);
    return step(session, "completed", "");
  }
  std::string step(const std::string& session, const std::string& status, const std::string& content) {
    return "<command xmlns='" + std::string(commands::ns) + "' node='" + std::string(approval::ns_get_pending) +
           "' sessionid='" + session + "' status='" + status + "'>" + content + "</command>";
  }
  std::string choice() {
    std::string options;
    for (const auto& [node, topic] : topics) {
      bool any = std::any_of(topic.people.begin(), topic.people.end(), [](auto& p) { return p.second == "pending"; });
      if (any || names_all) options += "<option><value>" + node + "</value></option>";
    }
    return "<x xmlns='jabber:x:data' type='form'><field var='pubsub#node' type='list-single'>" + options +
           "</field></x>";
  }

  void read() {
    desk->read();
    requests.run();
  }
  void decide(std::vector<std::size_t> which, approval::Decision decision) {
    desk->decide(which, decision);
    requests.run();
  }
  const grid::PendingRequest& operator[](std::size_t i) const { return desk->all()[i]; }
};

}  // namespace xmpp::test
