// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/jid.h"

#include "xmpp/domain.h"
#include "xmpp/precis.h"

namespace xmpp {
namespace {

constexpr std::size_t longest_part = 1023;  // octets, RFC 7622 §3.1

// RFC 7622 §3.3.1
constexpr std::string_view excluded_in_localpart = "\"&'/:<>@";

Error malformed(std::string rule, std::string text = {}) {
  return {.kind = ErrorKind::input, .condition = "jid-malformed", .specific = std::move(rule), .text = std::move(text)};
}

// A rule of a part is named after the part: "localpart-character"; rules that read the same for all parts are not.
Error in_part(std::string_view part, Error error) {
  if (error.specific != "not-utf8" && error.specific != "bidi" && error.specific != "context")
    error.specific = std::string(part) + '-' + error.specific;
  return error;
}

}  // namespace

// RFC 7622 §3.2: first cut at the first '/', then look for '@' in what is before it.
Result<Jid> Jid::split(std::string_view text) {
  Jid jid;
  if (auto slash = text.find('/'); slash != std::string_view::npos) {
    jid.resource_ = text.substr(slash + 1);
    text = text.substr(0, slash);
    if (jid.resource_.empty()) return malformed(text.empty() ? "domain-empty" : "resource-empty");
  }
  if (auto at = text.find('@'); at != std::string_view::npos) {
    jid.local_ = text.substr(0, at);
    text = text.substr(at + 1);
    if (jid.local_.empty()) return malformed("localpart-empty");
  }
  jid.domain_ = text;
  if (text.empty()) return malformed("domain-empty");
  for (const auto* part : {&jid.local_, &jid.domain_, &jid.resource_})
    if (part->size() > longest_part) return malformed("part-too-long");
  return jid;
}

Result<Jid> Jid::parse(std::string_view text, const Unicode& unicode) {
  if (text.size() > 16 * longest_part) return malformed("part-too-long");  // mapping shrinks nothing that much
  Jid jid;
  // Split before anything is mapped: mapping may make separators (RFC 7622 §3.1). Lengths count after mapping.
  auto slash = text.find('/');
  auto bare = text.substr(0, slash);
  auto at = bare.find('@');
  auto domain = prepare_domain(at == std::string_view::npos ? bare : bare.substr(at + 1), unicode);
  if (at != std::string_view::npos) {
    auto local = bare.substr(0, at);
    if (local.empty()) return malformed("localpart-empty");
    auto prepared = precis::username_case_mapped(local, unicode);
    if (!prepared) return in_part("localpart", prepared.error());
    if (auto bad = prepared->find_first_of(excluded_in_localpart); bad != std::string::npos)
      return malformed("localpart-character", prepared->substr(bad, 1));
    jid.local_ = *std::move(prepared);
  }
  if (!domain) return in_part("domain", domain.error());
  jid.domain_ = *std::move(domain);
  if (slash != std::string_view::npos) {
    auto resource = text.substr(slash + 1);
    if (resource.empty()) return malformed("resource-empty");
    auto prepared = precis::opaque_string(resource, unicode);
    if (!prepared) return in_part("resource", prepared.error());
    if (prepared->starts_with(' ')) return malformed("resource-space");  // RFC 7622 §3.5, example 18
    jid.resource_ = *std::move(prepared);
  }
  for (const auto* part : {&jid.local_, &jid.domain_, &jid.resource_})
    if (part->size() > longest_part) return malformed("part-too-long");
  return jid;
}

Jid Jid::bare() const {
  Jid jid = *this;
  jid.resource_.clear();
  return jid;
}

std::string Jid::to_string() const {
  std::string text;
  if (!local_.empty()) text = local_ + '@';
  text += domain_;
  if (!resource_.empty()) text += '/' + resource_;
  return text;
}

}  // namespace xmpp
