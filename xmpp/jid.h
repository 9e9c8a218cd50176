// SPDX-License-Identifier: AGPL-3.0-or-later
// Jabber identifiers (RFC 7622): split, prepared, compared octet by octet after preparation.
#pragma once
#include <compare>
#include <string>
#include <string_view>

#include "xmpp/result.h"

namespace xmpp {

class Unicode;

class Jid {
 public:
  Jid() = default;

  /// Prepares and checks all parts (RFC 7622 §3; PRECIS profiles of RFC 8265). What a person typed goes through here.
  /// Errors: kind input, condition "jid-malformed", specific = which rule ("localpart-empty", "localpart-character",
  /// "domain-empty", "resource-empty", "part-too-long", "bidi", …; each has its own sentence in explain()).
  static Result<Jid> parse(std::string_view text, const Unicode& unicode);

  /// Splits only. For JIDs that our own server sent: it has prepared them, and its spelling wins (JID-10).
  /// Errors as parse(), for empty or overlong parts.
  static Result<Jid> split(std::string_view text);

  const std::string& local() const { return local_; }        ///< "" when absent
  const std::string& domain() const { return domain_; }      ///< never empty in a parsed JID
  const std::string& resource() const { return resource_; }  ///< "" when absent; case-sensitive
  bool is_bare() const { return resource_.empty(); }
  bool empty() const { return domain_.empty(); }
  Jid bare() const;
  std::string to_string() const;

  friend bool operator==(const Jid&, const Jid&) = default;
  friend auto operator<=>(const Jid&, const Jid&) = default;

 private:
  std::string local_, domain_, resource_;
};

}  // namespace xmpp
