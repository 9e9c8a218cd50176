// SPDX-License-Identifier: AGPL-3.0-or-later
// Passwords and keys: overwritten when no longer needed, as far as C++ allows (copies made by others are theirs).
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace xmpp {

/// Overwrites the whole capacity, then empties. Volatile, so that the writes are not optimised away.
template <class Container>
void wipe(Container& secret) {
  secret.resize(secret.capacity());
  volatile auto* at = secret.data();
  for (std::size_t i = 0; i < secret.size(); ++i) at[i] = {};
  secret.clear();
}

/// A string or byte vector that is wiped at the end of its life and whenever it is moved from.
template <class Container>
class Secret {
 public:
  Secret() = default;
  explicit Secret(Container value) : value_(std::move(value)) { wipe(value); }
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { wipe(other.value_); }
  Secret& operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe(value_);
    value_ = std::move(other.value_);
    wipe(other.value_);
    return *this;
  }
  ~Secret() { wipe(value_); }

  const Container& operator*() const { return value_; }
  const Container* operator->() const { return &value_; }

 private:
  Container value_;
};

}  // namespace xmpp
