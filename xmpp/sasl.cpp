// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/sasl.h"

#include <algorithm>

#include "xmpp/conditions.h"
#include "xmpp/error_parse.h"
#include "xmpp/ns.h"

namespace xmpp {
namespace {

constexpr Mechanism known[] = {
    // strongest first (SASL-02)
    {"EXTERNAL", 4, std::nullopt},
    {"SCRAM-SHA-512", 3, Hash::sha512},
    {"SCRAM-SHA-256", 2, Hash::sha256},
    {"SCRAM-SHA-1", 1, Hash::sha1},
};

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) (out.empty() ? out : out += ", ") += name;
  return out;
}

}  // namespace

std::span<const Mechanism> mechanisms() { return known; }

SaslOffer read_sasl_offer(Element features) {
  SaslOffer offer;
  for (Element mechanism : features.child(ns::sasl, "mechanisms")) {
    if (mechanism.is(ns::sasl, "mechanism")) offer.mechanisms.push_back(mechanism.text());
  }
  if (Element bindings = features.child(ns::channel_binding, "sasl-channel-binding")) {
    offer.channel_bindings.emplace();
    for (Element binding : bindings) {
      if (binding.is(ns::channel_binding, "channel-binding")) offer.channel_bindings->emplace_back(binding["type"]);
    }
  }
  return offer;
}

Result<Mechanism> choose_mechanism(const SaslOffer& offer, bool with_certificate, int pinned) {
  auto offered = [&](const Mechanism& mechanism) { return std::ranges::count(offer.mechanisms, mechanism.name) > 0; };
  auto usable = [&](const Mechanism& mechanism) { return mechanism.hash.has_value() != with_certificate; };
  for (const Mechanism& mechanism : known) {
    if (!offered(mechanism) || !usable(mechanism)) continue;
    if (mechanism.strength < pinned) break;
    return mechanism;
  }
  Error refused{.kind = ErrorKind::sasl, .text = listed(offer.mechanisms)};
  if (pinned > 0) {
    refused.kind = ErrorKind::security;
    refused.condition = condition::downgrade;
  } else if (!std::ranges::any_of(known, offered)) {
    refused.condition = condition::no_acceptable_mechanism;
  } else {
    refused.condition = with_certificate ? condition::external_not_offered : condition::scram_not_offered;
  }
  return refused;
}

Error read_sasl_failure(Element failure, bool with_certificate) {
  Error error = sasl_failure(failure);
  if (error.condition == "not-authorized") {
    error.specific = with_certificate ? condition::certificate_refused : condition::password_refused;
  }
  return error;
}

}  // namespace xmpp
