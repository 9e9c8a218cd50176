// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the model true to what the controller tells by itself, so that open screens need not be read again.
#pragma once
#include "xmpp/grid/model.h"
#include "xmpp/xep/pubsub_event.h"

namespace xmpp::grid {

/// What is to be read again because of an event: its node, by id. Empty: the event said all. No id comes twice; each is
/// in the model.
struct ToRead {
  std::vector<std::string> nodes;   ///< metadata and children (read_node)
  std::vector<std::string> counts;  ///< providers, consumers, items; of a busy topic with every item: do not hurry
};
/// Takes it into the model: deletes, connects, disconnects, adds, changes. Nodes that the model does not know are added
/// only where the event says that they are there, and no more than a crawl takes in. `own`: with or without resource.
ToRead apply(const pubsub::Event& event, Model& model, const Jid& own);

}  // namespace xmpp::grid
