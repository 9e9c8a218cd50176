// SPDX-License-Identifier: AGPL-3.0-or-later
// What the fields of a configuration mean, and what their values risk: pubsub#node_config (XEP-0060 §16.4.4, XEP-0248
// §12.2.2) and pubsub#subscribe_options (XEP-0060 §16.4.2). One table; a form shows whatever its controller sends.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "xmpp/xep/forms.h"

namespace xmpp::grid {

/// In the order in which they are shown.
enum class FieldGroup : std::uint8_t {
  identity,       ///< title, description, type of payload
  access,         ///< who may subscribe, read, publish
  storage,        ///< which items are kept, for how long
  delivery,       ///< how items reach consumers
  notifications,  ///< what else consumers and owners are told
  collections,
  subscription,  ///< of one consumer
  other,         ///< what this table does not know
};
inline constexpr std::size_t field_groups = 8;
std::string_view title(FieldGroup group);

enum class Unit : std::uint8_t { none, items, topics, bytes, seconds, milliseconds, date };
/// "" for none and date.
std::string_view word(Unit unit);

struct ConfigField {
  std::string_view var;  ///< without "pubsub#"
  FieldGroup group = FieldGroup::other;
  std::string_view label;  ///< a few words, no full stop
  std::string_view help;   ///< one sentence, no full stop
  Unit unit = Unit::none;
};

/// nullptr: not in the table.
const ConfigField* config_field(std::string_view var);

/// How a field of a form is shown. Of one that the table does not know: label and description of the form, else its
/// var. Refers to the field, which has to outlive it.
ConfigField describe(const forms::Field& field);

/// A value of a list in plain words; "" when the table has none.
std::string_view value_words(std::string_view var, std::string_view value);
/// The same, else the label that the form gives it, else the value itself.
std::string_view value_words(const forms::Field& field, std::string_view value);

/// What a value does to an XMPP-Grid.
enum class Risk : std::uint8_t {
  none,
  note,       ///< worth knowing
  warning,    ///< people or data may be missed
  dangerous,  ///< opens the topic to whom it should not be open, or loses data
};
struct RiskOf {
  Risk risk = Risk::none;
  std::string_view why;     ///< one sentence, "" when there is no risk
  std::string_view source;  ///< "RFC 8600, 8.3.4"
};
/// Booleans in every spelling (FORM-03).
RiskOf risk_of(std::string_view var, std::string_view value);
/// The greatest risk of its values.
RiskOf risk_of(const forms::Field& field);

/// The fields of a form that a person sees, as indices into its fields: by group, in the table's order, unknown ones
/// last and in the form's own.
std::vector<std::uint32_t> display_order(const forms::Form& form);

}  // namespace xmpp::grid
