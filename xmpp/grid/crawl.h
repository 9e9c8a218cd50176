// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the whole graph of a pubsub service into a Model, pipelined, row by row as answers arrive.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "xmpp/grid/model.h"
#include "xmpp/requests.h"

namespace xmpp::grid {

/// What disco told of one entity (XEP-0030).
struct Service {
  Jid jid;
  std::string name;                   ///< identity name, "" when none
  std::vector<std::string> features;  ///< sorted; compared as whole strings (DISCO-07)
  std::string software, version, os;  ///< XEP-0092, "" when not told
  bool has(std::string_view feature) const;
};

/// Finds pubsub services: disco#items of the domain, then disco#info of each and of the domain itself (DISCO-01, -10).
/// Empty when there is none. Entities that do not answer are skipped.
Task<Result<std::vector<Service>>> find_pubsub_services(Requests& requests, Jid domain);

/// What an entity announces (XEP-0030), sorted: a domain, a service. Errors: as it answered.
Task<Result<std::vector<std::string>>> read_features(Requests& requests, Jid of);

/// Something about the answers that a person should know; each kind at most once per node.
struct Notice {
  enum class Kind : std::uint8_t {
    paging_ignored,  ///< the controller ignores RSM (RSM-06)
    list_capped,     ///< fewer entries than it counts, or a round number that looks like a cap
    paging_loop,     ///< a page repeated; stopped (RSM-03)
    nonsense,        ///< an answer that could not be read; text says what
    cycle,           ///< collections that contain each other
  };
  Kind kind;
  std::string node;  ///< "" for the service itself
  std::string text;  ///< one plain sentence
};

struct CrawlProgress {
  std::size_t found = 0, read = 0, failed = 0;  ///< nodes
  std::size_t requests = 0;
  bool finished = false, cancelled = false;
  std::vector<Notice> notices;
  std::optional<Error> error;  ///< the root itself could not be read, or the session ended
};

struct CrawlLimits {
  std::size_t nodes = 100'000;  ///< stop taking in more (a hostile controller lists for ever)
  std::uint64_t page = 100;     ///< entries asked for at once (RSM-09)
  std::size_t in_flight =
      128;  ///< requests given to Requests at a time: somebody else's must not wait behind thousands
};

/// One crawl; destroying it cancels it. Never throws away what is already in the model: a node that a complete crawl
/// did not see again is removed only at its successful end.
class Crawl {
 public:
  /// `changed` is called after each answer taken into the model, and at the end. It may cancel the crawl, but not
  /// destroy it. A lost session (errors transport, cancelled) ends the crawl with CrawlProgress::error and removes
  /// nothing.
  Crawl(Requests& requests, Service service, Model& model, std::function<void()> changed, CrawlLimits limits = {});
  ~Crawl();
  void cancel();
  const CrawlProgress& progress() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads one node again: its metadata and, for a collection, its children. New children are in the model afterwards as
/// Known::listed. Errors: why the metadata could not be read (also in Node::error).
Task<Result<void>> read_node(Requests& requests, Service service, Model& model, NodeIndex index);

}  // namespace xmpp::grid
