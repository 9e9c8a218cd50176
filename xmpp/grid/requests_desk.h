// SPDX-License-Identifier: AGPL-3.0-or-later
// Who waits for being let in, over all topics (XEP-0060 §8.6, §8.7): asked for once, then kept by what arrives.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "xmpp/grid/acts.h"
#include "xmpp/xep/approval.h"

namespace xmpp::grid {

struct PendingRequest {
  approval::Request request;
  std::int64_t seen_at = 0;  ///< UNIX time of its arrival here
  enum class State : std::uint8_t {
    waiting,
    deciding,  ///< our answer is under way, or not confirmed
    approved,  ///< confirmed by reading the list of subscriptions
    rejected,
    elsewhere,  ///< somebody else has decided; see `outcome`
    failed,     ///< see error; still waiting
  } state = State::waiting;
  SubscriptionState outcome = SubscriptionState::pending;  ///< as read last
  std::optional<Error> error;
};

class RequestsDesk {
 public:
  using Send = std::function<void(const Jid& to, Xml payload, std::string_view id)>;
  /// `send` sends a message of ours. `changed` must not destroy this object.
  RequestsDesk(Ground ground, Clock& clock, Send send, std::function<void()> changed);
  ~RequestsDesk();

  /// Asks the controller for all that are pending. Nodes that refuse are left out and counted in `unreadable`.
  void read();
  /// A message from the network; true when it was taken. Only the service's own are (SUB-01).
  bool take(const Stanza& message);
  /// Decides and reads back. `which` are indices of all().
  void decide(std::span<const std::size_t> which, approval::Decision decision);

  const std::vector<PendingRequest>& all() const;  ///< the longest waiting first
  std::size_t waiting() const;
  bool reading() const;
  /// Why requests cannot be listed here; nullptr: they can, as far as is known.
  const std::optional<Error>& refused() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xmpp::grid
