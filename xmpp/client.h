// SPDX-License-Identifier: AGPL-3.0-or-later
// The composition that the rest uses: connect, log in, ask, receive, resume, reconnect, log out.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "xmpp/requests.h"

namespace xmpp {

/// Log in with the TLS client certificate that the browser holds (SASL EXTERNAL).
struct CertificateLogin {
  std::optional<Jid> authzid;  ///< only needed when the certificate names several JIDs (EXT-01)
};
/// Log in with a user name and a password (SCRAM only).
struct PasswordLogin {
  std::string user;  ///< localpart, or a bare JID of the domain
  std::string password;
};

struct LoginRequest {
  std::string domain;                       ///< XMPP domain; goes into <open to='…'/>
  std::string endpoint;                     ///< wss: URL; of a domain alone: xmpp/discovery.h
  bool allow_unencrypted_loopback = false;  ///< ws: to loopback, for development; shown as unsafe
  std::variant<CertificateLogin, PasswordLogin> login;
  Milliseconds keepalive{300'000};  ///< silence after which we ask whether the controller is there (WS-26); 0: never
};

enum class Phase : std::uint8_t {
  offline,         ///< nothing, or ended by log_out, or by an error that retrying cannot mend (see Status::error)
  discovering,     ///< host-meta, by whoever calls log_in() with what it found
  connecting,      ///< WebSocket handshake
  authenticating,  ///< <open/> to SASL success
  binding,         ///< bind, stream management, resumption
  online,
  waiting,  ///< lost; reconnects at Status::next_attempt
  closing,  ///< orderly logout under way
};

struct Status {
  Phase phase = Phase::offline;
  std::optional<Error> error;    ///< why we are offline or waiting
  Milliseconds next_attempt{0};  ///< Clock::now() at which the next attempt starts (phase waiting)
  int attempts = 0;              ///< failed attempts since last online
  Jid jid;                       ///< full JID as the server bound it (BIND-01)
  std::string mechanism;         ///< e.g. "EXTERNAL", "SCRAM-SHA-256"
  std::string endpoint;          ///< URL in use
  bool encrypted = true;
  bool foreign_endpoint = false;        ///< its host is neither the domain nor below it: show it (WS-33)
  bool resumed = false;                 ///< the present session was resumed (XEP-0198): nothing was lost
  bool stream_management = false;       ///< in use in the present session (XEP-0198)
  std::optional<Milliseconds> latency;  ///< of the last answered request or ping
};

/// The session of one administrator. Not to be destroyed from inside one of its own calls.
class Client final : public Requests {
 public:
  explicit Client(Outside outside);
  ~Client() override;

  /// Starts a login; an existing session is ended first. Follow it by on_status. Until the first success nothing is
  /// retried: Status::error says why it failed. All conditions are in xmpp/conditions.h.
  void log_in(LoginRequest request);
  /// Ends the session on the server (<close/>), forgets credentials, cancels all requests.
  void log_out();
  /// Try again now instead of waiting for the back-off.
  void reconnect_now();

  const Status& status() const;
  /// Called after every change of status().
  void on_status(std::function<void(const Status&)> call);
  /// Called for each incoming message that is not an error; in order of arrival.
  void on_message(std::function<void(const Stanza&)> call);

  Task<Result<Stanza>> ask(Iq iq) override;
  /// A message of ours (e.g. the answer to a subscription request).
  void send_message(const Jid& to, Xml payload, std::string_view id = {});

  /// For the benches and the About panel.
  struct Counters {
    std::uint64_t requests = 0, answers = 0, ignored = 0;  ///< ignored: wrong sender, unknown id, …
    int in_flight = 0, window = 0;
  };
  Counters counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xmpp
