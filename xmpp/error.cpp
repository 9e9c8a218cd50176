// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error.h"

#include "xmpp/error_words.h"

namespace xmpp {
namespace {

const ErrorWords* find(ErrorKind kind, std::string_view name) {
  for (auto words : {stanza_words(), session_words(), local_words()})
    for (const auto& row : words)
      if (row.kind == kind && row.name == name) return &row;
  return nullptr;
}

const ErrorWords& words_of(const Error& error) {
  const auto* row = error.specific.empty() ? nullptr : find(error.kind, error.specific);
  if (!row) row = find(error.kind, error.condition);
  if (!row) row = find(error.kind, {});  // there is one for every kind
  return *row;
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::stanza:
      return "stanza";
    case ErrorKind::stream:
      return "stream";
    case ErrorKind::sasl:
      return "sasl";
    case ErrorKind::transport:
      return "transport";
    case ErrorKind::protocol:
      return "protocol";
    case ErrorKind::security:
      return "security";
    case ErrorKind::timeout:
      return "timeout";
    case ErrorKind::cancelled:
      return "cancelled";
    case ErrorKind::input:
      return "input";
  }
  return "";
}

// The peer chooses these strings: nothing in them may move the cursor or begin a new line of a log.
void append_escaped(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    bool c1 = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;  // U+0080..9F
    if (c1) byte = static_cast<unsigned char>(text[++i]);
    if (c1 || byte < 0x20 || byte == 0x7f)
      ((out += "\\x") += digits[byte >> 4]) += digits[byte & 15];
    else
      out += text[i];
  }
}

}  // namespace

Explanation explain(const Error& error) {
  const auto& words = words_of(error);
  return {words.what, words.next};
}

bool worth_retrying(const Error& error) {
  if (error.kind == ErrorKind::stanza) return error.type == ErrorType::wait;  // RFC 6120 §8.3.2
  return words_of(error).passes;
}

std::string to_string(const Error& error) {
  std::string out(name_of(error.kind));
  if (!error.condition.empty()) append_escaped(out += '/', error.condition);
  if (!error.specific.empty()) {
    append_escaped(out += " (", error.specific);
    if (!error.feature.empty()) append_escaped(out += ' ', error.feature);
    out += ')';
  }
  if (!error.text.empty()) append_escaped(out += ": ", error.text);
  if (!error.uri.empty()) append_escaped(out += " -> ", error.uri);
  return out;
}

}  // namespace xmpp
