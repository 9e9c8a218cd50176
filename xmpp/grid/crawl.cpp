// SPDX-License-Identifier: AGPL-3.0-or-later
// The crawl: lists give rows at once, disco#info of each node gives kind, title and access; collections found that way
// are listed in turn. Nothing waits for anything but the answer that names it.
#include <algorithm>
#include <set>

#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/cycles.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"

namespace xmpp::grid {

struct Crawl::Impl {
  Impl(Requests& r, Service s, Model& m, std::function<void()> c, CrawlLimits l)
      : requests(r, progress), service(std::move(s)), model(m), changed(std::move(c)), limits(l) {
    paged = pages_node_lists(service);
  }

  // Counts what is asked.
  struct Counted final : Requests {
    Counted(Requests& to, CrawlProgress& count) : next(to), progress(count) {}
    Task<Result<Stanza>> ask(Iq iq) override {
      ++progress.requests;
      return next.ask(std::move(iq));
    }
    Requests& next;
    CrawlProgress& progress;
  };

  struct Seen {
    bool here = false;    // listed, or read, by this crawl
    bool hinted = false;  // only named by an affiliation or by another node's metadata
    bool made = false;    // not in the model before
    bool asked = false, listed = false;
    bool doubtful = false;  // its children may be incomplete: what it held before stays
    unsigned noticed = 0;   // kinds of notices, as bits
  };

  // First come, first served. What has been served keeps its place: no node comes twice.
  struct Queue {
    std::vector<NodeIndex> nodes;
    std::size_t served = 0;
    bool empty() const { return served == nodes.size(); }
    NodeIndex pop() { return nodes[served++]; }
    void push_back(NodeIndex index) { nodes.push_back(index); }
    void clear() { served = nodes.size(); }
  };

  CrawlProgress progress;
  Counted requests;
  Service service;
  Model& model;
  std::function<void()> changed;
  CrawlLimits limits;
  bool paged;

  std::vector<Seen> seen;
  Queue to_list, to_read;
  std::set<std::pair<NodeIndex, NodeIndex>> told;  // edges named by metadata
  std::optional<std::unordered_map<std::string, Affiliation>> affiliations;
  std::size_t running = 0, met = 0;
  unsigned noticed = 0;  // of the service itself
  bool root_complete = false, interrupted = false, pumping = false, reporting = false;
  TaskScope tasks;  // last: its frames use all of the above

  Seen& of(NodeIndex index) {
    if (seen.size() <= index) seen.resize(index + 1);
    return seen[index];
  }

  // ---- which node, and what to ask about it

  // A hostile controller names new nodes for ever.
  bool full(const std::string& id) {
    if (met < limits.nodes || model.find(id)) return false;
    notice({Notice::Kind::list_capped, "", "There are more nodes than this application takes in."});
    return true;
  }

  NodeIndex meet(std::string_view id, bool hinted) {
    bool made = !model.find(id);
    NodeIndex index = model.add(id);
    Seen& s = of(index);
    s.made = s.made || made;
    if (!hinted && !s.here) {
      s.here = true;
      ++progress.found;
    }
    if (!s.asked) {
      s.asked = true;
      ++met;
      s.hinted = hinted;
      to_read.push_back(index);
      if (affiliations) take_affiliation(index);
    }
    if (!hinted) s.hinted = false;
    return index;
  }

  void list_children(NodeIndex index) {
    if (!std::exchange(of(index).listed, true)) to_list.push_back(index);
  }

  void pump() {
    if (std::exchange(pumping, true)) return;  // an answer that came at once: the loop below goes on
    while (!progress.cancelled && running < limits.in_flight && (!to_list.empty() || !to_read.empty())) {
      // Lists first: what they name is asked about soonest, and the depth of the graph is what costs time.
      auto& queue = to_list.empty() ? to_read : to_list;
      NodeIndex index = queue.pop();
      start(&queue == &to_list ? read_children(index) : read_metadata(index));
    }
    pumping = false;
  }

  void start(Task<void> task) {
    ++running;
    tasks.spawn(run(std::move(task)));
  }
  Task<void> run(Task<void> task) {
    co_await task;
    --running;
    pump();
    end_if_idle();
    report();
  }

