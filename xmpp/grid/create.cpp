// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/create.h"

#include <algorithm>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/xep/codec.h"

namespace xmpp::grid {
namespace {

using Kind = CreateStep::Kind;
using State = CreateStep::State;

std::vector<CreateStep> steps_of(const NewNode& wanted, const Service& service) {
  std::vector<CreateStep> steps;
  auto add = [&](Kind kind, std::string subject = {}) -> CreateStep& {
    CreateStep& step = steps.emplace_back();
    step.kind = kind;
    step.subject = std::move(subject);
    return step;
  };
  add(Kind::create);
  add(Kind::configure);
  for (const auto& parent : wanted.parents) add(Kind::associate, parent);
  for (const auto& child : wanted.children) add(Kind::associate, child).child = true;
  for (const auto& jid : wanted.owners) add(Kind::affiliate, jid.bare().to_string()).affiliation = Affiliation::owner;
  for (const auto& jid : wanted.publishers)
    add(Kind::affiliate, jid.bare().to_string()).affiliation = Affiliation::publisher;
  for (const auto& jid : to_list(wanted, service))
    add(Kind::affiliate, jid.to_string()).affiliation = Affiliation::member;
  for (const auto& jid : wanted.consumers) add(Kind::subscribe, jid.to_string());
  add(Kind::compare);
  return steps;
}

std::vector<forms::Change> config_of(const NewNode& wanted) {
  std::vector<forms::Change> changes;
  auto add = [&](std::string var, std::string_view value) {
    if (!value.empty()) changes.push_back({std::move(var), {std::string(value)}});
  };
  add("pubsub#title", wanted.title);
  add("pubsub#type", wanted.type);
  add("pubsub#description", wanted.description);
  if (wanted.access != AccessModel::unknown) add("pubsub#access_model", word(wanted.access));
  changes.insert(changes.end(), wanted.advanced.begin(), wanted.advanced.end());
  return changes;
}

// XEP-0060 §8.1.3; the type of a node can be said here only (XEP-0248 §7.1).
forms::Form form_of(const NewNode& wanted, const std::vector<forms::Change>& config) {
  forms::Form form;
  form.type = forms::FormType::submit;
  auto add = [&](std::string var, std::vector<std::string> values, forms::FieldType type, bool typed) {
    forms::Field& field = form.fields.emplace_back();
    field.var = std::move(var);
    field.type = type;
    field.typed = typed;
    field.values = std::move(values);
  };
  add("FORM_TYPE", {std::string(pubsub::form_node_config)}, forms::FieldType::hidden, true);
  if (wanted.kind == NodeKind::collection)
    add("pubsub#node_type", {"collection"}, forms::FieldType::text_single, false);
  for (const auto& change : config) add(change.var, change.values, forms::FieldType::text_single, false);
  return form;
}

Error exists_already() {
  Error error;
  error.kind = ErrorKind::stanza;
  error.condition = "conflict";
  error.type = ErrorType::cancel;
  return error;
}

}  // namespace

std::vector<Jid> to_list(const NewNode& wanted, const Service& service) {
  std::vector<Jid> members;
  if (wanted.access != AccessModel::whitelist || !offers(service, Affiliation::member)) return members;
  auto is_in = [](const std::vector<Jid>& list, const Jid& bare) {
    return std::any_of(list.begin(), list.end(), [&](const Jid& jid) { return jid.bare() == bare; });
  };
  for (const auto& jid : wanted.consumers)
    if (auto bare = jid.bare(); !is_in(wanted.owners, bare) && !is_in(wanted.publishers, bare) && !is_in(members, bare))
      members.push_back(std::move(bare));
  return members;
}

struct Creation::Impl {
  Ground ground;
  NewNode wanted;
  std::function<void()> changed;
  std::vector<forms::Change> config;
  std::vector<CreateStep> steps;
  std::string id;
  bool made = false;
  bool uncertain = false;  // asked for, and nobody knows whether it was made
  bool running = false;
  TaskScope tasks;  // last: its frames use all of the above

  Impl(Ground where, NewNode what, std::function<void()> report)
      : ground(std::move(where)),
        wanted(std::move(what)),
        changed(std::move(report)),
        config(config_of(wanted)),
        steps(steps_of(wanted, ground.service)),
        id(wanted.id) {}

  void report() {
    if (changed) changed();
  }
  static bool open(const CreateStep& step) { return step.state == State::waiting || step.state == State::failed; }

  // ---- one step

  /// Runs the act unless the step is done. Whether the steps after it make sense is the caller's to say.
  Task<Result<void>> step(std::size_t at, Task<Result<void>> act) {
    if (!open(steps[at])) co_return Result<void>();
    steps[at].state = State::running;
    auto result = co_await std::move(act);
    steps[at].state = result ? State::done : State::failed;
    steps[at].error = result ? std::nullopt : std::optional(result.error());
    report();
    co_return result;
  }

  // ---- create

