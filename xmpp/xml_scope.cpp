// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xml_scope.h"

#include <algorithm>

#include "xmpp/sort.h"
#include "xmpp/xml_names.h"
#include "xmpp/xml_text.h"

namespace xmpp::xml {
namespace {

using Problem = NamespaceScope::Problem;
using Verdict = NamespaceScope::Verdict;

Verdict ill_formed(const char* why) { return {Problem::ill_formed, why}; }

// By expanded name, Namespaces in XML §6.3. Many attributes are sorted first: pairs would be quadratic.
bool has_duplicates(std::vector<Attribute>& attributes) {
  auto same = [](const Attribute& a, const Attribute& b) { return a.name.local == b.name.local && a.ns == b.ns; };
  if (attributes.size() > 8) {
    small_sort(attributes, [](const Attribute& a, const Attribute& b) {
      return a.name.local != b.name.local ? a.name.local < b.name.local : a.ns < b.ns;
    });
    return std::adjacent_find(attributes.begin(), attributes.end(), same) != attributes.end();
  }
  for (std::size_t i = 1; i < attributes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (same(attributes[i], attributes[j])) return true;
  return false;
}

}  // namespace

NamespaceScope::NamespaceScope(std::size_t most_prefixes) : most_prefixes_(most_prefixes) {
  prefixes_.push_back({"xml", xml_namespace, true});
}

Verdict NamespaceScope::enter(const QName& element, std::vector<Attribute>& attributes) {
  marks_.push_back(declarations_.size());
  // Declarations first: they hold for the whole tag, wherever they stand in it.
  for (auto& attribute : attributes) {
    if (attribute.name.prefix != "xmlns" && attribute.name.whole != "xmlns") continue;
    attribute.ns = xmlns_namespace;
    if (auto verdict = declare(attribute); verdict.problem != Problem::none) return verdict;
  }
  if (!element.prefix.empty() && !bound(element.prefix)) return ill_formed("an unbound prefix");
  for (auto& attribute : attributes) {
    if (attribute.name.prefix.empty() || attribute.ns == xmlns_namespace) continue;
    const Prefix* prefix = bound(attribute.name.prefix);
    if (!prefix) return ill_formed("an unbound prefix");
    attribute.ns = prefix->ns;
  }
  return has_duplicates(attributes) ? ill_formed("the same attribute twice") : Verdict();
}

void NamespaceScope::leave() {
  for (; declarations_.size() > marks_.back(); declarations_.pop_back())
    prefixes_[declarations_.back().prefix] = declarations_.back().before;
  marks_.pop_back();
}

// Namespaces in XML §3 and §5: the two reserved prefixes and their namespaces belong to each other alone, and in
// version 1.0 only the default namespace can be undeclared.
Verdict NamespaceScope::declare(const Attribute& attribute) {
  const bool is_default = attribute.name.prefix.empty();
  const std::string_view prefix = is_default ? std::string_view() : attribute.name.local;
  const std::string_view ns = decoded(attribute.value);
  if (prefix == "xmlns" || ns == xmlns_namespace) return ill_formed("a declaration of the prefix xmlns");
  if ((prefix == "xml") != (ns == xml_namespace)) return ill_formed("a false declaration of the prefix xml");
  if (is_default) return {};  // names without prefix need no binding
  if (ns.empty()) return ill_formed("a prefix bound to nothing");
  if (!find(prefix)) {
    if (prefixes_.size() >= most_prefixes_) return {Problem::too_many, "too many namespace prefixes"};
    last_found_ = prefixes_.size();
    prefixes_.push_back({prefix, {}, false});
  }
  declarations_.push_back({last_found_, prefixes_[last_found_]});
  prefixes_[last_found_] = {prefix, ns, true};
  return {};
}

bool NamespaceScope::find(std::string_view prefix) {
  if (last_found_ < prefixes_.size() && prefixes_[last_found_].name == prefix) return true;
  for (last_found_ = 0; last_found_ < prefixes_.size(); ++last_found_)
    if (prefixes_[last_found_].name == prefix) return true;
  return false;
}

const NamespaceScope::Prefix* NamespaceScope::bound(std::string_view prefix) {
  return find(prefix) && prefixes_[last_found_].bound ? &prefixes_[last_found_] : nullptr;
}

std::string_view NamespaceScope::decoded(std::string_view written) {
  if (written.find_first_of("&\t\r\n") == std::string_view::npos) return written;
  return decoded_.emplace_back(decode_attribute(written));
}

}  // namespace xmpp::xml
