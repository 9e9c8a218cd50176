// SPDX-License-Identifier: AGPL-3.0-or-later
// The requests that the desk knows, in order, each once. The service sends them as messages, without saying for which
// question: so each is marked with the moment at which it came last, and what was not marked since a question was asked
// is not pending any more.
#pragma once
#include "xmpp/grid/requests_desk.h"

namespace xmpp::grid {

/// Waits for a decision, whatever became of an earlier one.
inline bool undecided(const PendingRequest& entry) {
  return entry.state == PendingRequest::State::waiting || entry.state == PendingRequest::State::failed;
}
/// The same node, JID and subid; where a service does not tell the former two, the same message.
bool same(const approval::Request& a, const approval::Request& b);

struct KeptRequests {
  static constexpr std::size_t most = 50'000;  ///< further ones are dropped

  /// What is remembered beside each request.
  struct Note {
    std::uint32_t seen = 0;  ///< the moment at which it came last
    std::uint32_t job = 0;   ///< who looks after it now; 0: nobody
    approval::Decision decision = approval::Decision::approve;
    std::string subid = {};  ///< as told, or as the list of subscriptions shows
  };
  std::vector<PendingRequest> entries;  ///< the longest waiting first
  std::vector<Note> notes;              ///< of the entry with the same index

  /// A new moment: what comes later is marked with a later one.
  std::uint32_t mark() { return ++moment_; }
  /// A request that comes, perhaps again; `now` in UNIX time.
  void keep(approval::Request request, std::int64_t now);

 private:
  void insert(approval::Request request, std::int64_t now);
  std::uint32_t moment_ = 0;
};

}  // namespace xmpp::grid
