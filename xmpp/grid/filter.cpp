// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/filter.h"

#include <algorithm>
#include <functional>

#include "xmpp/fold.h"
#include "xmpp/grid/spelling.h"
#include "xmpp/xep/codec.h"

namespace xmpp::grid {

// A node as the terms look at it.
struct Subject {
  const Model& model;
  const Node& node;
  std::string buffer;  // for folded text, used again by each term

  bool contains(std::string_view text, const std::string& folded) {
    fold_into(text, buffer);
    return buffer.find(folded) != std::string::npos;
  }
};

struct Filter::Term {
  bool negated = false;
  std::function<bool(Subject&)> holds;  // empty: a problem, matches nothing
};

namespace {

using Test = std::function<bool(Subject&)>;
using Texts = bool (*)(Subject&, const std::string& folded);
using Word = std::string_view (*)(const Node&);
using Number = std::optional<std::uint64_t> (*)(const Node&);

struct Raw {
  std::size_t position = 0, length = 0;
  bool negated = false;
  std::string field, value;  // field "" : a plain word
  bool has_field = false;
};

// ---- the fields

bool in_jids(Subject& s, const std::vector<Jid>& jids, const std::string& folded) {
  return std::any_of(jids.begin(), jids.end(), [&](const Jid& jid) { return s.contains(jid.to_string(), folded); });
}
bool in_id(Subject& s, const std::string& folded) { return s.contains(s.node.id, folded); }
bool in_title(Subject& s, const std::string& folded) { return s.contains(s.node.title, folded); }
bool in_type(Subject& s, const std::string& folded) { return s.contains(s.node.type, folded); }
bool in_owner(Subject& s, const std::string& folded) { return in_jids(s, s.node.owners, folded); }
bool in_publisher(Subject& s, const std::string& folded) { return in_jids(s, s.node.publishers, folded); }
bool in_parent(Subject& s, const std::string& folded) {
  return std::any_of(s.node.parents.begin(), s.node.parents.end(),
                     [&](NodeIndex parent) { return s.contains(s.model[parent].id, folded); });
}

std::string_view kind_word(const Node& n) {
  return n.kind == NodeKind::topic ? "topic" : n.kind == NodeKind::collection ? "collection" : "unknown";
}

constexpr std::string_view access_values[] = {"open", "presence", "roster", "authorize", "whitelist", "unknown"};
constexpr std::string_view kind_values[] = {"topic", "collection", "unknown"};
constexpr std::string_view mine_values[] = {"owner", "publisher", "publish-only", "member",
                                            "none",  "outcast",   "unknown"};

struct FieldRow {
  std::string_view name;
  Texts texts = nullptr;  // one of the three
  Word word = nullptr;
  Number number = nullptr;
  const std::string_view* values = nullptr;  // with word
  std::size_t value_count = 0;
};

constexpr FieldRow fields[] = {
    {.name = "access",
     .word = [](const Node& n) { return word(n.access); },
     .values = access_values,
     .value_count = std::size(access_values)},
    {.name = "kind", .word = kind_word, .values = kind_values, .value_count = std::size(kind_values)},
    {.name = "mine",
     .word = [](const Node& n) { return word(n.mine); },
     .values = mine_values,
     .value_count = std::size(mine_values)},
    {.name = "id", .texts = in_id},
    {.name = "title", .texts = in_title},
    {.name = "type", .texts = in_type},
    {.name = "parent", .texts = in_parent},
    {.name = "owner", .texts = in_owner},
    {.name = "publisher", .texts = in_publisher},
    {.name = "consumers", .number = [](const Node& n) { return n.consumers; }},
    {.name = "providers", .number = [](const Node& n) { return n.providers; }},
    {.name = "items", .number = [](const Node& n) { return n.items; }},
};

// A colon after one of these belongs to an address: topics and payload types are often named by URIs.
constexpr std::string_view uri_schemes[] = {"urn", "http", "https", "xmpp", "tag", "info", "oid"};

// ---- from text to terms

std::vector<Raw> split(std::string_view text) {
  std::vector<Raw> terms;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
      continue;
    }
    Raw term;
    term.position = at;
    if (text[at] == '-' && at + 1 < text.size() && text[at + 1] != ' ') {
      term.negated = true;
      ++at;
    }
    bool quoted = false, was_quoted = false;
    for (; at < text.size() && (quoted || text[at] != ' '); ++at) {
      char c = text[at];
      if (c == '"') {
        quoted = !quoted;
        was_quoted = true;
      } else if (c == '\\' && quoted && at + 1 < text.size() && text[at + 1] == '"') {
        term.value += text[++at];
      } else if (c == ':' && !term.has_field && !was_quoted) {
        term.has_field = true;
        term.field = std::exchange(term.value, {});
      } else {
        term.value += c;
      }
    }
    term.length = at - term.position;
    bool address = std::find(std::begin(uri_schemes), std::end(uri_schemes), term.field) != std::end(uri_schemes);
    if (term.has_field && (address || term.field.empty())) {
      term.value = term.field + ':' + term.value;
      term.field.clear();
      term.has_field = false;
    }
    terms.push_back(std::move(term));
  }
  return terms;
}

