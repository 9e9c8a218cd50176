// SPDX-License-Identifier: AGPL-3.0-or-later
// Fields of configurations in plain words, and what their values risk.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "xmpp/grid/config_fields.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

std::string pubsub(const char* name) { return std::string("pubsub#") + name; }

Risk risk(const char* name, const char* value) { return risk_of(pubsub(name), value).risk; }

forms::Field field(std::string var, std::string value = {}) {
  forms::Field made;
  made.var = std::move(var);
  if (!value.empty()) made.values = {std::move(value)};
  return made;
}

}  // namespace

TEST_CASE(
    "FORM-12 every registered field of a node's configuration and of subscription options has a label and a help") {
  const char* registered[] = {
      // XEP-0060 §16.4.4
      "access_model", "body_xslt", "contact", "dataform_xslt", "deliver_notifications", "deliver_payloads",
      "description", "item_expire", "itemreply", "language", "max_items", "max_payload_size", "node_type",
      "notification_type", "notify_config", "notify_delete", "notify_retract", "notify_sub", "persist_items",
      "presence_based_delivery", "publish_model", "publish_node_full", "purge_offline", "roster_groups_allowed",
      "send_last_published_item", "tempsub", "subscribe", "title", "type",
      // XEP-0248 §12.2.2
      "collection", "children", "children_association_policy", "children_association_whitelist", "children_max",
      // XEP-0060 §16.4.2
      "deliver", "digest", "digest_frequency", "expire", "include_body", "show-values", "subscription_type",
      "subscription_depth"};
  std::set<std::string_view> labels;
  for (const char* name : registered) {
    CAPTURE(name);
    const ConfigField* known = config_field(pubsub(name));
    REQUIRE(known);
    CHECK(known->group != FieldGroup::other);
    CHECK(!known->label.empty());
    CHECK(!known->help.empty());
    CHECK(!known->label.ends_with("."));
    CHECK(!known->help.ends_with("."));
    CHECK_MESSAGE(labels.insert(known->label).second, "two fields of one name cannot be told apart");
  }
}

TEST_CASE("A field is known by its whole name only") {
  CHECK(!config_field("access_model"));
  CHECK(!config_field("pubsub#"));
  CHECK(!config_field("pubsub#access"));
  CHECK(!config_field("{urn:example}access_model"));
}

TEST_CASE("A field that is not in the table is shown as the form describes it, else by its name") {
  forms::Field strange = field("x#retention_class");
  CHECK(describe(strange).label == "x#retention_class");
  strange.label = "Class of retention";
  strange.description = "Ask your archivist";
  CHECK(describe(strange).group == FieldGroup::other);
  CHECK(describe(strange).label == "Class of retention");
  CHECK(describe(strange).help == "Ask your archivist");

  forms::Field access = field("pubsub#access_model");
  access.label = "Specify the subscriber model";
  CHECK(describe(access).label == "Who may subscribe");
}

TEST_CASE("Values of lists are in plain words; others as the form calls them, else as they are") {
  CHECK(value_words("pubsub#access_model", "authorize") == "Whoever an owner approves");
  CHECK(value_words("pubsub#access_model", "lottery") == "");
  forms::Field access = field("pubsub#access_model");
  access.options = {{"Words of the controller", "authorize"}, {"By lot", "lottery"}, {"", "other"}};
  CHECK(value_words(access, "authorize") == "Whoever an owner approves");
  CHECK(value_words(access, "lottery") == "By lot");
  CHECK(value_words(access, "other") == "other");
}

TEST_CASE("Every value that XEP-0060 and XEP-0248 register for a list has words") {
  const std::pair<const char*, std::vector<const char*>> lists[] = {
      {"access_model", {"authorize", "open", "presence", "roster", "whitelist"}},
      {"itemreply", {"owner", "publisher"}},
      {"node_type", {"leaf", "collection"}},
      {"notification_type", {"normal", "headline"}},
      {"publish_model", {"publishers", "subscribers", "open"}},
      {"publish_node_full", {"retract-oldest", "discard-oldest", "reject"}},
      {"send_last_published_item", {"never", "on_sub", "on_sub_and_presence"}},
      {"children_association_policy", {"owners", "owner", "whitelist", "all"}},
      {"show-values", {"away", "chat", "dnd", "online", "xa"}},
      {"subscription_type", {"items", "nodes", "all"}},
      {"subscription_depth", {"1", "all"}}};
  for (const auto& [name, known] : lists)
    for (const char* value : known) {
      CAPTURE(name);
      CAPTURE(value);
      CHECK(value_words(pubsub(name), value) != "");
    }
}

TEST_CASE("RFC 8600 8.3.4: authorize and whitelist are without risk, the other access models are not") {
  CHECK(risk("access_model", "authorize") == Risk::none);
  CHECK(risk("access_model", "whitelist") == Risk::none);
  for (const char* model : {"open", "presence", "roster"}) {
    RiskOf found = risk_of("pubsub#access_model", model);
    CHECK(found.risk == Risk::dangerous);
    CHECK(!found.why.empty());
    CHECK(found.source == "RFC 8600, 8.3.4");
  }
}

TEST_CASE("Values that let anybody publish, lose items or keep consumers uninformed are marked") {
  CHECK(risk("publish_model", "publishers") == Risk::none);
  CHECK(risk("publish_model", "subscribers") == Risk::warning);
  CHECK(risk("publish_model", "open") == Risk::dangerous);
  CHECK(risk("purge_offline", "1") == Risk::dangerous);
  CHECK(risk("notification_type", "headline") == Risk::warning);
  CHECK(risk("presence_based_delivery", "1") == Risk::warning);
  CHECK(risk("deliver_notifications", "0") == Risk::warning);
  CHECK(risk("persist_items", "0") == Risk::note);
  CHECK(risk("persist_items", "1") == Risk::none);
}

TEST_CASE("FORM-03 a boolean risks the same in both spellings") {
  CHECK(risk("purge_offline", "true") == Risk::dangerous);
  CHECK(risk("purge_offline", "false") == Risk::none);
  CHECK(risk("deliver_payloads", "false") == Risk::note);
}

TEST_CASE("A field risks as much as the worst of its values") {
  forms::Field policy = field("pubsub#children_association_policy", "owners");
  CHECK(risk_of(policy).risk == Risk::none);
  policy.values.push_back("all");
  CHECK(risk_of(policy).risk == Risk::warning);
  CHECK(risk_of(field("pubsub#access_model")).risk == Risk::none);
}

TEST_CASE("Fields are shown by group; unknown ones last and in the form's order; hidden and fixed ones never") {
  forms::Form form;
  form.fields = {field("FORM_TYPE", "x"),      field("z#one"), field("pubsub#max_items"),
                 field("pubsub#title"),        field("a#two"), field("pubsub#persist_items"),
                 field("pubsub#access_model"), field("")};
  form.fields[0].type = forms::FieldType::hidden;
  form.fields[7].type = forms::FieldType::fixed;
  CHECK(display_order(form) == std::vector<std::uint32_t>{3, 6, 5, 2, 1, 4});
}

TEST_CASE("The table is in the order of its groups") {
  std::vector<std::string> vars{"pubsub#title",      "pubsub#access_model", "pubsub#max_items", "pubsub#tempsub",
                                "pubsub#notify_sub", "pubsub#children",     "pubsub#deliver"};
  for (std::size_t i = 0; i < vars.size(); ++i) CHECK(config_field(vars[i])->group == static_cast<FieldGroup>(i));
  CHECK(title(FieldGroup::other) == "Other fields");
}
