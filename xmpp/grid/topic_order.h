// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "xmpp/grid/topic_list.h"

namespace xmpp::grid {

/// Orders nodes that come sorted by id (as Model::all()) by a column.
void sort_nodes(const Model& model, std::vector<NodeIndex>& nodes, Sort sort);

}  // namespace xmpp::grid