Test text_test(Texts texts, std::string_view value) {
  return [texts, wanted = fold(value)](Subject& s) { return texts(s, wanted); };
}

Test number_test(Number number, std::string_view value) {
  std::string_view comparison;
  for (std::string_view known : {">=", "<=", ">", "<", "="})
    if (comparison.empty() && value.starts_with(known)) comparison = known;
  auto limit = whole_number(value.substr(comparison.size()));
  if (!limit) return {};
  return [number, comparison, limit = *limit](Subject& s) {
    auto actual = number(s.node);
    if (!actual) return false;
    if (comparison == ">") return *actual > limit;
    if (comparison == ">=") return *actual >= limit;
    if (comparison == "<") return *actual < limit;
    if (comparison == "<=") return *actual <= limit;
    return *actual == limit;
  };
}

struct Made {
  Test test;
  FilterProblem problem;  // when there is no test
};

Made made_of_word(const Raw& raw) {
  return {[wanted = fold(raw.value)](Subject& s) { return in_id(s, wanted) || in_title(s, wanted); }, {}};
}

Made made_of_pattern(const Raw& raw) {
  PatternError error;
  auto pattern = Pattern::compile(raw.value, Pattern::Case::folded, error);
  if (!error.what.empty()) {
    FilterProblem problem;
    problem.text =
        "The expression is not valid at character " + std::to_string(error.position + 1) + ": " + error.what + ".";
    return {{}, std::move(problem)};
  }
  return {[pattern = std::move(pattern)](Subject& s) {
            return pattern.found_in(s.node.id) || pattern.found_in(s.node.title);
          },
          {}};
}

FilterProblem misspelt(std::string_view what, std::string_view wrong, std::string_view meant) {
  FilterProblem problem;
  problem.text = "No " + std::string(what) + " '" + std::string(wrong) + "'.";
  if (!meant.empty()) problem.text += " Did you mean " + std::string(meant) + "?";
  problem.suggestion = meant;
  return problem;
}

Made made_of_words(const FieldRow& field, const Raw& raw) {
  std::vector<std::string_view> values(field.values, field.values + field.value_count);
  std::string wanted = fold(raw.value);
  if (std::none_of(values.begin(), values.end(), [&](auto v) { return v.starts_with(wanted); }))
    return {{}, misspelt(field.name, raw.value, nearest(wanted, values))};
  return {[word = field.word, wanted](Subject& s) { return word(s.node).starts_with(wanted); }, {}};
}

Made made_of_field(const Raw& raw) {
  std::string name = fold(raw.field);
  if (name == "re") return made_of_pattern(raw);
  std::vector<std::string_view> names{"re"};
  for (const auto& field : fields) {
    names.push_back(field.name);
    if (field.name != name) continue;
    if (field.word) return made_of_words(field, raw);
    if (field.texts) return {text_test(field.texts, raw.value), {}};
    if (auto test = number_test(field.number, raw.value)) return {std::move(test), {}};
    FilterProblem problem;
    problem.text = "The field " + name + " is compared with a number, as in " + name + ":>3.";
    return {{}, std::move(problem)};
  }
  return {{}, misspelt("field", raw.field, nearest(name, names))};
}

}  // namespace

Filter::Filter(std::string_view text) {
  for (const Raw& raw : split(text)) {
    Made made = raw.has_field ? made_of_field(raw) : made_of_word(raw);
    if (!made.test) {
      made.problem.position = raw.position;
      made.problem.length = raw.length;
      problems_.push_back(std::move(made.problem));
    }
    if (!raw.has_field && !raw.negated && !raw.value.empty()) words_.push_back(fold(raw.value));
    terms_.push_back(std::make_shared<const Term>(Term{raw.negated, std::move(made.test)}));
  }
}

bool Filter::matches(const Model& model, NodeIndex index) const {
  Subject subject{model, model[index], {}};
  return std::all_of(terms_.begin(), terms_.end(),
                     [&](const auto& term) { return term->holds && term->holds(subject) != term->negated; });
}

}  // namespace xmpp::grid
