// SPDX-License-Identifier: AGPL-3.0-or-later
// A pubsub service in memory (XEP-0060, XEP-0248) that can be changed: nodes, configuration, affiliations,
// subscriptions, collections; it answers real XML. What controllers do differently is a switch. Use it behind
// FakeRequests:
//
//   PubsubService service;
//   FakeRequests requests{[&](const Jid&, const Element& payload) { return service.answer(payload); }};
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/support/fake_requests.h"
#include "xmpp/grid/crawl.h"
#include "xmpp/xep/forms.h"

namespace xmpp::test {

class PubsubService {
 public:
  struct Subscription {
    std::string jid, state, subid;
  };
  struct Entry {
    bool collection = false;
    std::map<std::string, std::vector<std::string>> config;  ///< by the whole var; what is not here has its default
    std::map<std::string, std::string> affiliations;         ///< bare JID → word
    std::vector<Subscription> subscriptions;
    std::set<std::string> parents;
    std::string value(const std::string& var) const;
    std::string affiliation(const std::string& jid) const;
  };
  std::map<std::string, Entry> nodes;
  std::string me = "alice@example";  ///< who asks
  bool admin = false;                ///< me may do everything without being listed (Prosody, Openfire)

  // --- what it does differently; each as some controller does it

  bool ignores_configure_in_create = false;  ///< XEP-0060 §8.1.3, last paragraph
  bool no_collections = false;               ///< makes a topic, whatever is asked for (Prosody)
  std::set<std::string> ignored_fields;      ///< of a configuration: taken and dropped
  std::set<std::string> refused_fields;      ///< of a configuration: not-acceptable …
  bool partial = false;                      ///< … after the fields before it were applied (Openfire)
  bool wants_whole_forms = false;            ///< refuses a configuration without pubsub#access_model
  bool keeps_last_owner = false;             ///< answers with success (ejabberd)
  bool allows_no_owner = false;              ///< otherwise it refuses as the standard says
  bool coerces_affiliations = false;         ///< what it does not know becomes outcast, subscriptions go (Openfire)
  bool ignores_affiliations = false;         ///< answers with success and does nothing
  bool refuses_outcast = false;  ///< of a subscriber: forbidden is answered, and it is done all the same (Prosody)
  bool ignores_subscriptions = false;    ///< the same
  bool owners_set_subscriptions = true;  ///< false: forbidden, but they may subscribe others (Prosody)
  bool asks_for_subid = false;           ///< an owner's change of a subscription needs one (Openfire)
  bool understands_associate = true;     ///< XEP-0248 §7.5
  bool one_parent = false;               ///< a new parent takes the place of the old one
  bool links_nothing = false;            ///< keeps pubsub#collection and does nothing with it (ejabberd's own tree)
  bool tells_parents_in_info = false;    ///< pubsub#collection in the metadata (Openfire)
  bool moves_children_up = false;        ///< of a deleted collection (Openfire)
  bool ignores_delete = false;
  bool tells_no_defaults = false;  ///< how it configures new nodes (XEP-0060 §8.3)

  PubsubService& topic(const std::string& id, std::set<std::string> parents = {});
  PubsubService& collection(const std::string& id, std::set<std::string> parents = {});

  /// The payload of the result ("" when it has none), or the error.
  Result<std::string> answer(const Element& payload);

  /// Payloads of the requests that changed something, in order.
  const std::vector<std::string>& changes() const { return changes_; }
  std::vector<std::string> children(const std::string& id) const;
  bool contains(const std::string& ancestor, const std::string& id) const;

 private:
  using Reply = Result<std::string>;
  Reply info(const std::string& id) const;
  Reply items(const std::string& id) const;
  Reply create(const Element& pubsub);
  Reply own_subscriptions(const Element& list) const;
  Reply subscribe(const Element& request);
  Reply unsubscribe(const Element& request);
  Reply owner(const Element& pubsub);
  Reply configure(const std::string& id, const Element& request);
  Reply affiliations(const std::string& id, const Element& request);
  Reply subscriptions(const std::string& id, const Element& request);
  Reply link(const std::string& id, const Element& request);
  Reply remove(const std::string& id);
  Reply apply(const std::string& id, const Element& form);
  Reply apply_field(const std::string& id, const std::string& var, std::vector<std::string> values);
  Reply set_parents(const std::string& id, std::set<std::string> parents);
  void set_subscription(Entry& node, const std::string& jid, const std::string& state, const std::string& subid);
  bool owns(const std::string& id) const;
  forms::Form form(const std::string& id) const;
  forms::Form form(const Entry& node, const std::string& id) const;
  Reply defaults(bool collection) const;

  std::vector<std::string> changes_;
  int next_ = 1;
};

/// The service that it plays, with these features of XEP-0060 ("create-and-configure").
grid::Service pubsub_service(std::string software = {}, std::vector<std::string> features = {"create-and-configure"});

}  // namespace xmpp::test
