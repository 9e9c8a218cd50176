// SPDX-License-Identifier: AGPL-3.0-or-later
// A source that throws the same dice in every run (xorshift64*). For tests only.
#pragma once
#include "xmpp/outside.h"

namespace native {

class SeededRandom final : public xmpp::Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : state_(seed ? seed : 1) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t state_;
};

}  // namespace native
