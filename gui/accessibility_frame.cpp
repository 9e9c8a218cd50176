// SPDX-License-Identifier: AGPL-3.0-or-later
// Begin and end of a frame's tree, and what was asked of it from outside.
#include <algorithm>

#include "gui/accessibility_impl.h"

namespace gui::a11y {

Recorder::Recorder() : impl_(std::make_unique<Impl>()) { GImGui->TestEngine = impl_.get(); }
Recorder::~Recorder() {
  if (GImGui && GImGui->TestEngine == impl_.get()) {
    GImGui->TestEngine = nullptr;
    GImGui->TestEngineHookItems = false;
  }
}

void enable(bool on) {
  if (auto* me = self()) me->on = on;
}
bool enabled() {
  auto* me = self();
  return me && me->on;
}
const Tree& current() { return self()->trees[self()->now]; }
const Tree& previous() { return self()->trees[1 - self()->now]; }

// ---- requests --------------------------------------------------------------------------------------------------

bool request(std::uint32_t key, Verb verb, double a, double b, std::string_view text) {
  auto* me = self();
  const Node* n = me ? current().by_key(key) : nullptr;
  if (!n || n->state & Inert) return false;
  bool changes = verb != Verb::focus && verb != Verb::scroll_to;
  if (changes && n->state & Disabled) return false;
  if (verb == Verb::set_text && n->state & ReadOnly) return false;
  me->touched = true;
  me->requests.push_back({key, n->id, verb, a, b, std::string(text)});
  return true;
}

bool take_text(ImGuiID id, std::string& out, int& caret_from, int& caret_to) {
  auto* me = self();
  if (!me || me->requests.empty()) return false;
  auto mine = [id](const Request& r) { return r.id == id && r.verb == Verb::set_text && !r.waits; };
  auto last = std::ranges::find_if(me->requests.rbegin(), me->requests.rend(), mine);
  if (last == me->requests.rend()) return false;
  out = last->text;
  caret_from = utf8_bytes(out, int(last->a));
  caret_to = utf8_bytes(out, int(last->b));
  std::erase_if(me->requests, mine);
  return true;
}

bool take_number(ImGuiID id, double& out) {
  auto* me = self();
  if (!me || me->requests.empty()) return false;
  auto mine = [id](const Request& r) { return r.id == id && r.verb == Verb::set_number; };
  auto last = std::ranges::find_if(me->requests.rbegin(), me->requests.rend(), mine);
  if (last == me->requests.rend()) return false;
  out = last->a;
  std::erase_if(me->requests, mine);
  return true;
}

namespace {

// Before NewFrame, so that a key press arriving with the request already finds the new focus.
void apply_requests(Recorder::Impl& me) {
  bool acts = false;
  for (auto& r : me.requests) {
    acts |= r.verb == Verb::activate;
    r.waits = acts;
    const Node* n = current().by_key(r.key);
    if (!n || !n->window) continue;
    if (r.verb == Verb::focus || r.verb == Verb::activate) give_keyboard(*n, r.verb == Verb::activate);
    if (r.verb == Verb::scroll_to) {
      ImGui::SetScrollX(n->window, float(r.a));
      ImGui::SetScrollY(n->window, float(r.b));
    }
  }
  // Texts and numbers wait for their widget, which may be a frame or two away; not for ever.
  std::erase_if(me.requests,
                [](Request& r) { return (r.verb != Verb::set_text && r.verb != Verb::set_number) || r.age++ > 3; });
}

// ---- finishing the tree ----------------------------------------------------------------------------------------

bool is_hidden(const Node& n) {
  if (n.state & Hidden) return true;
  return is_window_node(n) && (n.window->Hidden || (n.window->IsFallbackWindow && !n.window->WriteAccessed));
}

// From the leaves up: drop what stayed anonymous or hidden, grow containers around their children.
void prune(std::vector<Node>& nodes) {
  for (int i = int(nodes.size()); i-- > 1;) {
    Node& n = nodes[i];
    Node& p = nodes[n.parent];
    if ((!n.keep && !n.children) || is_hidden(n)) {
      p.children--;
      n.role = Role::none;
      continue;
    }
    n.keep = true;
    if (!p.auto_box || n.box.z <= n.box.x) continue;
    if (p.box.z <= p.box.x)
      p.box = n.box;
    else
      p.box = {std::min(p.box.x, n.box.x), std::min(p.box.y, n.box.y), std::max(p.box.z, n.box.z),
               std::max(p.box.w, n.box.w)};
  }
}

void settle_window(Node& n, const ImGuiWindow* modal) {
  ImGuiWindow* w = n.window;
  if (w->ScrollMax.x > 0 || w->ScrollMax.y > 0) n.state |= Scrolls;
  n.scroll_x = int(w->Scroll.x);
  n.scroll_y = int(w->Scroll.y);
  n.content_w = int(w->ScrollMax.x + w->Size.x);
  n.content_h = int(w->ScrollMax.y + w->Size.y);
  if (n.parent != 0) return;
  n.z = 1 + ImGui::FindWindowDisplayIndex(w);
  if (modal && !ImGui::IsWindowWithinBeginStackOf(w, const_cast<ImGuiWindow*>(modal))) n.state |= Inert;
}

// What only the topmost window leaves to be used: one of Dear ImGui's own, or a popover that calls itself modal.
const ImGuiWindow* modal_window(Recorder::Impl& me) {
  if (const ImGuiWindow* modal = ImGui::GetTopMostPopupModal()) return modal;
  const auto& popups = GImGui->OpenPopupStack;
  const ImGuiWindow* top = popups.empty() ? nullptr : popups.back().Window;
  const int i = top ? me.index.get(mix(top->ID, of_window)) : -1;
  return i >= 0 && me.tree().nodes[std::size_t(i)].state & Modal ? top : nullptr;
}

// From the root down: positions, order of siblings, focus; closing the gaps of what was dropped.
void settle(Recorder::Impl& me, Tree& tree) {
  ImGuiContext& g = *GImGui;
  auto& nodes = tree.nodes;
  const ImGuiWindow* modal = modal_window(me);
  me.touched |= g.NavCursorVisible || g.ActiveId || g.IO.MouseClicked[0] || g.IO.MouseClicked[1];
  me.moved.assign(nodes.size(), -1);
  tree.focus = 0;
  int kept = 0;
  for (int i = 0; i < int(nodes.size()); i++) {
    if (!nodes[i].keep || nodes[i].role == Role::none || (i && me.moved[nodes[i].parent] < 0)) continue;
    me.moved[i] = kept;
    if (kept != i) nodes[kept] = nodes[i];
    Node& n = nodes[kept];
    n.last_child = -1;
    if (i) {
      n.parent = me.moved[n.parent];
      Node& p = nodes[n.parent];
      n.parent_key = p.key;
      n.before_key = p.last_child < 0 ? 0 : nodes[p.last_child].key;
      p.last_child = kept;
      ImVec2 origin(p.box.x, p.box.y);
      if (p.state & Scrolls && n.window == p.window) {
        origin.x -= p.window->Scroll.x;
        origin.y -= p.window->Scroll.y;
      }
      n.x = int(n.box.x - origin.x);
      n.y = int(n.box.y - origin.y);
      n.state |= p.state & Inert;
    }
    n.w = std::max(1, int(n.box.z - n.box.x));
    n.h = std::max(1, int(n.box.w - n.box.y));
    if (is_window_node(n))
      settle_window(n, modal);
    else if (n.id && n.id == g.NavId && g.NavWindow && me.touched) {
      n.state |= Focused;
      tree.focus = n.key;
    }
    kept++;
  }
  nodes.resize(kept);
}

// One Tab stop for each control outside composites, and one in each composite: the focused item, else the one the
// widget marked, else the selected one, else the first. The header of a grid is a composite of its own.
void settle_tab_stops(Recorder::Impl& me, std::vector<Node>& nodes) {
  auto rank = [](const Node& n) {
    return n.state & Focused ? 4 : n.state & TabStop ? 3 : n.state & (Selected | Checked) ? 2 : 1;
  };
  auto& best = me.moved;  // by composite: its stop so far
  best.assign(nodes.size(), -1);
  for (int i = 0; i < int(nodes.size()); i++) {
    Node& n = nodes[i];
    if (!n.id || !is_control(n.role) || is_window_node(n) || n.flags & ImGuiItemFlags_NoNav) continue;
    int owner = n.parent;
    while (owner > 0 && !is_composite(nodes[owner].role) && !is_header_row(nodes[owner])) owner = nodes[owner].parent;
    if (owner <= 0) {
      n.state |= TabStop;
      continue;
    }
    int r = rank(n);
    if (best[owner] < 0 || r > rank(nodes[best[owner]])) {
      if (best[owner] >= 0) nodes[best[owner]].state &= ~std::uint32_t(TabStop);
      best[owner] = i;
    } else {
      n.state &= ~std::uint32_t(TabStop);
    }
  }
  for (int i : best)
    if (i >= 0) nodes[i].state |= TabStop;
}

}  // namespace

void begin_frame() {
  auto* me = self();
  if (!me) return;
  apply_requests(*me);
  GImGui->TestEngineHookItems = me->on;
  me->building = me->on;
  if (!me->on) return;
  me->now = 1 - me->now;
  Tree& t = me->tree();
  me->index.clear(previous().nodes.size());
  t.nodes.clear();
  t.chars.clear();
  me->scopes.clear();
  Node& root = t.nodes.emplace_back();
  root.key = 1;
  root.role = Role::root;
  root.keep = true;
  me->index.put(1, 0);
}

const Tree& end_frame() {
  auto* me = self();
  Tree& t = me->tree();
  t.announcements.clear();
  t.announcements.swap(me->pending);
  if (!me->building) return t;
  me->building = false;
  prune(t.nodes);
  t.nodes[0].box = {0, 0, GImGui->IO.DisplaySize.x, GImGui->IO.DisplaySize.y};
  settle(*me, t);
  settle_tab_stops(*me, t.nodes);
  describe_rows(t);
  t.unfinished = false;
  if (t.focus)
    me->resting = 0;
  else if (me->resting || previous().focus)
    keep_keyboard(*me);
  return t;
}

}  // namespace gui::a11y
