// SPDX-License-Identifier: AGPL-3.0-or-later
// The filter over topics: words, field:value terms, re:expressions, each of which -before it turns round.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/model.h"
#include "xmpp/pattern.h"

namespace xmpp::grid {

/// What cannot be understood in a filter. Such a term matches nothing, so that nobody acts on rows that he meant to
/// exclude.
struct FilterProblem {
  std::size_t position = 0, length = 0;  ///< bytes of the text, the term
  std::string text;                      ///< one sentence: "No field 'acess'. Did you mean access?"
  std::string suggestion;                ///< replaces the misspelt word; "" when there is none
};

/// Grammar: terms separated by spaces, all of which must hold. A term is `word` (in id or title, whatever the case),
/// `re:pattern` (see xmpp/pattern.h; whatever the case), `field:value`, or `-` and one of these. "…" keeps spaces
/// together, \" inside. Fields with words: access, kind, mine (a beginning is enough: access:auth). With text: id,
/// title, type, parent, owner, publisher. With numbers: consumers, providers, items: 3, =3, >3, >=3, <3, <=3; what is
/// not known matches none.
class Filter {
 public:
  Filter() = default;
  explicit Filter(std::string_view text);

  /// Whether every node passes.
  bool empty() const { return terms_.empty(); }
  bool matches(const Model& model, NodeIndex index) const;
  const std::vector<FilterProblem>& problems() const { return problems_; }

  /// What must be in id or title: the plain words, folded (see xmpp/fold.h).
  const std::vector<std::string>& words() const { return words_; }

  struct Term;  // see filter.cpp

 private:
  std::vector<std::shared_ptr<const Term>> terms_;  // immutable: copies of a filter share them
  std::vector<FilterProblem> problems_;
  std::vector<std::string> words_;
};

}  // namespace xmpp::grid
