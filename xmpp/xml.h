// SPDX-License-Identifier: AGPL-3.0-or-later
// XML as XMPP uses it (RFC 6120 §11): a strict gate for one incoming frame, a namespaced read-only view, and a value
// type to build outgoing elements. pugixml parses; the gate in front of it refuses what pugixml would let through.
#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xmpp/result.h"

namespace pugi {
struct xml_node_struct;
}

namespace xmpp {

/// Limits of the gate. Exceeding one is an Error{protocol, "policy-violation"}.
struct XmlLimits {
  std::size_t bytes = 16u << 20;     ///< of one frame
  std::size_t depth = 256;           ///< nested elements, the root counts 1
  std::size_t attributes = 256;      ///< of one element
  std::size_t elements = 1'000'000;  ///< in one frame
  std::size_t prefixes = 256;        ///< different namespace prefixes declared in one frame
};

/// A read-only view of an element; valid as long as (a copy of) its Document lives. A default-made or absent Element is
/// false, has empty names and texts and no children, so that lookups chain without checks.
class Element {
 public:
  Element() = default;
  explicit Element(pugi::xml_node_struct* node) : node_(node) {}
  explicit operator bool() const { return node_ != nullptr; }

  /// Local name, without prefix.
  std::string_view name() const;
  /// Namespace name in force for this element ("" when none). Prefixes have no meaning (RFC 6120 §4.8).
  std::string_view ns() const;
  bool is(std::string_view ns, std::string_view name) const;

  /// Value of the attribute without namespace; nullopt when absent.
  std::optional<std::string_view> attribute(std::string_view name) const;
  /// The same, "" when absent.
  std::string_view operator[](std::string_view name) const;
  /// xml:lang in force, "" when none.
  std::string_view lang() const;

  /// First child element with this namespace and local name.
  Element child(std::string_view ns, std::string_view name) const;
  Element first_child() const;
  Element next_sibling() const;
  /// The character data directly inside, concatenated.
  std::string text() const;
  /// Well-formed standalone XML of this element: namespace declarations that it inherits are repeated (XML-06).
  std::string to_xml() const;

  // Range-for over child elements.
  class Iterator {
   public:
    explicit Iterator(Element at) : at_(at.node_) {}
    Element operator*() const { return Element(at_); }
    Iterator& operator++() {
      at_ = Element(at_).next_sibling().node_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    pugi::xml_node_struct* at_;
  };
  Iterator begin() const { return Iterator(first_child()); }
  Iterator end() const { return Iterator(Element()); }

  friend bool operator==(const Element&, const Element&) = default;

 private:
  pugi::xml_node_struct* node_ = nullptr;
};

/// An immutable parsed frame; copies share it.
class Document {
 public:
  Document() = default;
  Element root() const;

 private:
  struct Storage;
  std::shared_ptr<const Storage> storage_;
  friend Result<Document> parse_frame(std::string_view, const XmlLimits&);
};

/// The gate and the parser: one top-level element per frame (RFC 7395 §3.3.3).
/// Errors (kind protocol): "restricted-xml" (comment, processing instruction, DTD, foreign entity, CDATA is allowed; an
/// XML declaration at the very start is accepted), "not-well-formed" (incl. duplicate attributes, unbound prefixes,
/// several roots, leading white space or BOM), "bad-format" (not UTF-8, characters XML forbids), "policy-violation"
/// (a limit). Text says where: "byte 17: …".
Result<Document> parse_frame(std::string_view frame, const XmlLimits& limits = {});

/// Only the gate: checks everything that parse_frame would refuse, without building a tree.
Result<void> check_frame(std::string_view frame, const XmlLimits& limits = {});

/// Builds outgoing XML. A value: copy, move, nest. Names and namespaces are literals of ours; values and texts may be
/// anything: they are escaped, and characters that XML 1.0 cannot carry are replaced by U+FFFD.
class Xml {
 public:
  /// `ns` empty: the namespace of the parent.
  explicit Xml(std::string name, std::string ns = {}) : name_(std::move(name)), ns_(std::move(ns)) {}

  Xml& attribute(std::string name, std::string value) & {
    attributes_.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  Xml&& attribute(std::string name, std::string value) && {
    return std::move(attribute(std::move(name), std::move(value)));
  }
  Xml& add(Xml child) & {
    children_.push_back(std::move(child));
    return *this;
  }
  Xml&& add(Xml child) && { return std::move(add(std::move(child))); }
  Xml& text(std::string text) & {
    text_ = std::move(text);
    return *this;
  }
  Xml&& text(std::string value) && { return std::move(text(std::move(value))); }
  /// Adds XML that the gate has accepted (an item payload), verbatim. Refuses (false) anything else.
  bool add_checked(std::string_view xml);

  const std::string& name() const { return name_; }
  const std::string& ns() const { return ns_; }

  /// Standalone XML (WS-06): every namespace is declared where it changes, without prefixes.
  std::string to_string() const;

 private:
  void write(std::string& out, std::string_view parent_ns) const;
  std::string name_, ns_, text_, raw_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::vector<Xml> children_;
};

}  // namespace xmpp
