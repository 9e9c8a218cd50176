// SPDX-License-Identifier: AGPL-3.0-or-later
// Providers and consumers of the topics on the screen: lists that only an owner may read (XEP-0060 §8.8.1, §8.9.1), one
// topic at a time, and only for rows that somebody looks at.
#pragma once
#include <functional>
#include <memory>
#include <span>

#include "xmpp/grid/crawl.h"

namespace xmpp::grid {

/// Fills Node::owners, publishers, providers, consumers, items and Node::counts: listed → asked → known, or refused
/// (not ours to see), failed. Destroying it stops it.
class Counts {
 public:
  /// `changed` is called after each answer; it must not destroy this object.
  Counts(Requests& requests, Service service, Model& model, std::function<void()> changed);
  ~Counts();

  /// Says which rows are visible now, in their order; cheap, to be called for every frame. Rows that are no longer
  /// visible and whose request has not been sent yet are forgotten.
  void want(std::span<const NodeIndex> visible);
  /// Reads one node anew, although it is known (details panel, after a change). Ahead of the visible rows.
  void refresh(NodeIndex index);

  /// Topics being asked about at this moment.
  std::size_t running() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The same for one node, as a task. Errors: the first of the requests that failed.
Task<Result<void>> read_counts(Requests& requests, Service service, Model& model, NodeIndex index);

}  // namespace xmpp::grid
