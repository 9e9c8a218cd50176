// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/seeded_random.h"

namespace native {

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  for (auto& byte : bytes) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    byte = static_cast<std::uint8_t>(state_ * 0x2545F4914F6CDD1Du >> 56);
  }
}

}  // namespace native
