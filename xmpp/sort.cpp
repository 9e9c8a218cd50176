// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/sort.h"

#include <algorithm>

namespace xmpp {

void sort_indices(std::vector<std::uint32_t>& indices, IndexOrder before) {
  std::sort(indices.begin(), indices.end(), before);
}

}  // namespace xmpp
