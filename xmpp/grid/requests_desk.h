// SPDX-License-Identifier: AGPL-3.0-or-later
// Who waits for being let in, over all topics (XEP-0060 §8.6, §8.7): asked for once, then kept by what arrives.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "xmpp/grid/acts.h"
#include "xmpp/xep/approval.h"

namespace xmpp::grid {

struct PendingRequest {
  approval::Request request;  ///< node or jid empty: not told; its answer can then not be confirmed
  std::int64_t seen_at = 0;   ///< UNIX time of its arrival here
  enum class State : std::uint8_t {
    waiting,
    deciding,  ///< our answer is under way, or not confirmed
    approved,  ///< confirmed by reading the list of subscriptions
    rejected,
    elsewhere,  ///< somebody else has decided; see `outcome`
    failed,     ///< see error; still waiting
  } state = State::waiting;
  SubscriptionState outcome = SubscriptionState::pending;  ///< as read last
  std::optional<Error> error;                              ///< with failed; with deciding: why it is not confirmed
  /// UNIX time since when it waits: as the controller says (SUB-08), but not later than its arrival.
  std::int64_t since() const;
};

/// How far the reading is: nodes.
struct DeskProgress {
  std::size_t nodes = 0;       ///< that the controller named, perhaps all that we own (SUB-06)
  std::size_t asked = 0;       ///< of these, answered or refused
  std::size_t unreadable = 0;  ///< of these, refused
  std::int64_t read_at = 0;    ///< UNIX time of the end of the last complete reading, 0: none yet
};

class RequestsDesk {
 public:
  using Send = std::function<void(const Jid& to, Xml payload, std::string_view id)>;
  /// `send` sends a message of ours. `changed` must not destroy this object.
  RequestsDesk(Ground ground, Clock& clock, Send send, std::function<void()> changed);
  ~RequestsDesk();

  /// Asks the controller for all that are pending. Nodes that refuse are left out and counted in `unreadable`. What
  /// waited here and is not pending any more was decided elsewhere (SUB-04); what is not confirmed since a connection
  /// was lost is looked at again. To be called after each login: requests need presence to be delivered.
  void read();
  /// A message from the network; true when it was taken. Only the service's own are (SUB-01). Errors that answer our
  /// answers are taken, and nothing else: reading back tells what came of it (SUB-04).
  bool take(const Stanza& message);
  /// Decides those that wait or failed, and reads back. `which` are indices of all(). Where the answer by message
  /// changes nothing, the owner's list of subscriptions is tried (SUB-07).
  void decide(std::span<const std::size_t> which, approval::Decision decision);

  const std::vector<PendingRequest>& all() const;  ///< the longest waiting first
  std::size_t waiting() const;                     ///< those that failed, too
  bool reading() const;
  const DeskProgress& progress() const;
  /// Why requests cannot be listed here; empty: they can, as far as is known.
  const std::optional<Error>& refused() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xmpp::grid
