// SPDX-License-Identifier: AGPL-3.0-or-later
// Recorded and modelled answers: tests/cases/XEP/NAME.xml beside NAME.json. The JSON says how to read the XML ("read"),
// for which node, and what must come out; what it does not mention may be anything. Adding a case adds two files.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/unit/support/case_readers.h"
#include "xmpp/grid/reading.h"
#include "xmpp/xep/collections.h"
#include "xmpp/xep/pubsub_owner.h"
#include "xmpp/xep/time.h"
#include "xmpp/xep/version.h"

using namespace xmpp;
using namespace xmpp::test;

namespace {

json of_form(const forms::Form& form) {
  json fields = json::object();
  for (const auto& field : form.fields) {
    json one{{"values", field.values}, {"label", field.label}, {"required", field.required}};
    for (const auto& option : field.options) one["options"].push_back(option.value);
    fields[field.var] = std::move(one);
  }
  json records = json::array();
  for (const auto& item : form.items) {
    json record = json::object();
    for (const auto& field : item) record[field.var] = field.values;
    records.push_back(std::move(record));
  }
  return {{"form_type", form.form_type()}, {"title", form.title}, {"fields", fields}, {"records", records}};
}

json of_info(const Element& iq, const std::string& node) {
  auto info = disco::parse_info(iq, node);
  if (!info) return failed(info.error());
  json out{{"service", pubsub::is_service(*info)}, {"features", json::object()}};
  for (const auto& feature : info->features) out["features"][feature] = true;
  for (const auto& i : info->identities) out["identities"].push_back(i.category + "/" + i.type + " " + i.name);
  return out;
}

json of_items(const Element& iq, const std::string& node) {
  auto list = disco::parse_items(iq, node);
  if (!list) return failed(list.error());
  json out{{"nodes", json::object()}, {"items", json::array()}, {"paged", list->page.has_value()}};
  for (const auto& item : list->items) {
    if (item.is_node())
      out["nodes"][*item.node] = item.name;
    else
      out["items"].push_back(item.name.empty() ? item.jid.to_string() : item.name);
  }
  if (list->page) {
    out["first"] = optional(list->page->first);
    out["last"] = optional(list->page->last);
    out["count"] = optional(list->page->count);
    out["first_index"] = optional(list->page->first_index);
  }
  out["unreadable"] = list->unreadable;
  return out;
}

json of_node(const Element& iq, const std::string& id) {
  auto info = disco::parse_info(iq, id);
  if (!info) return failed(info.error());
  grid::Node node;
  auto edges = grid::take_info(*info, node);
  json out{{"title", node.title},
           {"type", node.type},
           {"description", node.description},
           {"access", grid::word(node.access)},
           {"collection", node.kind == grid::NodeKind::collection},
           {"topic", node.kind == grid::NodeKind::topic},
           {"consumers", optional(node.consumers)},
           {"providers", optional(node.providers)},
           {"max_items", optional(node.max_items)},
           {"created", node.created},
           {"parents", edges.parents},
           {"children", edges.children},
           {"more", json::object()}};
  for (const auto& jid : node.owners) out["owners"].push_back(jid.to_string());
  for (const auto& [var, value] : node.more) out["more"][var] = value;
  return out;
}

json of_affiliations(const Element& iq, const std::string&) {
  auto list = pubsub::parse_affiliations(iq);
  if (!list) return failed(list.error());
  json out = json::object();
  for (const auto& entry : *list) out[entry.node] = entry.affiliation;
  return out;
}

json of_subscriptions(const Result<std::vector<pubsub::Subscription>>& list) {
  if (!list) return failed(list.error());
  json out = json::array();
  for (const auto& entry : *list)
    out.push_back(entry.node + " " + entry.jid.to_string() + " " + entry.subscription + " " + entry.subid);
  return out;
}

json of_owner_affiliations(const Element& iq, const std::string& node) {
  auto list = pubsub::owner::parse_affiliations(iq, node);
  if (!list) return failed(list.error());
  json out = json::object();
  for (const auto& entry : *list) out[entry.jid.to_string()] = entry.affiliation;
  return out;
}

json of_result(const Result<forms::Form>& form) { return form ? of_form(*form) : failed(form.error()); }

json of_version(const Element& iq, const std::string&) {
  auto version = version::parse(iq);
  if (!version) return failed(version.error());
  return {{"name", version->name}, {"version", version->version}, {"os", version->os}};
}

json of_time(const Element& iq, const std::string&) {
  auto time = entity_time::parse(iq);
  if (!time) return failed(time.error());
  return {{"utc", time->utc}, {"zone_offset", time->zone_offset}};
}

const std::map<std::string, json (*)(const Element&, const std::string&)> readers{
    {"info", of_info},
    {"items", of_items},
    {"node", of_node},
    {"version", of_version},
    {"time", of_time},
    {"affiliations", of_affiliations},
    {"subscriptions",
     [](const Element& iq, const std::string&) { return of_subscriptions(pubsub::parse_subscriptions(iq)); }},
    {"owner affiliations", of_owner_affiliations},
    {"owner subscriptions",
     [](const Element& iq, const std::string& node) {
       return of_subscriptions(pubsub::owner::parse_subscriptions(iq, node));
     }},
    {"owner config",
     [](const Element& iq, const std::string& node) { return of_result(pubsub::owner::parse_config(iq, node)); }},
    {"default config",
     [](const Element& iq, const std::string&) { return of_result(pubsub::owner::parse_default_config(iq)); }},
    {"created", of_created},
    {"subscribed", of_subscribed},
    {"options", [](const Element& iq, const std::string& node) { return of_result(pubsub::parse_options(iq, node)); }},
    {"events", of_events},
    {"approval", of_approval},
    {"pending", of_pending},
    {"form", [](const Element& iq, const std::string&) { return of_result(forms::parse(iq.child(forms::ns, "x"))); }},
};

// Objects: what is expected must be there; everything else: equal.
void compare(const json& expected, const json& actual, const std::string& path) {
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      bool there = actual.contains(key);
      CHECK_MESSAGE(there, path << "/" << key << " is missing");
      if (there) compare(value, actual[key], path + "/" + key);
    }
    return;
  }
  CHECK_MESSAGE(expected == actual, path << ": expected " << expected.dump() << ", read " << actual.dump());
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("cases: what controllers answer is read as recorded") {
  std::size_t read = 0;
  for (const char* xep : {"0004", "0030", "0050", "0059", "0060", "0092", "0202", "0248"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TESTS_FOLDER) / "cases" / xep)) {
      auto path = entry.path();
      if (path.extension() != ".json") continue;
      CAPTURE(path.string());
      auto expected = json::parse(content(path), nullptr, false);
      REQUIRE(expected.is_object());
      std::string xml = content(path.replace_extension(".xml"));
      auto frame = parse_frame(std::string_view(xml).substr(0, xml.find_last_not_of('\n') + 1));
      REQUIRE_MESSAGE(frame.ok(), frame.error().text);
      auto reader = readers.find(expected.value("read", ""));
      REQUIRE(reader != readers.end());
      compare(expected.at("expect"), reader->second(frame->root(), expected.value("node", "")), "");
      ++read;
    }
  }
  CHECK(read >= 25);
}
