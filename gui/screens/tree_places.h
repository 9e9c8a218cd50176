// SPDX-License-Identifier: AGPL-3.0-or-later
// Where each row of a flattened tree stands among its siblings: for those who cannot see it, and for the key Left.
#pragma once
#include <vector>

#include "xmpp/grid/topic_list.h"

namespace gui {

struct TreePlace {
  int parent = -1;                 ///< row, -1: none
  int position = 1, set_size = 1;  ///< from 1, among the rows of the same parent
  int first = 0;                   ///< row of the first of them
};
/// One for each row.
std::vector<TreePlace> tree_places(const std::vector<xmpp::grid::TreeRow>& rows);

}  // namespace gui
