// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/config_fields.h"

#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

using enum FieldGroup;

constexpr std::string_view titles[field_groups] = {"Identity",      "Access",      "Storage",      "Delivery",
                                                   "Notifications", "Collections", "Subscription", "Other fields"};
constexpr std::string_view unit_words[] = {"", "items", "topics", "bytes", "seconds", "milliseconds", ""};

// In the order in which they are shown.
constexpr ConfigField fields[] = {
    {"title", identity, "Title", "The name that people read"},
    {"description", identity, "Description", "What it is for"},
    {"type", identity, "Type of payload", "Namespace of what is published; XMPP-Grid asks for it"},
    {"node_type", identity, "Kind", "A topic holds items, a collection holds topics; rarely changeable"},
    {"language", identity, "Language", "Of texts in it, such as en"},
    {"contact", identity, "Contact", "JIDs of those who answer questions"},

    {"access_model", access, "Who may subscribe", "And read the items"},
    {"roster_groups_allowed", access, "Contact groups let in", "Only where access goes by contact list"},
    {"subscribe", access, "Takes consumers", "Off: nobody can subscribe"},
    {"publish_model", access, "Who may publish", "Owners always may"},

    {"persist_items", storage, "Keep items", "Off: consumers that are away lose data"},
    {"max_items", storage, "Keep at most", "The oldest are dropped first; max: as many as the controller allows",
     Unit::items},
    {"item_expire", storage, "Drop items after", "Empty: never; max: when the controller does", Unit::seconds},
    {"publish_node_full", storage, "When it is full", "What happens to the next item"},
    {"max_payload_size", storage, "Largest payload", "Bigger items are refused", Unit::bytes},
    {"purge_offline", storage, "Drop items of absent providers", "On: a provider that logs out takes its items along"},

    {"deliver_notifications", delivery, "Notify of items", "Off: consumers have to ask"},
    {"deliver_payloads", delivery, "Send the payload along", "Off: consumers are told, and fetch"},
    {"notification_type", delivery, "Kind of message", "Headlines are not stored for who is away"},
    {"presence_based_delivery", delivery, "Only to who is online", "On: who is away gets nothing"},
    {"send_last_published_item", delivery, "Last item to new consumers", "Lets a new consumer catch up at once"},
    {"tempsub", delivery, "Subscriptions end at log-out", "On: consumers subscribe again each time"},
    {"itemreply", delivery, "Replies go to", "Also makes some controllers name the publisher of an item"},
    {"body_xslt", delivery, "Stylesheet for text", "URL of an XSLT that makes a readable message"},
    {"dataform_xslt", delivery, "Stylesheet for forms", "URL of an XSLT that makes a form"},

    {"notify_retract", notifications, "Tell of deleted items", "Consumers learn that an item is void"},
    {"notify_delete", notifications, "Tell of its deletion", "Consumers learn that nothing will come any more"},
    {"notify_config", notifications, "Tell of its configuration", "Consumers learn of every change"},
    {"notify_sub", notifications, "Tell owners of consumers", "Owners learn who comes and goes"},

    {"collection", collections, "Is in", "The collections that hold it"},
    {"children", collections, "Holds", "Topics and collections in it"},
    {"children_association_policy", collections, "Who may put something in", "Of this collection"},
    {"children_association_whitelist", collections, "JIDs that may", "Only where a list decides"},
    {"children_max", collections, "Holds at most", "Of topics and collections together", Unit::topics},

    {"deliver", subscription, "Receive", "Off: subscribed, but nothing is sent"},
    {"digest", subscription, "In digests", "Several items in one message"},
    {"digest_frequency", subscription, "Time between digests", "At least", Unit::milliseconds},
    {"expire", subscription, "Ends at", "Empty: never", Unit::date},
    {"include_body", subscription, "With readable text", "For people who read by a chat client"},
    {"show-values", subscription, "Only while", "States of the consumer in which it receives"},
    {"subscription_type", subscription, "Of a collection, receives", "Items, or news of topics in it"},
    {"subscription_depth", subscription, "Of a collection, down to", "1: what is directly in it"},
};

struct Value {
  std::string_view var, value, words;
  Risk risk = Risk::none;
  std::string_view why = {}, source = {};
};

constexpr std::string_view r834 = "RFC 8600, 8.3.4", r832 = "RFC 8600, 8.3.2", r6 = "RFC 8600, 6";

