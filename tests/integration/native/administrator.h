// SPDX-License-Identifier: AGPL-3.0-or-later
// One administrator with everything he needs: an event loop, the native outside, and the product's own client.
#pragma once
#include <string>
#include <vector>

#include "tests/integration/native/controller.h"
#include "tests/native/event_loop.h"
#include "tests/native/https_fetcher.h"
#include "tests/native/icu_unicode.h"
#include "tests/native/openssl_crypto.h"
#include "tests/native/seeded_random.h"
#include "tests/native/websocket_transport.h"
#include "xmpp/client.h"

namespace integration {

class Administrator {
 public:
  /// `certificate`: a person of the controller's PKI, "" for a browser that holds none.
  explicit Administrator(const Controller& controller, const std::string& certificate = {});

  const Controller& controller;
  native::EventLoop loop;
  native::WebSocketTransport transport;
  native::SeededRandom random;
  native::OpensslCrypto crypto;
  native::IcuUnicode unicode;
  native::HttpsFetcher fetcher;
  xmpp::Client client;
  std::vector<xmpp::Phase> phases;  ///< every phase entered, in order

  /// At the controller's own endpoint.
  xmpp::LoginRequest with_certificate(std::string authzid = {}) const;
  xmpp::LoginRequest with_password(std::string user, std::string password) const;

  /// Logs in and waits until that has an outcome: online, or offline with an error.
  const xmpp::Status& log_in(xmpp::LoginRequest request);
  /// "stanza/forbidden …" of the login's error; "" when online.
  std::string outcome(xmpp::LoginRequest request);
  /// Waits for a phase.
  void until(xmpp::Phase phase);

  /// Runs a task to its end.
  template <class T>
  T run(xmpp::Task<T> task) {
    std::optional<T> value;
    xmpp::TaskScope scope;
    scope.spawn(keep(std::move(task), value));
    wait([&] { return value.has_value(); });
    return std::move(*value);
  }
  void wait(const std::function<bool()>& done);

 private:
  template <class T>
  static xmpp::Task<void> keep(xmpp::Task<T> task, std::optional<T>& into) {
    into.emplace(co_await task);
  }
};

}  // namespace integration
