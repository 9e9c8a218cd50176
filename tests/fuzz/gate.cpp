// SPDX-License-Identifier: AGPL-3.0-or-later
// What the gate accepts, pugixml parses to the same structure; what the view writes, the gate accepts and reads back
// the same. The second opinion on well-formedness is this file's own counting of the pugixml tree; on UTF-8, ICU's.
#include <unicode/ustring.h>

#include <cstdlib>
#include <pugixml.hpp>

#include "xmpp/xml.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

// Everything that the view can tell about two trees. Depth is bounded by the gate.
void require_same(xmpp::Element a, xmpp::Element b) {
  require(bool(a) == bool(b));
  if (!a) return;
  require(a.name() == b.name() && a.ns() == b.ns() && a.lang() == b.lang() && a.text() == b.text());
  auto x = a.begin(), y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y) require_same(*x, *y);
  require(!(x != a.end()) && !(y != b.end()));
}

// Without namespaces, attribute by attribute, as pugixml sees both.
void require_same_attributes(std::string_view a, std::string_view b) {
  pugi::xml_document x, y;
  auto options = pugi::parse_default | pugi::parse_ws_pcdata;
  require(x.load_buffer(a.data(), a.size(), options, pugi::encoding_utf8));
  require(y.load_buffer(b.data(), b.size(), options, pugi::encoding_utf8));
  auto p = x.document_element().first_attribute(), q = y.document_element().first_attribute();
  for (; p && q; p = p.next_attribute(), q = q.next_attribute())
    require(std::string_view(p.name()) == q.name() && std::string_view(p.value()) == q.value());
  require(!p && !q);
}

bool is_utf8(std::string_view text) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<int32_t>(text.size()), &code);
  return code == U_ZERO_ERROR || code == U_BUFFER_OVERFLOW_ERROR;
}

// pugixml with every kind of markup kept: one root, and nothing but elements and text.
void require_plain(std::string_view frame) {
  pugi::xml_document tree;
  auto parsed = tree.load_buffer(frame.data(), frame.size(), pugi::parse_full, pugi::encoding_utf8);
  require(parsed);
  int roots = 0;
  for (auto child : tree.children()) {
    require(child.type() == pugi::node_element || child.type() == pugi::node_declaration);
    roots += child.type() == pugi::node_element;
  }
  require(roots == 1);
  struct Walker : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      auto type = node.type();
      require(type == pugi::node_element || type == pugi::node_pcdata || type == pugi::node_cdata ||
              type == pugi::node_declaration);
      return true;
    }
  } walker;
  tree.traverse(walker);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view frame(reinterpret_cast<const char*>(data), size);
  auto checked = xmpp::check_frame(frame);
  auto parsed = xmpp::parse_frame(frame);
  require(checked.ok() == parsed.ok());
  if (!checked) {
    require(checked.error().condition != "" && checked.error() == parsed.error());
    return 0;
  }
  require(is_utf8(frame));
  require_plain(frame);
  auto root = parsed->root();
  require(bool(root));

  auto written = root.to_xml();
  auto again = xmpp::parse_frame(written);
  require(again.ok());
  require_same(root, again->root());
  require(again->root().to_xml() == written);
  require_same_attributes(frame, written);

  for (auto child : root) {  // taken out of its parent, a child stands alone
    auto alone = xmpp::parse_frame(child.to_xml());
    require(alone.ok());
    require(alone->root().is(child.ns(), child.name()) && alone->root().text() == child.text());
  }

  xmpp::Xml item("item", "urn:item");
  require(item.add_checked(frame));
  auto inside = xmpp::parse_frame(item.to_string());
  require(inside.ok());
  auto payload = inside->root().first_child();
  require(payload.is(root.ns(), root.name()) && payload.text() == root.text());
  require(!payload.next_sibling());
  return 0;
}
