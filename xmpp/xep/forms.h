// SPDX-License-Identifier: AGPL-3.0-or-later
// Data forms (XEP-0004) with form types (XEP-0068) and validation (XEP-0122): read, check, submit what changed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "xmpp/xml.h"

namespace xmpp::forms {

inline constexpr std::string_view ns = "jabber:x:data";
inline constexpr std::string_view ns_validate = "http://jabber.org/protocol/xdata-validate";

enum class FormType : std::uint8_t { form, submit, cancel, result };

enum class FieldType : std::uint8_t {
  text_single,  ///< also every missing or unknown type (FORM-01)
  text_multi,
  text_private,
  boolean,
  fixed,
  hidden,
  jid_multi,
  jid_single,
  list_multi,
  list_single,
};

struct Option {
  std::string label;  ///< "" when none: show the value
  std::string value;
};

/// XEP-0122. What cannot be read is as if absent: unknown method → basic, no datatype → xs:string (FORM-10).
struct Validation {
  enum class Method : std::uint8_t { basic, open, range, regex };
  std::string datatype = "xs:string";
  Method method = Method::basic;
  std::optional<std::string> min, max;       ///< of <range/>, lexical
  std::string regex;                         ///< of <regex/>
  std::optional<std::uint64_t> least, most;  ///< of <list-range/>
};

struct Field {
  std::string var;  ///< compared as a string, Clark notation too (FORM-09); "" only with fixed
  FieldType type = FieldType::text_single;
  bool typed = true;  ///< the type was written down (in a submit it need not be)
  std::string label, description;
  bool required = false;
  std::vector<std::string> values;
  std::vector<Option> options;
  std::optional<Validation> validation;

  /// The first value, "" when there is none.
  std::string_view value() const { return values.empty() ? std::string_view() : std::string_view(values.front()); }
};

struct Form {
  FormType type = FormType::form;
  std::string title;
  std::vector<std::string> instructions;
  std::vector<Field> fields;
  std::vector<Field> reported;            ///< columns of a result with several records (§3.4)
  std::vector<std::vector<Field>> items;  ///< its records; each has every reported field, empty where absent (FORM-13)

  const Field* find(std::string_view var) const;
  /// First value of the field, "" when there is none.
  std::string_view value(std::string_view var) const;
  /// FORM_TYPE (XEP-0068): "" unless hidden, or in a submit also untyped (FORM-02).
  std::string_view form_type() const;
};

/// Reads an <x/> of ns. Errors: protocol/"bad-form" when it is not one, or its type is unknown.
Result<Form> parse(const Element& x);
/// The first form inside `parent` with this FORM_TYPE.
std::optional<Form> find(const Element& parent, std::string_view form_type);
Xml to_xml(const Form& form);

/// "0", "1", "true", "false" (FORM-03); nullopt for anything else.
std::optional<bool> boolean(std::string_view value);

/// What a person filled in: the field's new values. Several for list-multi, jid-multi, text-multi (one per line).
struct Change {
  std::string var;
  std::vector<std::string> values;
};

/// What is wrong with one field.
struct Problem {
  enum class Kind : std::uint8_t {
    required,     ///< must not be empty
    too_many,     ///< more values than the type (FORM-04) or <list-range/> allows
    too_few,      ///< fewer than <list-range/> asks for
    not_offered,  ///< not among the options (FORM-05)
    not_boolean,
    not_jid,
    not_datatype,  ///< not of the XEP-0122 datatype
    out_of_range,
    no_match,  ///< of the regular expression
    unknown_field,
  };
  std::string var;
  Kind kind;
  std::string value;  ///< the offending value, "" when there is none
};

/// Checks the changed fields against the form as shown, and that required fields are filled (FORM-05, -06, -10).
/// The service stays authoritative; a rule that we cannot read is not enforced.
std::vector<Problem> validate(const Form& shown, const std::vector<Change>& changes);

/// The answer with FORM_TYPE, hidden fields and the fields that differ from what was shown, nothing else (FORM-07).
/// Never an echo: some controllers refuse or change what their own form says.
Form submit(const Form& shown, const std::vector<Change>& changes);
/// The answer with every field that has a value: only when a controller refuses the short one (see refused()).
Form submit_all(const Form& shown, const std::vector<Change>& changes);
Form cancel();

/// Whether this error means "the form's content was not accepted: modify and retry" (FORM-14).
bool refused(const Error& error);

}  // namespace xmpp::forms
