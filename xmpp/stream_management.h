// SPDX-License-Identifier: AGPL-3.0-or-later
// XEP-0198 as counters and a queue; it survives the connection, so that the next one can resume the session.
#pragma once
#include <string>
#include <vector>

#include "xmpp/result.h"
#include "xmpp/xml.h"

namespace xmpp {

class StreamManagement {
 public:
  /// On sending <enable/>: outgoing stanzas count from here (SM-02).
  static Xml enable();
  /// On <enabled/>: incoming stanzas count from here.
  void enabled(Element enabled);

  bool active() const { return active_; }
  bool resumable() const { return active_ && !id_.empty(); }

  /// A stanza that was just sent; the frame is kept until it is acknowledged.
  void sent(std::string frame);
  /// A stanza that was just received.
  void received() { ++handled_; }
  /// <a h='…'/>. Errors: protocol/bad-ack, when more is acknowledged than was sent, or less than before (SM-06, SM-07).
  /// Text: the h.
  Result<void> acknowledged(std::string_view h);

  /// The answer to <r/> (SM-04).
  Xml ack() const;
  static Xml request();
  /// Whether it is time to ask for an acknowledgement, so that the queue stays short.
  bool wants_ack() const { return unacknowledged_.size() >= asked_at_ + 32; }
  void asked() { asked_at_ = unacknowledged_.size(); }

  Xml resume() const;
  /// On <resumed/>: what has to be sent again, in order. Errors: security/foreign-resumption, protocol/bad-ack.
  Result<std::vector<std::string>> resumed(Element resumed);

  /// Detail of the stream error for a bad ack: <handled-count-too-high/> (SM-06).
  Xml too_high(std::string_view h) const;

  std::uint32_t sent_count() const { return acknowledged_ + static_cast<std::uint32_t>(unacknowledged_.size()); }
  std::uint32_t handled_count() const { return handled_; }

  /// For tests of the wrap (SM-03): as if so many stanzas had been exchanged and acknowledged.
  void start_at(std::uint32_t acknowledged, std::uint32_t handled);

 private:
  bool active_ = false;
  std::string id_;                           ///< "" when the server does not resume
  std::uint32_t acknowledged_ = 0;           ///< of ours, by the server; wraps (SM-03)
  std::uint32_t handled_ = 0;                ///< of the server's, by us; wraps
  std::vector<std::string> unacknowledged_;  ///< frames, oldest first
  std::size_t asked_at_ = 0;
};

}  // namespace xmpp