// Values that have words, or a risk, or both. Booleans are 0 and 1.
constexpr Value values[] = {
    {"access_model", "whitelist", "Only members: owners list them"},
    {"access_model", "authorize", "Whoever an owner approves"},
    {"access_model", "presence", "Who may see an owner's presence", Risk::dangerous,
     "Fits instant messaging only: friends of an owner would be let in", r834},
    {"access_model", "roster", "Groups of an owner's contact list", Risk::dangerous,
     "Fits instant messaging only: an owner's contact list would decide", r834},
    {"access_model", "open", "Everybody", Risk::dangerous, "Everybody can subscribe and read", r834},
    {"publish_model", "publishers", "Publishers"},
    {"publish_model", "subscribers", "Consumers", Risk::warning, "Every consumer can publish", r832},
    {"publish_model", "open", "Everybody", Risk::dangerous, "Everybody can publish", r832},
    {"subscribe", "0", "", Risk::warning, "Nobody can become a consumer", r6},
    {"node_type", "leaf", "Topic"},
    {"node_type", "collection", "Collection"},

    {"persist_items", "0", "", Risk::note, "Items are not kept: a consumer that was away cannot fetch them", r6},
    {"max_items", "max", "As many as the controller allows", Risk::note, "Grows until the controller stops it",
     "RFC 8600, 8.3.5"},
    {"item_expire", "max", "As late as the controller allows"},
    {"publish_node_full", "retract-oldest", "The oldest goes, and consumers are told"},
    {"publish_node_full", "discard-oldest", "The oldest goes silently"},
    {"publish_node_full", "reject", "It is refused", Risk::warning, "A full topic takes no news", "XEP-0060, 7.1.3"},
    {"purge_offline", "1", "", Risk::dangerous, "Items vanish when their provider logs out", "XEP-0060, 16.4.4"},

    {"deliver_notifications", "0", "", Risk::warning, "Consumers are not told of anything", r6},
    {"deliver_payloads", "0", "", Risk::note, "Consumers have to fetch each item", "XEP-0060, 4.3"},
    {"notification_type", "normal", "Message: stored for who is away"},
    {"notification_type", "headline", "Headline: lost for who is away", Risk::warning,
     "Headlines are not stored for absent consumers", r6},
    {"presence_based_delivery", "1", "", Risk::warning, "Absent consumers get nothing", r6},
    {"tempsub", "1", "", Risk::warning, "A consumer that loses its connection loses its subscription", r6},
    {"send_last_published_item", "never", "Never"},
    {"send_last_published_item", "on_sub", "When it subscribes", Risk::note, "New consumers get the last item", r6},
    {"send_last_published_item", "on_sub_and_presence", "When it subscribes and when it comes online", Risk::note,
     "New and returning consumers get the last item", r6},
    {"itemreply", "owner", "Owners"},
    {"itemreply", "publisher", "The publisher"},
    {"itemreply", "none", "Nobody"},

    {"notify_delete", "0", "", Risk::note, "Consumers do not learn that it is gone", "XEP-0060, 8.4"},

    {"children_association_policy", "all", "Everybody", Risk::warning,
     "Everybody can put a topic in, and its items reach the collection's consumers", "XEP-0248, 7.2"},
    {"children_association_policy", "owners", "Its owners"},
    {"children_association_policy", "owner", "Its owners"},
    {"children_association_policy", "whitelist", "Listed JIDs"},

    {"deliver", "0", "", Risk::warning, "This consumer gets nothing", "XEP-0060, 6.3"},
    {"show-values", "online", "Online"},
    {"show-values", "chat", "Free to chat"},
    {"show-values", "away", "Away"},
    {"show-values", "xa", "Away for long"},
    {"show-values", "dnd", "Not to be disturbed"},
    {"subscription_type", "items", "Items"},
    {"subscription_type", "nodes", "News of topics"},
    {"subscription_type", "all", "Both"},
    {"subscription_depth", "1", "What is directly in it"},
    {"subscription_depth", "all", "Everything below"},
};

constexpr std::string_view prefix = "pubsub#";

std::string_view without_prefix(std::string_view var) {
  return var.starts_with(prefix) ? var.substr(prefix.size()) : std::string_view();
}

const Value* find_value(std::string_view var, std::string_view value) {
  std::string_view name = without_prefix(var);
  if (name.empty()) return nullptr;
  for (const Value& row : values)
    if (row.var == name && row.value == value) return &row;
  return nullptr;
}

constexpr auto rank(const ConfigField* field) {
  return static_cast<std::uint32_t>(field ? field - fields : std::size(fields));
}

bool shown(const forms::Field& field) {
  return !field.var.empty() && field.type != forms::FieldType::hidden && field.type != forms::FieldType::fixed;
}

}  // namespace

std::string_view title(FieldGroup group) { return titles[static_cast<std::size_t>(group)]; }
std::string_view word(Unit unit) { return unit_words[static_cast<std::size_t>(unit)]; }

const ConfigField* config_field(std::string_view var) {
  std::string_view name = without_prefix(var);
  for (const ConfigField& field : fields)
    if (field.var == name) return &field;
  return nullptr;
}

ConfigField describe(const forms::Field& field) {
  if (const ConfigField* known = config_field(field.var)) return *known;
  ConfigField shown{.var = field.var, .label = field.label, .help = field.description};
  if (shown.label.empty()) shown.label = field.var;
  return shown;
}

std::string_view value_words(std::string_view var, std::string_view value) {
  const Value* row = find_value(var, value);
  return row ? row->words : std::string_view();
}

std::string_view value_words(const forms::Field& field, std::string_view value) {
  if (auto words = value_words(field.var, value); !words.empty()) return words;
  for (const forms::Option& option : field.options)
    if (option.value == value && !option.label.empty()) return option.label;
  return value;
}

RiskOf risk_of(std::string_view var, std::string_view value) {
  const Value* row = find_value(var, value == "true" ? "1" : value == "false" ? "0" : value);
  return row ? RiskOf{row->risk, row->why, row->source} : RiskOf{};
}

RiskOf risk_of(const forms::Field& field) {
  RiskOf greatest;
  for (const auto& value : field.values)
    if (RiskOf risk = risk_of(field.var, value); risk.risk > greatest.risk) greatest = risk;
  return greatest;
}

std::vector<std::uint32_t> display_order(const forms::Form& form) {
  std::vector<std::uint32_t> order, ranks;
  for (std::uint32_t i = 0; i < form.fields.size(); ++i) {
    ranks.push_back(rank(config_field(form.fields[i].var)));
    if (shown(form.fields[i])) order.push_back(i);
  }
  sort_indices(order,
               [&](std::uint32_t a, std::uint32_t b) { return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b; });
  return order;
}

}  // namespace xmpp::grid
