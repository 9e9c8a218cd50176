// SPDX-License-Identifier: AGPL-3.0-or-later
// What can go wrong on the way in, in words: one table from error to title, text, likely causes with how to check each,
// and where the guide says more.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "xmpp/error.h"

namespace gui {

enum class LoginKind : unsigned char { certificate, password };

/// Errors of our own, before a connection is tried.
namespace condition {
inline constexpr const char* endpoint_foreign = "endpoint-foreign";  ///< kind input: host not listed in config.json
inline constexpr const char* insecure_context = "insecure-context";  ///< kind security: page not loaded over HTTPS
}  // namespace condition

/// When a cause is worth naming.
enum class When : unsigned char {
  always,
  other_origin,  ///< the address is not on the page's host and port; for a domain to look up: it is not the page's host
  no_answer,     ///< as other_origin, and nothing at all was answered
};

struct Cause {
  std::string_view text;
  When when = When::always;
};

/// Texts may hold {domain}, {endpoint}, {https}, {origin}, {said}, {uri}; {what} and {next} come from xmpp::explain().
struct Failure {
  xmpp::ErrorKind kind;
  std::string_view condition;      ///< "": any
  std::string_view specific;       ///< "": any
  std::optional<LoginKind> login;  ///< nullopt: both
  std::string_view title, text;
  std::span<const Cause> causes;
  std::string_view guide;    ///< "" : none
  bool ask_authzid = false;  ///< offer "Log in as"
  bool blocked = false;      ///< trying again cannot help
};

std::span<const Failure> failures();
/// The first row that fits; the last rows fit anything.
const Failure& failure(const xmpp::Error& error, LoginKind login);

}  // namespace gui
