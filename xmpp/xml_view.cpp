// SPDX-License-Identifier: AGPL-3.0-or-later
// The namespaced view over pugixml, which knows no namespaces. Everything here relies on the gate: prefixes are bound,
// attributes are unique, depth is bounded.
#include <cstring>
#include <pugixml.hpp>

#include "xmpp/xml.h"
#include "xmpp/xml_text.h"

namespace xmpp {
namespace {

// White space is content (a form value may be one space); CDATA stays CDATA until text() joins it.
constexpr unsigned parse_options = pugi::parse_default | pugi::parse_ws_pcdata;

pugi::xml_node at(pugi::xml_node_struct* node) { return pugi::xml_node(node); }

struct QName {
  std::string_view prefix, local;
};

QName split(const char* name) {
  const char* colon = std::strchr(name, ':');
  if (!colon) return {{}, name};
  return {{name, static_cast<std::size_t>(colon - name)}, colon + 1};
}

// The prefix that an attribute declares ("" for the default namespace), or nothing.
std::optional<std::string_view> declared_prefix(const char* name) {
  if (std::strncmp(name, "xmlns", 5) != 0) return std::nullopt;
  if (name[5] == '\0') return "";
  if (name[5] == ':') return name + 6;
  return std::nullopt;
}

std::string_view lookup(pugi::xml_node element, std::string_view prefix) {
  for (; element.type() == pugi::node_element; element = element.parent()) {
    for (auto attribute = element.first_attribute(); attribute; attribute = attribute.next_attribute())
      if (declared_prefix(attribute.name()) == prefix) return attribute.value();
  }
  return prefix == "xml" ? xml::xml_namespace : std::string_view();
}

pugi::xml_node next_element(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

bool is_text(pugi::xml_node node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

// All declarations in force around the element that the element does not override, also of prefixes that no name uses:
// content may use them (QNames in values, XML-06).
void write_inherited(std::string& out, pugi::xml_node element) {
  std::vector<std::string_view> seen;
  for (auto scope = element; scope.type() == pugi::node_element; scope = scope.parent()) {
    for (auto attribute : scope.attributes()) {
      auto prefix = declared_prefix(attribute.name());
      if (!prefix || std::find(seen.begin(), seen.end(), *prefix) != seen.end()) continue;
      seen.push_back(*prefix);
      bool undeclared = prefix->empty() && *attribute.value() == '\0';  // xmlns='' at the top says nothing
      if (scope != element && !undeclared) xml::append_attribute(out, attribute.name(), attribute.value());
    }
  }
}

void write(std::string& out, pugi::xml_node element, bool outermost) {
  (out += '<') += element.name();
  for (auto attribute : element.attributes()) xml::append_attribute(out, attribute.name(), attribute.value());
  if (outermost) write_inherited(out, element);
  if (!element.first_child()) {
    out += "/>";
    return;
  }
  out += '>';
  for (auto child : element.children()) {
    if (child.type() == pugi::node_element) write(out, child, false);
    if (is_text(child)) xml::append_text(out, child.value());
  }
  ((out += "</") += element.name()) += '>';
}

}  // namespace

std::string_view Element::name() const { return split(at(node_).name()).local; }

std::string_view Element::ns() const { return lookup(at(node_), split(at(node_).name()).prefix); }

bool Element::is(std::string_view ns, std::string_view name) const {
  return node_ && this->name() == name && this->ns() == ns;
}

std::optional<std::string_view> Element::attribute(std::string_view name) const {
  for (auto attribute = at(node_).first_attribute(); attribute; attribute = attribute.next_attribute())
    if (attribute.name() == name) return attribute.value();
  return std::nullopt;
}

std::string_view Element::operator[](std::string_view name) const { return attribute(name).value_or(""); }

std::string_view Element::lang() const {
  for (auto scope = at(node_); scope; scope = scope.parent())
    if (auto lang = scope.attribute("xml:lang")) return lang.value();
  return {};
}

Element Element::child(std::string_view ns, std::string_view name) const {
  for (Element child : *this)
    if (child.is(ns, name)) return child;
  return {};
}

Element Element::first_child() const { return Element(next_element(at(node_).first_child()).internal_object()); }

Element Element::next_sibling() const { return Element(next_element(at(node_).next_sibling()).internal_object()); }

std::string Element::text() const {
  std::string text;
  for (auto child : at(node_).children())
    if (is_text(child)) text += child.value();
  return text;
}

std::string Element::to_xml() const {
  std::string out;
  if (node_) write(out, at(node_), true);
  return out;
}

struct Document::Storage {
  std::string text;  // parsed in place: names and values point into it
  pugi::xml_document tree;
};

Element Document::root() const {
  return storage_ ? Element(storage_->tree.document_element().internal_object()) : Element();
}

Result<Document> parse_frame(std::string_view frame, const XmlLimits& limits) {
  if (auto checked = check_frame(frame, limits); !checked) return checked.error();
  auto storage = std::make_shared<Document::Storage>();
  storage->text = frame;
  auto parsed =
      storage->tree.load_buffer_inplace(storage->text.data(), storage->text.size(), parse_options, pugi::encoding_utf8);
  if (!parsed) return Error{.kind = ErrorKind::protocol, .condition = "not-well-formed", .text = parsed.description()};
  Document document;
  document.storage_ = std::move(storage);
  return document;
}

}  // namespace xmpp
