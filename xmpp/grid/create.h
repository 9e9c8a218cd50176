// SPDX-License-Identifier: AGPL-3.0-or-later
// A new topic or collection as one visible operation: create → configure → associate → affiliate → subscribe → read
// back → compare. Every step can fail alone; afterwards the state is known, and can be finished or undone.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "xmpp/grid/acts.h"

namespace xmpp::grid {

struct NewNode {
  std::string id;  ///< "": the controller names it
  NodeKind kind = NodeKind::topic;
  std::string title, type, description;
  AccessModel access = AccessModel::authorize;
  std::vector<std::string> parents;
  std::vector<std::string> children;  ///< of a collection
  std::vector<Jid> owners, publishers, consumers;
  std::vector<forms::Change> advanced;  ///< further fields of the controller's own form
};

struct CreateStep {
  enum class Kind : std::uint8_t { create, configure, associate, affiliate, subscribe, compare } kind = Kind::create;
  enum class State : std::uint8_t { waiting, running, done, failed, skipped, undone } state = State::waiting;
  std::string subject;                          ///< the JID, the parent or child; "" : the node itself
  Affiliation affiliation = Affiliation::none;  ///< of affiliate
  bool child = false;                           ///< of associate: the subject is put into the node, not the other way
  std::optional<Error> error;                   ///< with failed; with create and done: why it could not be undone
};

/// Consumers who have to be members besides: without that a whitelist keeps them from fetching what they missed
/// (XEP-0060 §4.5). Where the controller has no members, none. Bare JIDs.
std::vector<Jid> to_list(const NewNode& wanted, const Service& service);

/// One creation. Destroying it stops it.
class Creation {
 public:
  /// `changed` is called after each step; it must not destroy this object.
  Creation(Ground ground, NewNode wanted, std::function<void()> changed);
  ~Creation();
  /// Runs what is waiting or has failed. A node that exists already because an earlier attempt of this object made it
  /// is not made again; after a lost connection it is looked for first. (One without id by its title: without a title
  /// it is made again, and the first one may be left over.) A node that exists before is a stanza/conflict.
  /// A node whose access model or kind is not the wanted one is not put to use: the steps after configure wait (PS-11).
  /// Nothing happens while it is running.
  void run();
  /// Deletes the node if this object made it; looks first whether it did, when that is not known. Nothing happens while
  /// it is running.
  void undo();
  bool running() const;
  /// Nothing waits or has failed.
  bool complete() const;
  /// Whether the node exists on the controller, made by this object.
  bool made() const;
  const std::string& id() const;  ///< as the controller named it
  const std::vector<CreateStep>& steps() const;
  const NewNode& wanted() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xmpp::grid