  Task<Result<void>> make() {
    if (made) co_return Result<void>();
    if (uncertain) {
      auto looked = co_await look_for_it();
      if (!looked || made) co_return looked;
    } else if (!id.empty()) {
      // So that what is found after a lost connection is known to be ours.
      auto there = co_await exists(ground, id);
      if (there ? *there : session_ended(there.error())) co_return there ? exists_already() : there.error();
    }
    bool collection = wanted.kind == NodeKind::collection;
    bool both = collection || ground.service.has("http://jabber.org/protocol/pubsub#create-and-configure");
    auto form = form_of(wanted, config);
    auto answer = co_await ask_to_make(both ? &form : nullptr);
    if (!answer && both && !collection && answer.error().condition == "feature-not-implemented")
      answer = co_await ask_to_make(nullptr);
    if (!answer) {
      uncertain = outcome_unknown(answer.error());
      co_return answer.error();
    }
    auto name = pubsub::parse_created(answer->element, id);
    if (!name) co_return name.error();
    take(*std::move(name));
    co_return Result<void>();
  }

  Task<Result<Stanza>> ask_to_make(const forms::Form* form) {
    return ground.requests.ask(change(ground.service, pubsub::create_request(id, form)));
  }

  void take(std::string name) {
    id = std::move(name);
    made = true;
    uncertain = false;
    Node& node = ground.model.edit(ground.model.add(id));
    node.kind = wanted.kind;
    node.title = wanted.title;
    node.mine = Affiliation::owner;
    node.state = Known::known;
  }

  // After a lost connection. Only an owner may read the configuration: what is not ours was made by somebody else.
  Task<Result<void>> look_for_it() {
    std::string name = id;
    if (name.empty()) {
      auto found = co_await find_by_title();
      if (!found) co_return found.error();
      name = *std::move(found);
    }
    Result<bool> there = false;
    if (!name.empty()) there = co_await exists(ground, name);
    if (!there) co_return there.error();
    uncertain = false;
    if (!*there) co_return Result<void>();
    auto form = co_await read_config(ground, name);
    if (form) {
      take(std::move(name));
      co_return Result<void>();
    }
    uncertain = outcome_unknown(form.error());
    co_return uncertain ? form.error() : exists_already();
  }

  // A node that the controller named, and we do not know: the one new node of the wanted title. "" when there is none.
  Task<Result<std::string>> find_by_title() {
    std::vector<std::string> found;
    if (wanted.title.empty()) co_return std::string();
    auto end = co_await read_list(ground.requests, ground.service, {}, pages_node_lists(ground.service), 100, 100'000,
                                  [&](const std::vector<disco::Item>& items) {
                                    for (const auto& item : items)
                                      if (item.name == wanted.title && !ground.model.find(*item.node))
                                        found.push_back(*item.node);
                                    return true;
                                  });
    if (end.error) co_return *end.error;
    co_return found.size() == 1 ? found.front() : std::string();
  }

  // ---- configure: whatever became of what was sent with the creation (PS-11)

  Task<Result<void>> settle() {
    auto read = co_await read_node(ground.requests, ground.service, ground.model, ground.model.add(id));
    if (!read && session_ended(read.error())) co_return read;
    if (read && !right_kind())
      co_return not_applied("The controller has made a topic where a collection was asked for.");
    auto form = co_await read_config(ground, id);
    if (!form) co_return form.error();
    auto done = co_await send_config(ground, id, *std::move(form), config);
    if (!done) co_return done.error();
    if (done->refused && !done->different.empty()) {
      Error error = *done->refused;
      if (error.text.empty()) error.text = to_sentence(done->different);
      co_return error;
    }
    co_return done->different.empty() ? Result<void>() : not_applied(to_sentence(done->different));
  }

  const Node& node() const { return ground.model[ground.model.add(id)]; }
  bool right_kind() const { return wanted.kind != NodeKind::collection || node().kind == NodeKind::collection; }
  // May others be let at it?
  bool safe() const {
    return right_kind() && (wanted.access == AccessModel::unknown || node().access == wanted.access);
  }

  // ---- associate, affiliate, subscribe

  Task<Result<void>> link(std::size_t at) {
    const CreateStep& s = steps[at];
    std::string above = s.child ? id : s.subject, below = s.child ? s.subject : id;
    if (s.error && outcome_unknown(*s.error)) {
      auto in = co_await is_in(ground, above, below);
      if (!in && session_ended(in.error())) co_return in.error();
      if (in && *in) co_return Result<void>();
    }
    co_return co_await associate(ground, std::move(above), std::move(below));
  }

  Task<Result<void>> let_in(std::size_t at) {
    auto jid = Jid::split(steps[at].subject);
    if (!jid) co_return jid.error();
    if (steps[at].kind == Kind::subscribe) co_return co_await subscribe(ground, id, *jid);
    auto set = co_await set_affiliation(ground, id, *jid, steps[at].affiliation);
    co_return set ? Result<void>() : set.error();
  }

