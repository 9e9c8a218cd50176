// SPDX-License-Identifier: AGPL-3.0-or-later
// Frames (RFC 6455 §5).
#include "tests/native/websocket_codec.h"

namespace native::websocket {

namespace {

constexpr std::size_t kControlLimit = 125;  // §5.5

bool is_control(Opcode opcode) { return static_cast<int>(opcode) >= 8; }
bool is_known(int opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}
std::uint64_t read_number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}
void apply(const Mask& mask, std::string& payload, std::size_t from) {
  for (std::size_t i = from; i < payload.size(); ++i) payload[i] = static_cast<char>(payload[i] ^ mask[(i - from) % 4]);
}

// RFC 3629, without overlong forms and surrogates.
bool is_utf8(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = at(i), second = at(i + 1);
    if (first < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                               : first >> 4 == 0xe              ? 3
                               : first >= 0xf0 && first <= 0xf4 ? 4
                                                                : 0;
    if (length == 0) return false;
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) || (first == 0xf0 && second < 0x90) ||
        (first == 0xf4 && second > 0x8f)) {
      return false;
    }
    for (std::size_t k = 1; k < length; ++k) {
      if ((at(i + k) & 0xc0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace

std::string encode(Opcode opcode, std::string_view payload, const std::optional<Mask>& mask, bool fin) {
  std::string out;
  out.reserve(payload.size() + 14);
  out += static_cast<char>((fin ? 0x80 : 0) | static_cast<int>(opcode));
  const int masked = mask ? 0x80 : 0;
  if (payload.size() <= 125) {
    out += static_cast<char>(masked | static_cast<int>(payload.size()));
  } else if (payload.size() <= 0xffff) {
    out += static_cast<char>(masked | 126);
    append_number(out, payload.size(), 2);
  } else {
    out += static_cast<char>(masked | 127);
    append_number(out, payload.size(), 8);
  }
  if (mask) out.append(mask->begin(), mask->end());
  const auto from = out.size();
  out += payload;
  if (mask) apply(*mask, out, from);
  return out;
}

std::string close_payload(int code) {
  std::string out;
  if (code != 1005) append_number(out, static_cast<std::uint64_t>(code), 2);
  return out;
}

std::optional<int> close_code(std::string_view payload) {
  if (payload.empty()) return 1005;
  if (payload.size() == 1 || !is_utf8(payload.substr(2))) return {};
  const int code = static_cast<int>(read_number(payload.substr(0, 2)));
  const bool travels =
      (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) || (code >= 3000 && code <= 4999);
  return travels ? std::optional(code) : std::nullopt;
}

std::optional<Violation> Decoder::feed(std::string_view bytes, std::deque<Message>& out) {
  buffer_ += bytes;
  std::string_view rest = buffer_;
  const auto need = [&](std::size_t count) { return rest.size() < count; };
  std::optional<Violation> broken;
  while (!broken && !need(2)) {
    const auto first = static_cast<unsigned char>(rest[0]), second = static_cast<unsigned char>(rest[1]);
    const auto opcode = static_cast<Opcode>(first & 0x0f);
    const bool fin = first & 0x80, masked = second & 0x80;
    if (first & 0x70)
      broken = {1002, "reserved bits without an extension"};
    else if (!is_known(first & 0x0f))
      broken = {1002, "unknown opcode"};
    else if (masked != (peer_ == From::client))
      broken = {1002, masked ? "the server masked a frame" : "the client did not mask a frame"};
    else if (is_control(opcode) && (!fin || (second & 0x7f) > kControlLimit))
      broken = {1002, "a control frame in parts or too long"};
    if (broken) break;

    std::size_t size = second & 0x7f, head = 2;
    if (size > kControlLimit) {
      const std::size_t extra = size == 126 ? 2 : 8;
      if (need(2 + extra)) break;
      const auto length = read_number(rest.substr(2, extra));
      if (length >> 63)
        broken = {1002, "a length above 2^63"};
      else if (length + (partial_ ? partial_->payload.size() : 0) > limit_)
        broken = {1009, "a message above the limit"};
      if (broken) break;
      size = static_cast<std::size_t>(length);
      head += extra;
    }
    Mask mask{};
    if (masked) {
      if (need(head + 4)) break;
      for (std::size_t i = 0; i < 4; ++i) mask[i] = static_cast<std::uint8_t>(rest[head + i]);
      head += 4;
    }
    if (need(head + size)) break;
    std::string payload(rest.substr(head, size));
    if (masked) apply(mask, payload, 0);
    rest.remove_prefix(head + size);
    broken = frame(opcode, fin, std::move(payload), out);
  }
  buffer_.erase(0, buffer_.size() - rest.size());
  return broken;
}

std::optional<Violation> Decoder::frame(Opcode opcode, bool fin, std::string payload, std::deque<Message>& out) {
  if (is_control(opcode)) {
    out.push_back({opcode, std::move(payload)});
    return {};
  }
  const bool continues = opcode == Opcode::continuation;
  if (continues != partial_.has_value()) return Violation{1002, "fragments out of order"};
  if (continues) {
    if (partial_->payload.size() + payload.size() > limit_) return Violation{1009, "a message above the limit"};
    partial_->payload += payload;
  } else {
    partial_ = Message{opcode, std::move(payload)};
  }
  if (!fin) return {};
  if (partial_->opcode == Opcode::text && !is_utf8(partial_->payload)) return Violation{1007, "text that is not UTF-8"};
  out.push_back(std::move(*partial_));
  partial_.reset();
  return {};
}

}  // namespace native::websocket
