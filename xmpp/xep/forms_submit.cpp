// SPDX-License-Identifier: AGPL-3.0-or-later
// The way back: checking what was filled in, and sending as little as possible.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "xmpp/jid.h"
#include "xmpp/pattern.h"
#include "xmpp/sort.h"
#include "xmpp/xep/forms.h"

namespace xmpp::forms {
namespace {

using Kind = Problem::Kind;

// XEP-0004 §3.3, FORM-04
bool may_have_many(FieldType type) {
  return type == FieldType::list_multi || type == FieldType::jid_multi || type == FieldType::text_multi ||
         type == FieldType::hidden;
}
bool is_list(FieldType type) { return type == FieldType::list_multi || type == FieldType::list_single; }
bool is_jid(FieldType type) { return type == FieldType::jid_multi || type == FieldType::jid_single; }

std::optional<std::int64_t> integer(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// strtod reads more than xs:decimal and xs:double do (hexadecimal, "infinity").
std::optional<double> decimal(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
  std::string copy(text);
  char* end = nullptr;
  double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

struct Bounds {
  std::string_view datatype;
  std::int64_t min, max;
};
constexpr Bounds integers[] = {
    {"xs:integer", INT64_MIN, INT64_MAX},
    {"xs:long", INT64_MIN, INT64_MAX},
    {"xs:int", INT32_MIN, INT32_MAX},
    {"xs:short", INT16_MIN, INT16_MAX},
    {"xs:byte", INT8_MIN, INT8_MAX},
    {"xs:nonNegativeInteger", 0, INT64_MAX},
    {"xs:positiveInteger", 1, INT64_MAX},
    {"xs:unsignedLong", 0, INT64_MAX},
    {"xs:unsignedInt", 0, UINT32_MAX},
    {"xs:unsignedShort", 0, UINT16_MAX},
    {"http://jabber.org/protocol/pubsub#integer-or-max", 0, INT64_MAX},
    {"pubsub:integer-or-max", 0, INT64_MAX},
};
// XEP-0060 §12.23; Prosody 13 writes it with a prefix.
bool is_integer_or_max(std::string_view datatype) { return datatype.ends_with("integer-or-max"); }

std::optional<Kind> check_range(const Validation& rule, std::optional<double> value) {
  if (rule.method != Validation::Method::range || !value) return std::nullopt;
  auto min = decimal(rule.min.value_or("")), max = decimal(rule.max.value_or(""));
  if ((min && *value < *min) || (max && *value > *max)) return Kind::out_of_range;
  return std::nullopt;
}

std::optional<Kind> check_datatype(const Validation& rule, std::string_view value) {
  if (is_integer_or_max(rule.datatype) && value == "max") return std::nullopt;
  for (const auto& row : integers) {
    if (rule.datatype != row.datatype) continue;
    auto number = integer(value);
    if (!number || *number < row.min || *number > row.max) return Kind::not_datatype;
    return check_range(rule, static_cast<double>(*number));
  }
  if (rule.datatype == "xs:decimal" || rule.datatype == "xs:double" || rule.datatype == "xs:float") {
    auto number = decimal(value);
    return number ? check_range(rule, number) : Kind::not_datatype;
  }
  if (rule.datatype == "xs:boolean" && !boolean(value)) return Kind::not_datatype;
  return std::nullopt;  // xs:string, and what we do not know
}

std::optional<Kind> check_value(const Field& field, std::string_view value) {
  if (field.type == FieldType::boolean && !boolean(value)) return Kind::not_boolean;
  if (is_jid(field.type) && !Jid::split(value)) return Kind::not_jid;
  bool open = field.validation && field.validation->method == Validation::Method::open;
  if (is_list(field.type) && !open &&
      std::none_of(field.options.begin(), field.options.end(), [&](const Option& o) { return o.value == value; }))
    return Kind::not_offered;
  if (!field.validation) return std::nullopt;
  if (auto kind = check_datatype(*field.validation, value)) return kind;
  if (field.validation->method == Validation::Method::regex) {
    PatternError error;
    auto pattern = Pattern::compile(field.validation->regex, Pattern::Case::exact, error);
    if (error.what.empty() && !pattern.matches(value)) return Kind::no_match;
  }
  return std::nullopt;
}

bool is_empty(const std::vector<std::string>& values) {
  return std::all_of(values.begin(), values.end(), [](const std::string& value) { return value.empty(); });
}

const Change* change_of(const std::vector<Change>& changes, std::string_view var) {
  auto at = std::find_if(changes.begin(), changes.end(), [&](const Change& change) { return change.var == var; });
  return at == changes.end() ? nullptr : &*at;
}

void check_field(const Field& field, const Change* change, std::vector<Problem>& problems) {
  auto add = [&](Kind kind, std::string_view value = {}) { problems.push_back({field.var, kind, std::string(value)}); };
  const auto& values = change ? change->values : field.values;
  if (field.required && field.type != FieldType::hidden && is_empty(values)) return add(Kind::required);
  if (!change) return;
  if (values.size() > 1 && !may_have_many(field.type)) add(Kind::too_many);
  if (field.validation) {
    if (field.validation->most && values.size() > *field.validation->most) add(Kind::too_many);
    if (field.validation->least && values.size() < *field.validation->least) add(Kind::too_few);
  }
  for (const auto& value : values) {
    bool nothing = value.empty() && field.type != FieldType::boolean && !is_list(field.type);
    if (nothing) continue;  // "no value", which only <required/> forbids
    if (auto kind = check_value(field, value)) add(*kind, value);
  }
}

// One <value/> per line (FORM-04); an entity once (FORM-08); offered values in the order offered (FORM-05).
std::vector<std::string> prepared(const Field& field, const std::vector<std::string>& values) {
  std::vector<std::string> out;
  for (const auto& value : values) {
    if (field.type == FieldType::text_multi) {
      for (std::size_t from = 0;;) {
        auto end = value.find('\n', from);
        auto line = value.substr(from, end == std::string::npos ? end : end - from);
        if (line.ends_with('\r')) line.pop_back();
        out.push_back(std::move(line));
        if (end == std::string::npos) break;
        from = end + 1;
      }
      continue;
    }
    if (field.type == FieldType::jid_multi && std::find(out.begin(), out.end(), value) != out.end()) continue;
    out.push_back(value);
  }
  if (field.type == FieldType::list_multi) {
    auto place = [&](const std::string& value) {
      return std::find_if(field.options.begin(), field.options.end(),
                          [&](const Option& o) { return o.value == value; });
    };
    small_sort(out, [&](const auto& a, const auto& b) {
      auto first = place(a), second = place(b);
      return first != second ? first < second : a < b;
    });
  }
  return out;
}

bool same(const Field& field, const std::vector<std::string>& values) {
  if (field.type == FieldType::boolean && values.size() == 1)
    return boolean(values.front()) == (field.values.empty() ? std::optional(false) : boolean(field.value()));
  return field.values == values;
}

Form answer(const Form& shown, const std::vector<Change>& changes, bool all) {
  Form form;
  form.type = FormType::submit;
  for (const Field& field : shown.fields) {
    if (field.type == FieldType::fixed || field.var.empty()) continue;
    const Change* change = change_of(changes, field.var);
    Field sent;
    sent.var = field.var;
    sent.type = field.type;
    sent.values = change ? prepared(field, change->values) : field.values;
    bool hidden = field.type == FieldType::hidden;  // returned unchanged (FORM-06)
    if (hidden) sent.values = field.values;
    if (hidden || (change && !same(field, sent.values)) || (all && !sent.values.empty())) {
      // "No value" is said by an empty one: a field without <value/> is refused by some controllers.
      if (sent.values.empty()) sent.values.emplace_back();
      form.fields.push_back(std::move(sent));
    }
  }
  return form;
}

}  // namespace

std::vector<Problem> validate(const Form& shown, const std::vector<Change>& changes) {
  std::vector<Problem> problems;
  for (const Field& field : shown.fields) check_field(field, change_of(changes, field.var), problems);
  for (const Change& change : changes)
    if (!shown.find(change.var)) problems.push_back({change.var, Kind::unknown_field, {}});
  return problems;
}

Form submit(const Form& shown, const std::vector<Change>& changes) { return answer(shown, changes, false); }
Form submit_all(const Form& shown, const std::vector<Change>& changes) { return answer(shown, changes, true); }

Form cancel() {
  Form form;
  form.type = FormType::cancel;
  return form;
}

bool refused(const Error& error) {
  if (error.kind != ErrorKind::stanza) return false;
  return error.condition == "not-acceptable" || error.condition == "bad-request";
}

}  // namespace xmpp::forms
