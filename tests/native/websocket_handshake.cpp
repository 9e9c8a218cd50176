// SPDX-License-Identifier: AGPL-3.0-or-later
// The opening handshake (RFC 6455 §4).
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>

#include "tests/native/websocket_codec.h"

namespace native::websocket {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}
std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}
// A comma-separated list that holds the token (RFC 9110 §5.6.1).
bool lists(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (same(trim(list.substr(0, comma)), token)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}
std::string base64(const unsigned char* bytes, int size) {
  std::string text(static_cast<std::size_t>(4 * ((size + 2) / 3)) + 1, '\0');  // room for the terminator it writes
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, size)));
  return text;
}
Answer refuse(std::string why) { return {false, {}, std::move(why)}; }

}  // namespace

std::string accept_key(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return base64(digest, sizeof digest);
}

std::string new_key() {
  unsigned char bytes[16];
  RAND_bytes(bytes, sizeof bytes);
  return base64(bytes, sizeof bytes);
}

Mask new_mask() {
  Mask mask;
  RAND_bytes(mask.data(), static_cast<int>(mask.size()));
  return mask;
}

std::optional<std::string_view> header(std::string_view head, std::string_view name) {
  for (auto at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && same(line.substr(0, colon), name)) return trim(line.substr(colon + 1));
  }
  return {};
}

std::string request(std::string_view target, std::string_view authority, std::string_view key,
                    std::string_view origin) {
  std::string text = "GET " + std::string(target) + " HTTP/1.1\r\nHost: " + std::string(authority) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + std::string(key) +
                     "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: xmpp\r\n";
  if (!origin.empty()) text += "Origin: " + std::string(origin) + "\r\n";
  return text + "\r\n";
}

Answer check_answer(std::string_view head, std::string_view key) {
  const auto status = head.substr(0, head.find("\r\n"));
  if (!status.starts_with("HTTP/1.1 101")) return refuse("the server answered: " + std::string(status));
  if (!same(header(head, "Upgrade").value_or(""), "websocket")) return refuse("no Upgrade to websocket");
  if (!lists(header(head, "Connection").value_or(""), "upgrade")) return refuse("no Connection: Upgrade");
  if (header(head, "Sec-WebSocket-Accept").value_or("") != accept_key(key)) return refuse("wrong Sec-WebSocket-Accept");
  if (const auto extension = header(head, "Sec-WebSocket-Extensions"); extension && !extension->empty()) {
    return refuse("an extension that nobody asked for: " + std::string(*extension));
  }
  const auto protocol = header(head, "Sec-WebSocket-Protocol").value_or("");
  if (!protocol.empty() && protocol != "xmpp")
    return refuse("a subprotocol that nobody asked for: " + std::string(protocol));
  return {true, std::string(protocol), {}};
}

}  // namespace native::websocket