  void end_if_idle() {
    bool idle = running == 0 && to_list.empty() && to_read.empty();
    if (idle && !progress.finished && !progress.cancelled) end();
  }

  void begin() {
    ++running;  // an answer that comes at once must not look like the last
    start(read_root());
    if (profile_of(service).own_affiliations) start(read_affiliations());
    --running;
    end_if_idle();
  }

  void report() {
    if (!changed || progress.cancelled) return;
    bool outer = std::exchange(reporting, true);
    changed();
    reporting = outer;
  }

  void notice(Notice what) {
    auto index = model.find(what.node);
    unsigned& bits = index ? of(*index).noticed : noticed;
    const unsigned kind = 1u << unsigned(what.kind);
    if (!(std::exchange(bits, bits | kind) & kind)) progress.notices.push_back(std::move(what));
  }

  // Nobody answers any more: what is known stays, nothing more is asked.
  void interrupt(const Error& error) {
    interrupted = true;
    progress.error = error;
    to_list.clear();
    to_read.clear();
  }

  // ---- lists

  Task<ListEnd> read(std::string node, std::function<void(NodeIndex)> take) {
    auto end = co_await read_list(requests, service, std::move(node), paged, limits.page, limits.nodes,
                                  [this, take = std::move(take)](const std::vector<disco::Item>& items) {
                                    if (progress.cancelled) return false;
                                    for (const auto& item : items) {
                                      if (full(*item.node)) return false;
                                      NodeIndex index = meet(*item.node, false);
                                      if (model[index].title.empty() && !item.name.empty() && item.name != *item.node)
                                        model.edit(index).title = item.name;
                                      if (take) take(index);
                                    }
                                    pump();
                                    report();
                                    return true;
                                  });
    if (progress.cancelled) co_return end;
    for (auto& what : end.notices) notice(std::move(what));
    if (end.paging_ignored && std::exchange(paged, false))
      notice({Notice::Kind::paging_ignored, "",
              "The controller sends its lists as a whole, although it announces pages."});
    if (end.error && session_ended(*end.error)) interrupt(*end.error);
    co_return end;
  }

  Task<void> read_root() {
    auto end = co_await read("", {});
    root_complete = end.complete;
    if (end.error && !progress.error) progress.error = end.error;
  }

  Task<void> read_children(NodeIndex collection) {
    std::vector<NodeIndex> members;
    auto end = co_await read(model[collection].id, [&](NodeIndex child) {
      if (child == collection)
        return notice({Notice::Kind::cycle, model[collection].id, "This collection is listed in itself."});
      members.push_back(child);
      model.connect(collection, child);
    });
    if (progress.cancelled) co_return;
    of(collection).doubtful = !end.complete;
    if (end.error && !session_ended(*end.error)) model.edit(collection).error = end.error;
    if (!end.complete) co_return;
    small_sort(members);
    for (NodeIndex child : std::vector(model[collection].children))
      if (!std::binary_search(members.begin(), members.end(), child) && !told.contains({collection, child}))
        model.disconnect(collection, child);
  }

  // ---- nodes

  Task<void> read_metadata(NodeIndex index) {
    if (!model.alive(index)) co_return;
    if (model[index].state != Known::known) model.edit(index).state = Known::asked;
    std::string id = model[index].id;
    auto answer = co_await requests.ask(question(service, disco::info_request(id)));
    if (progress.cancelled || !model.alive(index)) co_return;
    auto info = answer ? disco::parse_info(answer->element, id) : Result<disco::Info>(answer.error());
    if (!info) co_return fail(index, info.error(), bool(answer));
    ToldEdges edges = take_info(*info, model.edit(index));
    ++progress.read;
    if (!std::exchange(of(index).here, true)) ++progress.found;
    for (const auto& parent : edges.parents) tell(parent, index, true);
    for (const auto& child : edges.children) tell(child, index, false);
    if (model[index].kind == NodeKind::collection) list_children(index);
  }

