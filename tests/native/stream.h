// SPDX-License-Identifier: AGPL-3.0-or-later
// A byte stream over TCP, plain or TLS, client or server side, driven by the event loop. Everything native that talks
// to a network (WebSocket, HTTPS, the servers and proxies of the tests) stands on this.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/native/event_loop.h"

struct ssl_ctx_st;
struct ssl_st;

namespace native {

/// How a client does TLS. The server is always verified (RFC 6125 by OpenSSL), for the host it was reached by.
struct TlsClient {
  std::string ca_file;                ///< PEM; "": the system's
  std::string certificate_file = {};  ///< PEM: certificate chain, then private key; "": none is presented
  std::vector<std::string> also_valid_for =
      {};  ///< other names that the server's certificate may carry (XEP-0156 §2.2)
};

/// How a server of a test does TLS.
struct TlsServer {
  std::string certificate_file = {};  ///< PEM: certificate chain, then private key
};

class Stream {
 public:
  /// `closed` comes exactly once, last; its text says why ("" when the peer closed in order). The callbacks come from
  /// the loop, and may destroy the stream.
  struct Events {
    std::function<void()> connected;
    std::function<void(std::string_view)> data;
    std::function<void(std::string)> closed;
  };

  Stream(EventLoop& loop, Events events);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Tries every address of the host. `tls` null: plain TCP.
  void connect(const std::string& host, const std::string& port, const TlsClient* tls);
  /// Takes an accepted socket over.
  void accept(int descriptor, const TlsServer* tls);

  /// Any amount; what the kernel does not take now follows later. Before `connected`: kept until then.
  void write(std::string_view bytes);
  /// After everything written has left: closes in order; `closed` follows.
  void finish();

 private:
  enum class State { idle, connecting, handshaking, open, closed };
  struct Address;
  void try_next_address();
  void start_tls(ssl_ctx_st* context, const std::string& host, bool server);
  void on_ready(short events);
  void on_tcp_connected();
  // These answer whether the stream is still there and open.
  bool tell_connected();
  bool handshake();
  bool read_all();
  bool write_all();
  void wait_for(short events);
  void fail(std::string why);
  void close_descriptor();

  EventLoop& loop_;
  std::shared_ptr<const Events> events_;
  State state_ = State::idle;
  int descriptor_ = -1;
  std::vector<Address> addresses_;
  std::unique_ptr<TlsClient> tls_;
  std::string host_, unsent_, last_error_;
  ssl_st* ssl_ = nullptr;
  bool finishing_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// Listens on 127.0.0.1 (port 0: any free one) and hands over each connection.
class Listener {
 public:
  Listener(EventLoop& loop, std::function<void(int descriptor)> accepted, int port = 0);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  int port() const { return port_; }

 private:
  EventLoop& loop_;
  int descriptor_ = -1;
  int port_ = 0;
};

}  // namespace native
