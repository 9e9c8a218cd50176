// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/tree_places.h"

namespace gui {

std::vector<TreePlace> tree_places(const std::vector<xmpp::grid::TreeRow>& rows) {
  std::vector<TreePlace> places(rows.size());
  std::vector<int> latest;  // row of each level that is open at this point, -1: none
  for (int i = 0; i < int(rows.size()); ++i) {
    const std::size_t level = rows[std::size_t(i)].level;
    latest.resize(level + 1, -1);
    TreePlace& place = places[std::size_t(i)];
    const int before = latest[level];
    place.first = i;
    if (before >= 0) {
      place.first = places[std::size_t(before)].first;
      place.position = places[std::size_t(before)].position + 1;
    }
    if (level > 0) place.parent = latest[level - 1];
    places[std::size_t(place.first)].set_size = place.position;
    latest[level] = i;
  }
  for (TreePlace& place : places) place.set_size = places[std::size_t(place.first)].set_size;
  return places;
}

}  // namespace gui
