// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/stream_management.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "xmpp/conditions.h"
#include "xmpp/ns.h"

namespace xmpp {
namespace {

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Xml StreamManagement::enable() { return Xml("enable", ns::stream_management).attribute("resume", "true"); }

void StreamManagement::enabled(Element enabled) {
  active_ = true;
  handled_ = 0;
  bool resume = enabled["resume"] == "true" || enabled["resume"] == "1";
  id_ = resume ? std::string(enabled["id"]) : std::string();  // `location` means nothing here (SM-10)
}

void StreamManagement::sent(std::string frame) { unacknowledged_.push_back(std::move(frame)); }

Result<void> StreamManagement::acknowledged(std::string_view h) {
  auto value = number(h);
  std::uint32_t newly = value ? *value - acknowledged_ : 0;  // modulo 2^32; a step back is a huge step forward
  if (!value || newly > unacknowledged_.size()) {
    return Error{.condition = condition::bad_ack, .text = "h " + std::string(h.substr(0, 20))};
  }
  unacknowledged_.erase(unacknowledged_.begin(), unacknowledged_.begin() + newly);
  acknowledged_ = *value;
  asked_at_ -= std::min<std::size_t>(asked_at_, newly);
  return {};
}

Xml StreamManagement::ack() const { return Xml("a", ns::stream_management).attribute("h", std::to_string(handled_)); }

Xml StreamManagement::request() { return Xml("r", ns::stream_management); }

Xml StreamManagement::resume() const {
  return Xml("resume", ns::stream_management).attribute("h", std::to_string(handled_)).attribute("previd", id_);
}

Result<std::vector<std::string>> StreamManagement::resumed(Element resumed) {
  if (resumed["previd"] != id_) {
    return Error{.kind = ErrorKind::security, .condition = condition::foreign_resumption};
  }
  auto counted = acknowledged(resumed["h"]);
  if (!counted) return counted.error();
  asked_at_ = 0;
  return unacknowledged_;
}

Xml StreamManagement::too_high(std::string_view h) const {
  return Xml("handled-count-too-high", ns::stream_management)
      .attribute("h", std::string(h))
      .attribute("send-count", std::to_string(sent_count()));
}

void StreamManagement::start_at(std::uint32_t acknowledged, std::uint32_t handled) {
  active_ = true;
  acknowledged_ = acknowledged;
  handled_ = handled;
}

}  // namespace xmpp
