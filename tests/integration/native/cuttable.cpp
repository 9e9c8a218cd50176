// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/integration/native/cuttable.h"

#include <unistd.h>

namespace integration {

using native::Stream;

Cuttable::Cuttable(native::EventLoop& loop, std::string port)
    : loop_(loop), port_(std::move(port)), listener_(loop, [this](int descriptor) { accept(descriptor); }) {}

void Cuttable::accept(int descriptor) {
  ++accepted_;
  if (refusing_) {
    ::close(descriptor);
    return;
  }
  Pair& pair = pairs_.emplace_back();
  const auto gone = [this, at = &pair](const std::string&) { forget(at); };
  pair.client = std::make_unique<Stream>(
      loop_, Stream::Events{[] {}, [at = &pair](std::string_view bytes) { at->server->write(bytes); }, gone});
  pair.server = std::make_unique<Stream>(
      loop_, Stream::Events{[] {}, [at = &pair](std::string_view bytes) { at->client->write(bytes); }, gone});
  pair.server->connect("127.0.0.1", port_, nullptr);
  pair.client->accept(descriptor, nullptr);
}

void Cuttable::forget(const Pair* pair) {
  pairs_.remove_if([&](const Pair& each) { return &each == pair; });
}

}  // namespace integration
