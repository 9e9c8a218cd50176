// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/collections.h"

namespace xmpp::pubsub::collections {
namespace {

std::vector<std::string> named(const forms::Form& form, std::string_view var) {
  std::vector<std::string> ids;
  if (const forms::Field* field = form.find(var))
    for (const auto& value : field->values)
      if (!value.empty()) ids.push_back(value);
  return ids;
}

}  // namespace

std::vector<std::string> parents(const forms::Form& form) { return named(form, "pubsub#collection"); }
std::vector<std::string> children(const forms::Form& form) { return named(form, "pubsub#children"); }

bool several_parents(const disco::Info& info) {
  return has_feature(info, "multi-collection") || has_feature(info, "multi-collections");
}

}  // namespace xmpp::pubsub::collections
