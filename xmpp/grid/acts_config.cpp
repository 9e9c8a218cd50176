// SPDX-License-Identifier: AGPL-3.0-or-later
// Configuring a node (XEP-0060 §8.2): what differs is sent, and what is in force afterwards is read, whatever was
// answered: some controllers apply a part and refuse the rest.
#include <algorithm>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"
#include "xmpp/xep/codec.h"
#include "xmpp/xep/collections.h"

namespace xmpp::grid {
namespace {

using forms::Field;
using forms::FieldType;
using forms::Form;

bool is_set(const Field& field) {
  return field.type == FieldType::list_multi || field.type == FieldType::jid_multi ||
         field.var == "pubsub#collection" || field.var == "pubsub#children";
}

// Values to compare: no value, an empty one and a false one are the same; the order of a set means nothing.
std::vector<std::string> canonical(const Field& like, const std::vector<std::string>& values) {
  std::vector<std::string> out;
  for (const auto& value : values) {
    if (value.empty()) continue;
    auto truth = like.type == FieldType::boolean ? forms::boolean(value) : std::nullopt;
    if (truth == false) continue;
    out.push_back(truth ? "1" : value);
  }
  if (is_set(like)) small_sort(out);
  return out;
}

bool same(const Field& sent, const Field* now) {
  const Field& like = now ? *now : sent;
  return canonical(like, sent.values) == (now ? canonical(like, now->values) : std::vector<std::string>());
}

std::vector<std::string> values_of(const Form& form, std::string_view var) {
  const Field* field = form.find(var);
  return field ? field->values : std::vector<std::string>();
}

// What is to be changed, alone; with fields that the form does not show: ejabberd shows only what is stored.
Form to_send(const Form& now, const std::vector<forms::Change>& changes) {
  Form form = forms::submit(now, changes);
  std::erase_if(form.fields, [&](const Field& field) {
    return field.type != FieldType::hidden && same(field, now.find(field.var));
  });
  for (const auto& change : changes) {
    if (now.find(change.var) || canonical({}, change.values).empty()) continue;
    Field field;
    field.var = change.var;
    field.typed = false;
    field.values = change.values;
    form.fields.push_back(std::move(field));
  }
  return form;
}

bool changes_anything(const Form& form) {
  return std::any_of(form.fields.begin(), form.fields.end(),
                     [](const Field& field) { return field.type != FieldType::hidden; });
}

std::vector<FieldDifference> not_kept(const Form& sent, const Form& now) {
  std::vector<FieldDifference> found;
  for (const Field& field : sent.fields)
    if (field.type != FieldType::hidden && !same(field, now.find(field.var)))
      found.push_back({field.var, field.values, values_of(now, field.var)});
  return found;
}

// Fields that we are about to change, and that somebody else has changed since they were shown.
std::vector<FieldDifference> changed_meanwhile(const Form& sent, const Form& shown, const Form& now) {
  std::vector<FieldDifference> found;
  for (const Field& field : sent.fields) {
    const Field* before = shown.find(field.var);
    Field absent;
    absent.var = field.var;
    if (field.type != FieldType::hidden && !same(before ? *before : absent, now.find(field.var)))
      found.push_back({field.var, values_of(shown, field.var), values_of(now, field.var)});
  }
  return found;
}

Task<Result<void>> ask_to_configure(Ground ground, std::string node, Form form) {
  auto answer =
      co_await ground.requests.ask(change(ground.service, pubsub::owner::configure_request(node, std::move(form))));
  co_return answer ? Result<void>() : Result<void>(answer.error());
}

struct Place {
  std::string_view var;
  void (*take)(const Field&, Node&);
};
constexpr Place places[] = {
    {"pubsub#title", [](const Field& f, Node& n) { n.title = f.value(); }},
    {"pubsub#type", [](const Field& f, Node& n) { n.type = f.value(); }},
    {"pubsub#description", [](const Field& f, Node& n) { n.description = f.value(); }},
    {"pubsub#access_model", [](const Field& f, Node& n) { n.access = access_model(f.value()); }},
    {"pubsub#max_items", [](const Field& f, Node& n) { n.max_items = whole_number(f.value()); }},
};

bool names(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Nodes that the model does not know are left to the crawl.
void take_parents(const std::vector<std::string>& ids, Model& model, NodeIndex child) {
  for (NodeIndex parent : std::vector(model[child].parents))
    if (!names(ids, model[parent].id)) model.disconnect(parent, child);
  for (const auto& id : ids)
    if (auto parent = model.find(id)) model.connect(*parent, child);
}

void take_children(const std::vector<std::string>& ids, Model& model, NodeIndex parent) {
  for (NodeIndex child : std::vector(model[parent].children))
    if (!names(ids, model[child].id)) model.disconnect(parent, child);
  for (const auto& id : ids)
    if (auto child = model.find(id)) model.connect(parent, *child);
}

}  // namespace

bool config_tells_parents(const Service& service) {
  return profile_of(service).one_parent || service.has("http://jabber.org/protocol/pubsub#multi-collection") ||
         service.has("http://jabber.org/protocol/pubsub#multi-collections");
}

void take_config(const Form& form, const Service& service, Model& model, std::string_view id) {
  auto index = model.find(id);
  if (!index) return;
  Node& node = model.edit(*index);
  for (const Place& place : places)
    if (const Field* field = form.find(place.var)) place.take(*field, node);
  if (!config_tells_parents(service)) return;
  if (form.find("pubsub#collection")) take_parents(pubsub::collections::parents(form), model, *index);
  if (form.find("pubsub#children")) take_children(pubsub::collections::children(form), model, *index);
}

std::vector<FieldDifference> differences(const Form& now, const std::vector<forms::Change>& changes) {
  return not_kept(to_send(now, changes), now);
}

std::string to_sentence(const std::vector<FieldDifference>& different) {
  std::string text;
  for (const auto& field : different) {
    std::string kept;
    for (const auto& value : field.kept) kept += (kept.empty() ? "" : ", ") + value;
    text += (text.empty() ? "The controller shows " : "; ") + field.var + " as " + (kept.empty() ? "empty" : kept);
  }
  return text + ".";
}

Task<Result<Form>> read_config(Ground ground, std::string node) {
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::owner::config_request(node)));
  if (!answer) co_return answer.error();
  auto form = pubsub::owner::parse_config(answer->element, node);
  if (form) take_config(*form, ground.service, ground.model, node);
  co_return form;
}

