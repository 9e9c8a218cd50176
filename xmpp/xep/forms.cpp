// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/forms.h"

#include <algorithm>
#include <array>

#include "xmpp/xep/codec.h"

namespace xmpp::forms {
namespace {

template <class E>
struct Word {
  std::string_view word;
  E value;
};

constexpr std::array form_types{
    Word{"form", FormType::form},
    Word{"submit", FormType::submit},
    Word{"cancel", FormType::cancel},
    Word{"result", FormType::result},
};

constexpr std::array field_types{
    Word{"text-single", FieldType::text_single},
    Word{"text-multi", FieldType::text_multi},
    Word{"text-private", FieldType::text_private},
    Word{"boolean", FieldType::boolean},
    Word{"fixed", FieldType::fixed},
    Word{"hidden", FieldType::hidden},
    Word{"jid-multi", FieldType::jid_multi},
    Word{"jid-single", FieldType::jid_single},
    Word{"list-multi", FieldType::list_multi},
    Word{"list-single", FieldType::list_single},
};

constexpr std::array methods{
    Word{"open", Validation::Method::open},
    Word{"range", Validation::Method::range},
    Word{"regex", Validation::Method::regex},
};

template <class E, std::size_t N>
std::string_view word_of(const std::array<Word<E>, N>& words, E value) {
  return std::find_if(words.begin(), words.end(), [&](const auto& row) { return row.value == value; })->word;
}

std::optional<std::string> optional_string(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  return std::string(*text);
}

Validation parse_validation(const Element& element) {
  Validation rule;
  if (auto datatype = element["datatype"]; !datatype.empty()) rule.datatype = datatype;
  for (const auto& row : methods)
    if (auto method = element.child(ns_validate, row.word)) {
      rule.method = row.value;
      rule.min = optional_string(method.attribute("min"));
      rule.max = optional_string(method.attribute("max"));
      if (row.value == Validation::Method::regex) rule.regex = method.text();
    }
  if (auto range = element.child(ns_validate, "list-range")) {
    rule.least = whole_number(range["min"]);
    rule.most = whole_number(range["max"]);
  }
  return rule;
}

Field parse_field(const Element& element) {
  Field field;
  field.var = element["var"];
  field.label = element["label"];
  auto type = element.attribute("type");
  field.typed = type.has_value();
  for (const auto& row : field_types)
    if (type == row.word) field.type = row.value;
  for (const Element& child : element) {
    if (child.is(ns, "value")) field.values.push_back(child.text());
    if (child.is(ns, "required")) field.required = true;
    if (child.is(ns, "desc")) field.description = child.text();
    if (child.is(ns, "option")) field.options.push_back({std::string(child["label"]), child.child(ns, "value").text()});
    if (child.is(ns_validate, "validate")) field.validation = parse_validation(child);
  }
  // An entity named twice is named once (FORM-08).
  if (field.type == FieldType::jid_multi) {
    std::vector<std::string> unique;
    for (auto& value : field.values)
      if (std::find(unique.begin(), unique.end(), value) == unique.end()) unique.push_back(std::move(value));
    field.values = std::move(unique);
  }
  return field;
}

std::vector<Field> parse_fields(const Element& parent) {
  std::vector<Field> fields;
  for (const Element& child : parent)
    if (child.is(ns, "field")) fields.push_back(parse_field(child));
  return fields;
}

std::vector<Field> parse_record(const Element& item, const std::vector<Field>& reported) {
  auto fields = parse_fields(item);
  for (const Field& column : reported)
    if (std::none_of(fields.begin(), fields.end(), [&](const Field& f) { return f.var == column.var; })) {
      Field empty;
      empty.var = column.var;
      fields.push_back(std::move(empty));
    }
  return fields;
}

Xml field_to_xml(const Field& field, FormType type) {
  Xml xml("field");
  if (!field.var.empty()) xml.attribute("var", field.var);
  // In a submit the type says nothing new, but FORM_TYPE is hidden everywhere (XEP-0068 §3.3).
  if (type != FormType::submit || field.type == FieldType::hidden)
    xml.attribute("type", std::string(word_of(field_types, field.type)));
  if (!field.label.empty()) xml.attribute("label", field.label);
  if (!field.description.empty()) xml.add(Xml("desc").text(field.description));
  if (field.required) xml.add(Xml("required"));
  for (const auto& value : field.values) xml.add(Xml("value").text(value));
  for (const auto& option : field.options) {
    Xml one("option");
    if (!option.label.empty()) one.attribute("label", option.label);
    xml.add(std::move(one).add(Xml("value").text(option.value)));
  }
  return xml;
}

}  // namespace

const Field* Form::find(std::string_view var) const {
  auto at = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.var == var; });
  return at == fields.end() ? nullptr : &*at;
}

std::string_view Form::value(std::string_view var) const {
  const Field* field = find(var);
  return field ? field->value() : std::string_view();
}

std::string_view Form::form_type() const {
  const Field* field = find("FORM_TYPE");
  if (!field) return {};
  bool counts = field->type == FieldType::hidden || (type == FormType::submit && !field->typed);
  return counts ? field->value() : std::string_view();
}

Result<Form> parse(const Element& x) {
  if (!x.is(ns, "x")) return unreadable("bad-form", "there is no data form");
  Form form;
  auto type =
      std::find_if(form_types.begin(), form_types.end(), [&](const auto& row) { return row.word == x["type"]; });
  if (type == form_types.end())
    return unreadable("bad-form", "the form's type is not known: " + std::string(x["type"]));
  form.type = type->value;
  form.title = x.child(ns, "title").text();
  for (const Element& child : x)
    if (child.is(ns, "instructions")) form.instructions.push_back(child.text());
  form.fields = parse_fields(x);
  form.reported = parse_fields(x.child(ns, "reported"));
  for (const Element& child : x)
    if (child.is(ns, "item")) form.items.push_back(parse_record(child, form.reported));
  return form;
}

std::optional<Form> find(const Element& parent, std::string_view form_type) {
  for (const Element& child : parent) {
    if (!child.is(ns, "x")) continue;
    if (auto form = parse(child); form && form->form_type() == form_type) return *std::move(form);
  }
  return std::nullopt;
}

Xml to_xml(const Form& form) {
  Xml x("x", std::string(ns));
  x.attribute("type", std::string(word_of(form_types, form.type)));
  if (!form.title.empty()) x.add(Xml("title").text(form.title));
  for (const auto& line : form.instructions) x.add(Xml("instructions").text(line));
  for (const auto& field : form.fields) x.add(field_to_xml(field, form.type));
  auto add_all = [&](std::string name, const std::vector<Field>& fields) {
    Xml group(std::move(name));
    for (const auto& field : fields) group.add(field_to_xml(field, form.type));
    x.add(std::move(group));
  };
  if (!form.reported.empty()) add_all("reported", form.reported);
  for (const auto& item : form.items) add_all("item", item);
  return x;
}

std::optional<bool> boolean(std::string_view value) {
  if (value == "1" || value == "true") return true;
  if (value == "0" || value == "false") return false;
  return std::nullopt;
}

}  // namespace xmpp::forms
