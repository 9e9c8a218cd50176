// SPDX-License-Identifier: AGPL-3.0-or-later
// All that xmpp/ needs from the outside. The browser implements these in wasm/, the tests natively; nothing else in
// xmpp/ does I/O, reads a clock or throws dice.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/result.h"
#include "xmpp/task.h"

namespace xmpp {

using Bytes = std::vector<std::uint8_t>;
using Milliseconds = std::chrono::milliseconds;

/// What a WebSocket tells. Called from the event loop, never from inside a call to Transport.
class TransportEvents {
 public:
  virtual ~TransportEvents() = default;
  /// The handshake is done; the subprotocol that the server selected ("" when none).
  virtual void on_open(std::string_view subprotocol) = 0;
  virtual void on_text(std::string_view frame) = 0;
  virtual void on_binary() = 0;
  /// Exactly once, last. Code as in RFC 6455 §7.4 (1006: no close frame). A browser says nothing more.
  virtual void on_closed(int code) = 0;
};

/// One WebSocket at a time (RFC 7395 §3.4).
class Transport {
 public:
  virtual ~Transport() = default;
  /// Starts connecting to a ws: or wss: URL, offering exactly the subprotocol "xmpp". `events` outlives the connection.
  virtual void connect(std::string_view url, TransportEvents& events) = 0;
  /// One text frame. After on_closed or before on_open: ignored.
  virtual void send(std::string_view frame) = 0;
  /// Starts the closing handshake; on_closed follows.
  virtual void close() = 0;
  /// Lets go at once: no further event comes from this connection.
  virtual void abandon() = 0;
};

class Clock {
 public:
  using Timer = std::uint64_t;  ///< never 0
  virtual ~Clock() = default;
  /// Monotonic.
  virtual Milliseconds now() const = 0;
  /// Seconds since 1970-01-01 UTC, for time stamps only.
  virtual std::int64_t unix_time() const = 0;
  /// Calls once, from the event loop, not before `delay` has passed.
  virtual Timer after(Milliseconds delay, std::function<void()> call) = 0;
  virtual void cancel(Timer timer) = 0;
};

/// A cryptographically secure source.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

enum class Hash : std::uint8_t { sha1, sha256, sha512 };

/// Asynchronous because WebCrypto is. Errors: kind security, when the platform refuses (insecure context).
class Crypto {
 public:
  virtual ~Crypto() = default;
  virtual Task<Result<Bytes>> digest(Hash hash, Bytes data) = 0;
  virtual Task<Result<Bytes>> hmac(Hash hash, Bytes key, Bytes data) = 0;
  /// PBKDF2-HMAC with the hash's own output length (RFC 5802 Hi()).
  virtual Task<Result<Bytes>> pbkdf2(Hash hash, Bytes password, Bytes salt, std::uint32_t iterations) = 0;
};

/// The little of Unicode that PRECIS (RFC 8264) needs and only a platform's tables know.
class Unicode {
 public:
  virtual ~Unicode() = default;
  virtual std::string nfc(std::string_view utf8) const = 0;
  virtual std::string nfkc(std::string_view utf8) const = 0;
  virtual std::string lower(std::string_view utf8) const = 0;
  /// General category as two letters, e.g. "Lu", "Cn" for unassigned.
  virtual std::string_view category(char32_t character) const = 0;
  /// Bidi class as in UnicodeData, e.g. "L", "R", "AL", "NSM"; "" when the platform does not know it.
  virtual std::string_view bidi_class(char32_t character) const = 0;
};

struct Fetched {
  int status = 0;  ///< HTTP status
  std::string body;
};

/// HTTPS GET without credentials, for discovery. At most 64 KiB are accepted. Errors: kind transport.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual Task<Result<Fetched>> get(std::string url) = 0;
};

/// The outside, as one bundle. All outlive whoever gets it.
struct Outside {
  Transport& transport;
  Clock& clock;
  Random& random;
  Crypto& crypto;
  Unicode& unicode;
  Fetcher& fetcher;
};

}  // namespace xmpp
