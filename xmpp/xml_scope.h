// SPDX-License-Identifier: AGPL-3.0-or-later
// Namespaces in XML, as far as the gate must check them: which prefixes are bound where, and whether two attributes of
// an element are the same.
#pragma once
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace xmpp::xml {

struct QName {
  std::string_view prefix, local;
  std::string_view whole;  ///< as written
};

struct Attribute {
  QName name;
  std::string_view value;  ///< as written, between the quotes
  std::string_view ns;     ///< filled in by NamespaceScope::enter(); "" for names without prefix
};

/// The bindings at one place of a document. Views into the document and into itself: not to be copied.
class NamespaceScope {
 public:
  explicit NamespaceScope(std::size_t most_prefixes);
  NamespaceScope(const NamespaceScope&) = delete;
  NamespaceScope& operator=(const NamespaceScope&) = delete;

  /// What enter() may find. The texts are for the error message.
  enum class Problem { none, ill_formed, too_many };
  struct Verdict {
    Problem problem = Problem::none;
    const char* why = "";
  };

  /// Begins an element: makes its declarations, then resolves all of its names.
  Verdict enter(const QName& element, std::vector<Attribute>& attributes);
  /// Ends the innermost element.
  void leave();

 private:
  // A prefix that occurs in the document, and what it means here. Their number is bounded, so that looking through all
  // of them is cheap.
  struct Prefix {
    std::string_view name, ns;
    bool bound = false;
  };
  struct Declaration {
    std::size_t prefix;
    Prefix before;  // restored when the element ends
  };

  Verdict declare(const Attribute& attribute);
  const Prefix* bound(std::string_view prefix);
  bool find(std::string_view prefix);
  std::string_view decoded(std::string_view written);

  std::size_t most_prefixes_;
  std::vector<Prefix> prefixes_;
  std::size_t last_found_ = 0;
  std::vector<Declaration> declarations_;  // of all open elements
  std::vector<std::size_t> marks_;         // size of declarations_ where each open element began
  std::list<std::string> decoded_;         // namespaces that are not written literally; they stay where they are
};

}  // namespace xmpp::xml
