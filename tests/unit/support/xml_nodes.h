// SPDX-License-Identifier: AGPL-3.0-or-later
// XML as a test compares it: by names, namespaces, attributes and texts; prefixes, declarations and the order of
// attributes mean nothing.
#pragma once
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace xmpp::test {

inline std::string_view local_name(const char* name) {
  std::string_view view(name);
  return view.substr(view.find(':') == std::string_view::npos ? 0 : view.find(':') + 1);
}

inline std::string namespace_of(pugi::xml_node node) {
  std::string_view name(node.name());
  auto colon = name.find(':');
  std::string declaration = colon == name.npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  for (; node; node = node.parent()) {
    if (auto attribute = node.attribute(declaration.c_str())) return attribute.value();
  }
  return {};
}

inline bool is_declaration(const pugi::xml_attribute& attribute) {
  std::string_view name(attribute.name());
  return name == "xmlns" || name.starts_with("xmlns:");
}

inline std::vector<pugi::xml_node> elements(pugi::xml_node node) {
  std::vector<pugi::xml_node> out;
  for (auto child : node.children()) {
    if (child.type() == pugi::node_element) out.push_back(child);
  }
  return out;
}

/// One element in one line, the same for all ways to write it: {namespace}name a="b" 'text' (children).
inline std::string shape(pugi::xml_node node) {
  std::string ns = namespace_of(node), out;
  if (ns != namespace_of(node.parent())) out += "{" + ns + "}";
  out += local_name(node.name());
  std::map<std::string, std::string> attributes;
  for (auto attribute : node.attributes())
    if (!is_declaration(attribute)) attributes[attribute.name()] = attribute.value();
  for (const auto& [name, value] : attributes) out += " " + name + "=\"" + value + "\"";
  if (*node.child_value()) out += " '" + std::string(node.child_value()) + "'";
  auto inside = elements(node);
  for (std::size_t i = 0; i < inside.size(); ++i) out += (i ? ", " : " (") + shape(inside[i]);
  return inside.empty() ? out : out + ")";
}

/// "" when it is not XML.
inline std::string shape(const std::string& xml) {
  pugi::xml_document document;
  return document.load_string(xml.c_str()) ? shape(document.document_element()) : std::string();
}

}  // namespace xmpp::test
