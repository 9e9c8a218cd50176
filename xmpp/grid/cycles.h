// SPDX-License-Identifier: AGPL-3.0-or-later
// Collections that contain each other. A correct controller refuses them; a model must survive them.
#pragma once
#include <vector>

#include "xmpp/grid/model.h"

namespace xmpp::grid {

/// All nodes that lie on a cycle, sorted by id. Linear in nodes and edges, without recursion.
std::vector<NodeIndex> nodes_in_cycles(const Model& model);

}  // namespace xmpp::grid