  // One after the other: each may change the parents of the same node.
  Task<bool> link_all() {
    for (std::size_t at = 0; at < steps.size(); ++at) {
      if (steps[at].kind != Kind::associate) continue;
      auto done = co_await step(at, link(at));
      if (!done && session_ended(done.error())) co_return false;
    }
    co_return true;
  }

  Task<bool> let_all_in(Kind kind) {
    std::vector<Task<Result<void>>> all;
    for (std::size_t at = 0; at < steps.size(); ++at)
      if (steps[at].kind == kind && open(steps[at])) all.push_back(step(at, let_in(at)));
    auto results = co_await when_all(std::move(all));
    co_return std::none_of(results.begin(), results.end(),
                           [](const Result<void>& r) { return !r && session_ended(r.error()); });
  }

  // ---- compare: all of it once more, as the controller shows it

  Task<Result<void>> compare() {
    auto read = co_await read_node(ground.requests, ground.service, ground.model, ground.model.add(id));
    if (!read) co_return read;
    auto form = co_await read_config(ground, id);
    if (!form) co_return form.error();
    std::string missing = right_kind() ? std::string() : "It is a topic, not a collection. ";
    if (auto different = differences(*form, config); !different.empty()) missing += to_sentence(different) + " ";
    if (!wanted.owners.empty() || !wanted.publishers.empty()) {
      auto list = co_await read_standings(ground, id);
      if (!list) co_return list.error();
      for (auto& s : steps)
        if (s.kind == Kind::affiliate && !shows(*list, s))
          missing += lost(s, s.subject + " is not shown as " + std::string(word(s.affiliation)) + ".");
    }
    if (!wanted.consumers.empty()) {
      auto list = co_await read_consumers(ground, id);
      if (!list) co_return list.error();
      for (auto& s : steps)
        if (s.kind == Kind::subscribe &&
            std::none_of(list->begin(), list->end(), [&](const Consumer& c) { return c.jid.to_string() == s.subject; }))
          missing += lost(s, s.subject + " is not shown as a consumer.");
    }
    for (auto& s : steps)
      if (s.kind == Kind::associate && !linked(s))
        missing += lost(s, s.child ? s.subject + " is not shown in it." : "It is not shown in " + s.subject + ".");
    if (missing.empty()) co_return Result<void>();
    missing.pop_back();
    co_return not_applied(std::move(missing));
  }

  // A step that was done, and is not any more: to be done again by the next run. The sentence about it.
  static std::string lost(CreateStep& step, std::string shows) {
    if (step.state == State::done) {
      step.state = State::failed;
      step.error = not_applied(shows);
    }
    return std::move(shows) + " ";
  }

  static bool shows(const std::vector<Standing>& list, const CreateStep& s) {
    return std::any_of(list.begin(), list.end(), [&](const Standing& standing) {
      return standing.affiliation == s.affiliation && standing.jid.to_string() == s.subject;
    });
  }

  // By the model, which the steps keep true to what they saw.
  bool linked(const CreateStep& s) const {
    auto other = ground.model.find(s.subject);
    const auto& list = s.child ? node().children : node().parents;
    return !other || std::find(list.begin(), list.end(), *other) != list.end();
  }

  // ---- all of it

  Task<void> work() {
    co_await stages();
    running = false;
    report();
  }

  Task<void> stages() {
    auto created = co_await step(0, make());
    if (!created) co_return;
    auto settled = co_await step(1, settle());
    if (!settled && (session_ended(settled.error()) || !safe())) co_return;
    if (!co_await link_all()) co_return;
    if (!co_await let_all_in(Kind::affiliate)) co_return;
    if (!co_await let_all_in(Kind::subscribe)) co_return;
    (void)co_await step(steps.size() - 1, compare());
  }

  Task<void> take_back() {
    Result<void> done;
    if (uncertain) done = co_await look_for_it();
    if (done && made) done = co_await remove_node(ground, id);
    if (done) {
      made = false;
      for (auto& s : steps) s.state = State::undone, s.error.reset();
    } else {
      steps.front().error = done.error();
    }
    running = false;
    report();
  }
};

Creation::Creation(Ground ground, NewNode wanted, std::function<void()> changed)
    : impl_(new Impl(std::move(ground), std::move(wanted), std::move(changed))) {}
Creation::~Creation() = default;

void Creation::run() {
  if (std::exchange(impl_->running, true)) return;
  impl_->tasks.spawn(impl_->work());
}

void Creation::undo() {
  if (std::exchange(impl_->running, true)) return;
  impl_->tasks.spawn(impl_->take_back());
}

bool Creation::running() const { return impl_->running; }
bool Creation::complete() const { return std::none_of(steps().begin(), steps().end(), Impl::open) && !running(); }
bool Creation::made() const { return impl_->made; }
const std::string& Creation::id() const { return impl_->id; }
const std::vector<CreateStep>& Creation::steps() const { return impl_->steps; }
const NewNode& Creation::wanted() const { return impl_->wanted; }

}  // namespace xmpp::grid
