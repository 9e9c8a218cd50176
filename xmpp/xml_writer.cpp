// SPDX-License-Identifier: AGPL-3.0-or-later
// Outgoing XML: elements carry their namespace as a default declaration wherever it differs from the parent's, so that
// no prefix is ever needed and every piece stands alone (RFC 7395 §3.3.3, RFC 6120 §4.8.5).
#include "xmpp/xml.h"
#include "xmpp/xml_text.h"

namespace xmpp {

bool Xml::add_checked(std::string_view xml) {
  auto parsed = parse_frame(xml);
  if (!parsed) return false;
  if (xml.starts_with("<?")) xml.remove_prefix(xml.find('<', 2));  // a declaration may not stand inside a document
  xml = xml.substr(0, xml.find_last_of('>') + 1);
  // Standing alone, an element without a default namespace is in none; here it would inherit ours.
  auto name_end = xml.find_first_of(" \t\r\n/>");
  raw_ += xml.substr(0, name_end);
  if (!parsed->root().attribute("xmlns")) raw_ += " xmlns=''";
  raw_ += xml.substr(name_end);
  return true;
}

std::string Xml::to_string() const {
  std::string out;
  write(out, {});
  return out;
}

void Xml::write(std::string& out, std::string_view parent_ns) const {
  (out += '<') += name_;
  std::string_view ns = ns_.empty() ? parent_ns : std::string_view(ns_);
  if (ns != parent_ns) xml::append_attribute(out, "xmlns", ns);
  for (const auto& [name, value] : attributes_) xml::append_attribute(out, name, value);
  if (text_.empty() && children_.empty() && raw_.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  xml::append_text(out, text_);
  for (const auto& child : children_) child.write(out, ns);
  ((out += raw_) += "</").append(name_) += '>';
}

}  // namespace xmpp
