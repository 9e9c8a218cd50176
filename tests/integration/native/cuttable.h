// SPDX-License-Identifier: AGPL-3.0-or-later
// A TCP proxy on loopback whose connections a test cuts.
#pragma once
#include <list>
#include <memory>
#include <string>

#include "tests/native/stream.h"

namespace integration {

class Cuttable {
 public:
  Cuttable(native::EventLoop& loop, std::string port);

  int port() const { return listener_.port(); }
  int connections() const { return accepted_; }
  /// All connections, on both sides, without a word.
  void cut() { pairs_.clear(); }
  /// From now on whoever connects is cut at once; false: let in again.
  void refuse(bool on) { refusing_ = on; }

 private:
  struct Pair {
    std::unique_ptr<native::Stream> client, server;
  };
  void accept(int descriptor);
  void forget(const Pair* pair);
  native::EventLoop& loop_;
  std::string port_;
  std::list<Pair> pairs_;
  int accepted_ = 0;
  bool refusing_ = false;
  native::Listener listener_;
};

}  // namespace integration
