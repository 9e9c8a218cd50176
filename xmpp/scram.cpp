// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/scram.h"

#include <algorithm>
#include <array>

#include "xmpp/base64.h"
#include "xmpp/conditions.h"
#include "xmpp/sort.h"

namespace xmpp::scram {
namespace {

Error bad_message(std::string text) { return {.condition = condition::bad_sasl_message, .text = std::move(text)}; }
Error suspicious(const char* condition, std::string_view text = {}) {
  return {.kind = ErrorKind::security, .condition = condition, .text = std::string(text.substr(0, 40))};
}

Bytes bytes(std::string_view text) { return Bytes(text.begin(), text.end()); }

// Splits off the next attribute "x=value" (RFC 5802 §7); nullopt where there is none.
struct Attribute {
  char name;
  std::string_view value;
};
std::optional<Attribute> next_attribute(std::string_view& rest) {
  auto part = rest.substr(0, rest.find(','));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  bool letter = !part.empty() && ((part[0] >= 'a' && part[0] <= 'z') || (part[0] >= 'A' && part[0] <= 'Z'));
  if (!letter || part.size() < 2 || part[1] != '=') return std::nullopt;
  return Attribute{part[0], part.substr(2)};
}

std::string escaped(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c == '=')
      out += "=3D";
    else if (c == ',')
      out += "=2C";
    else
      out += c;
  }
  return out;
}

// posit-number (SCR-08); 0 where it is none, most_iterations + 1 where it is larger than that.
std::uint32_t positive_number(std::string_view digits) {
  if (digits.empty() || digits[0] == '0') return 0;
  std::uint32_t value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return 0;
    value = std::min<std::uint32_t>(value * 10 + static_cast<std::uint32_t>(c - '0'), most_iterations + 1);
  }
  return value;
}

bool printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != ','; });
}

Bytes exclusive_or(const Bytes& a, const Bytes& b) {
  Bytes out(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = a[i] ^ b[i];
  return out;
}

bool equal_in_constant_time(const Bytes& a, const Bytes& b) {
  if (a.size() != b.size()) return false;
  volatile std::uint8_t difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference = difference | (a[i] ^ b[i]);
  return difference == 0;
}

std::string joined(std::vector<std::string> names) {
  small_sort(names);
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) (i ? out += '\x1e' : out) += names[i];
  return out;
}

}  // namespace

std::string fresh_nonce(Random& random) {
  std::array<std::uint8_t, 18> dice;
  random.fill(dice);
  return to_base64(dice);
}

std::string client_first_bare(std::string_view user, std::string_view nonce) {
  return "n=" + escaped(user) + ",r=" + std::string(nonce);
}

Result<ServerFirst> parse_server_first(std::string_view message, std::string_view client_nonce) {
  auto rest = message;
  auto nonce = next_attribute(rest), salt = next_attribute(rest), iterations = next_attribute(rest);
  if (message.starts_with("m=")) return suspicious(condition::mandatory_extension);
  if (!nonce || nonce->name != 'r') return bad_message("no nonce in its place");
  if (!salt || salt->name != 's') return bad_message("no salt in its place");
  if (!iterations || iterations->name != 'i') return bad_message("no iteration count in its place");

  ServerFirst out;
  out.nonce = std::string(nonce->value);
  if (!nonce->value.starts_with(client_nonce) || nonce->value.size() <= client_nonce.size() ||
      nonce->value.size() > 1024 || !printable(nonce->value)) {
    return suspicious(condition::wrong_nonce);
  }
  auto decoded = from_base64(salt->value);
  if (!decoded || decoded->empty() || decoded->size() > 1024) return suspicious(condition::salt);
  out.salt = std::move(*decoded);
  out.iterations = positive_number(iterations->value);
  if (out.iterations == 0) return bad_message("the iteration count is not a number");
  if (out.iterations < fewest_iterations || out.iterations > most_iterations) {
    return suspicious(condition::iteration_count, iterations->value);
  }

  while (!rest.empty()) {  // extensions: unknown ones are ignored (SCR-05)
    auto extension = next_attribute(rest);
    if (!extension) return bad_message("unreadable attribute");
    if (extension->name == 'm') return suspicious(condition::mandatory_extension);
    if (extension->name == 'h') out.downgrade_hash = std::string(extension->value);
  }
  return out;
}

Task<Result<ClientFinal>> client_final(Crypto& crypto, Hash hash, const Secret<std::string>& password,
                                       std::string client_first_bare, std::string server_first_message,
                                       ServerFirst server_first) {
  // RFC 5802 §3, in its own names.
  std::string without_proof = "c=" + to_base64(gs2_header) + ",r=" + server_first.nonce;
  Bytes auth_message = bytes(client_first_bare + "," + server_first_message + "," + without_proof);

  auto hi = co_await crypto.pbkdf2(hash, bytes(*password), server_first.salt, server_first.iterations);
  if (!hi) co_return hi.error();
  Secret<Bytes> salted_password(std::move(*hi));

  auto key = co_await crypto.hmac(hash, *salted_password, bytes("Client Key"));
  if (!key) co_return key.error();
  Secret<Bytes> client_key(std::move(*key));
  auto stored_key = co_await crypto.digest(hash, *client_key);
  if (!stored_key) co_return stored_key.error();
  auto client_signature = co_await crypto.hmac(hash, std::move(*stored_key), auth_message);
  if (!client_signature) co_return client_signature.error();

  auto server_key = co_await crypto.hmac(hash, *salted_password, bytes("Server Key"));
  if (!server_key) co_return server_key.error();
  auto server_signature = co_await crypto.hmac(hash, std::move(*server_key), auth_message);
  if (!server_signature) co_return server_signature.error();

  Bytes proof = exclusive_or(*client_key, *client_signature);
  co_return ClientFinal{without_proof + ",p=" + to_base64(proof), std::move(*server_signature)};
}

Result<void> check_server_final(std::string_view message, const Bytes& server_signature) {
  auto rest = message;
  auto first = next_attribute(rest);
  if (first && first->name == 'e') {
    constexpr std::string_view known[] = {"invalid-encoding",
                                          "extensions-not-supported",
                                          "invalid-proof",
                                          "channel-bindings-dont-match",
                                          "server-does-support-channel-binding",
                                          "channel-binding-not-supported",
                                          "unsupported-channel-binding-type",
                                          "unknown-user",
                                          "invalid-username-encoding",
                                          "no-resources",
                                          "other-error"};  // RFC 5802 §7
    std::string reason(std::ranges::count(known, first->value) ? first->value : "other-error");
    bool credentials = reason == "invalid-proof" || reason == "unknown-user";
    return Error{.kind = ErrorKind::sasl,
                 .condition = "not-authorized",
                 .specific = credentials ? condition::password_refused : reason};
  }
  if (!first || first->name != 'v') return bad_message("no signature in its place");
  auto signature = from_base64(first->value);
  if (!signature || !equal_in_constant_time(*signature, server_signature)) {
    return suspicious(condition::wrong_signature);
  }
  return {};
}

std::string downgrade_string(std::vector<std::string> mechanisms,
                             std::optional<std::vector<std::string>> channel_bindings) {
  std::string out = joined(std::move(mechanisms));
  if (channel_bindings) out += '\x1f' + joined(std::move(*channel_bindings));
  return out;
}

}  // namespace xmpp::scram
