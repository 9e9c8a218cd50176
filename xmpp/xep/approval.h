// SPDX-License-Identifier: AGPL-3.0-or-later
// Pending subscription requests (XEP-0060 §8.6, §8.7): the form by which a service asks an owner, the owner's answer,
// and the command that makes the service send them again.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/xep/pubsub.h"

namespace xmpp::approval {

inline constexpr std::string_view form_type = "http://jabber.org/protocol/pubsub#subscribe_authorization";
inline constexpr std::string_view ns_get_pending = "http://jabber.org/protocol/pubsub#get-pending";

/// Somebody wants to subscribe to a node of ours (SUB-01).
struct Request {
  std::string id;     ///< of the message; goes into the answer (SUB-02)
  std::string node;   ///< "" when not told
  Jid jid;            ///< who asks; empty when not told
  std::string subid;  ///< "" when none
  std::string delay;  ///< stamp of XEP-0203, "" : it is new (SUB-08)
};
/// Reads a <message/>; nullopt when it is no such form.
std::optional<Request> parse(const Element& message);

enum class Decision : std::uint8_t { approve, reject };
/// The <x/> for a message of the same id to the service (SUB-02).
Xml answer(const Request& request, Decision decision);
/// The <x/> that says: not decided now. The request stays pending, as it does without an answer (SUB-03).
Xml leave_pending();

/// XEP-0050, first step of get-pending (O10).
Xml list_request();
struct Pending {
  std::string session;
  std::vector<std::string> nodes;  ///< perhaps all that we own, not only those with requests (SUB-06)
  bool finished = false;           ///< the command has ended: nothing further to ask, nothing to cancel
};
/// Reads the answer to either step. Errors: protocol/"no-command", "command-failed" (text: the controller's words).
Result<Pending> parse_list(const Element& iq);
/// Second step (O11, SUB-05): the requests of this node come as messages. `action` must be execute for ejabberd.
Xml node_request(std::string_view session, std::string_view node);
/// Ends a command that goes no further: some controllers keep them open, and few of them (Openfire: 100).
Xml cancel_request(std::string_view session);

}  // namespace xmpp::approval