Task<Result<Configured>> send_config(Ground ground, std::string node, Form now, std::vector<forms::Change> changes) {
  Form sent = to_send(now, changes);
  if (!changes_anything(sent)) co_return Configured{std::move(now), {}, {}, {}};
  auto answer = co_await ask_to_configure(ground, node, sent);
  if (!answer && session_ended(answer.error())) co_return answer.error();
  auto read = co_await read_config(ground, node);
  if (!read) co_return read.error();
  // FORM-14. Those who take short forms have refused the values; the whole form would not make them better.
  bool wants_all = !answer && forms::refused(answer.error()) && !profile_of(ground.service).short_forms;
  if (wants_all && !not_kept(sent, *read).empty()) {
    answer = co_await ask_to_configure(ground, node, forms::submit_all(*read, changes));
    if (!answer && session_ended(answer.error())) co_return answer.error();
    read = co_await read_config(ground, node);
    if (!read) co_return read.error();
  }
  Configured done{*std::move(read), {}, {}, {}};
  done.different = not_kept(sent, done.now);
  if (!answer) done.refused = answer.error();
  co_return done;
}

Task<Result<Configured>> configure(Ground ground, std::string node, Form shown, std::vector<forms::Change> changes,
                                   bool overwrite) {
  auto now = co_await read_config(ground, node);
  if (!now) co_return now.error();
  auto meanwhile = changed_meanwhile(to_send(*now, changes), shown, *now);
  if (!meanwhile.empty() && !overwrite) co_return Configured{*std::move(now), {}, std::move(meanwhile), {}};
  auto done = co_await send_config(ground, node, *std::move(now), std::move(changes));
  if (done) done->meanwhile = std::move(meanwhile);
  co_return done;
}

}  // namespace xmpp::grid
