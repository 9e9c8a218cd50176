// SPDX-License-Identifier: AGPL-3.0-or-later
// Stanza ids that nobody can guess (ST-06).
#pragma once
#include <array>

#include "xmpp/base64.h"
#include "xmpp/outside.h"

namespace xmpp {

/// 96 random bits as 16 characters.
inline std::string random_id(Random& random) {
  std::array<std::uint8_t, 12> dice;
  random.fill(dice);
  return to_base64(dice);
}

}  // namespace xmpp
