// SPDX-License-Identifier: AGPL-3.0-or-later
// Pubsub collections (XEP-0248), reading side: children come by disco#items of the collection, parents and children
// also from a node's metadata or configuration where a controller tells.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/xep/pubsub.h"

namespace xmpp::pubsub::collections {

/// pubsub#collection: the collections that hold the node (§7). Empty values, which say "at the root", are left out.
std::vector<std::string> parents(const forms::Form& form);
/// pubsub#children: what a collection holds.
std::vector<std::string> children(const forms::Form& form);

/// Whether the service lets a node have several parents: the standard writes the feature in two ways (XEP-0248 §5.1,
/// §9).
bool several_parents(const disco::Info& info);

}  // namespace xmpp::pubsub::collections