  void tell(const std::string& other, NodeIndex index, bool parent) {
    if (full(other)) return;
    NodeIndex to = meet(other, true);
    auto edge = parent ? std::pair(to, index) : std::pair(index, to);
    told.insert(edge);
    model.connect(edge.first, edge.second);
  }

  void fail(NodeIndex index, const Error& error, bool answered) {
    if (session_ended(error)) {
      if (model[index].state == Known::asked) model.edit(index).state = Known::listed;
      return interrupt(error);
    }
    if (answered)
      notice({Notice::Kind::nonsense, model[index].id, "The answer could not be read: " + error.text + "."});
    ++progress.failed;
    take_error(error, model.edit(index));
    of(index).doubtful = model[index].state != Known::gone;
  }

  // ---- one's own affiliations: all in one answer

  Task<void> read_affiliations() {
    auto answer = co_await requests.ask(question(service, pubsub::affiliations_request()));
    if (progress.cancelled || !answer) co_return;
    auto list = pubsub::parse_affiliations(answer->element);
    if (!list) co_return;
    affiliations.emplace();
    for (const auto& entry : *list) (*affiliations)[entry.node] = affiliation(entry.affiliation);
    for (NodeIndex index : std::vector(model.all())) take_affiliation(index);
  }

  void take_affiliation(NodeIndex index) {
    auto at = affiliations->find(model[index].id);
    auto mine = at == affiliations->end() ? Affiliation::none : at->second;
    if (model[index].mine != mine) model.edit(index).mine = mine;
  }

  // Nodes that we have to do with, and that no list names. Asked about last; true when there are any.
  bool meet_unlisted() {
    if (!affiliations || interrupted) return false;
    for (const auto& [id, mine] : *affiliations) {
      auto index = model.find(id);
      if (mine == Affiliation::none || mine == Affiliation::outcast || id.empty()) continue;
      if (index && of(*index).asked) continue;
      if (full(id)) break;
      meet(id, true);
    }
    pump();
    return running > 0;
  }

  // ---- the end

  void end() {
    if (meet_unlisted() || progress.finished) return;
    if (!interrupted) remove_rumours();
    if (root_complete && !interrupted) {
      note_unlisted();
      remove_vanished();
    }
    for (NodeIndex index : nodes_in_cycles(model))
      notice(
          {Notice::Kind::cycle, model[index].id, "This collection contains itself, through others that it contains."});
    progress.finished = true;
  }

  // Named somewhere, and not there.
  void remove_rumours() {
    for (NodeIndex index : std::vector(model.all())) {
      const Seen& s = of(index);
      bool exists = model[index].state == Known::refused || !(s.made || model[index].state == Known::gone);
      if (s.hinted && !s.here && !exists) model.remove(index);
    }
  }

  void note_unlisted() {
    for (NodeIndex index : model.all())
      if (of(index).hinted && model[index].state == Known::known)
        return notice({Notice::Kind::list_capped, "",
                       "The controller's lists leave out nodes that exist, such as " + model[index].id + "."});
  }

  void remove_vanished() {
    for (NodeIndex index : model.all())
      if (of(index).doubtful && !model[index].children.empty())
        for (NodeIndex below : model.descendants(index)) of(below).here = true;
    for (NodeIndex index : std::vector(model.all()))
      if (!of(index).here) model.remove(index);
  }
};

Crawl::Crawl(Requests& requests, Service service, Model& model, std::function<void()> changed, CrawlLimits limits)
    : impl_(std::make_unique<Impl>(requests, std::move(service), model, std::move(changed), limits)) {
  impl_->begin();
}

Crawl::~Crawl() = default;

void Crawl::cancel() {
  if (impl_->progress.finished) return;
  impl_->progress.cancelled = true;
  for (NodeIndex index : std::vector(impl_->model.all()))
    if (impl_->model[index].state == Known::asked) impl_->model.edit(index).state = Known::listed;
  // Called out of a report, a task of ours is on the stack: it ends by itself.
  if (!impl_->reporting) impl_->tasks.clear();
}

const CrawlProgress& Crawl::progress() const { return impl_->progress; }

}  // namespace xmpp::grid
