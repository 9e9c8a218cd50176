// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the keyboard is: brought somewhere from outside, and what becomes of it when its place disappears.
#include <algorithm>

#include "gui/accessibility_impl.h"

namespace gui::a11y {
namespace {

void move_to(const Node& n) {
  ImGuiContext& g = *GImGui;
  if (g.ActiveId && g.ActiveId != n.id) {  // or a text field would go on taking the keys
    ImGui::ClearActiveID();
    g.WantTextInputNextFrame = 0;
  }
  g.NavNextActivateId = 0;  // or one that was to be edited would take them back
  const ImGuiID id = is_window_node(n) ? 0 : n.id;
  if (g.NavId != id)  // or a list would
    for (ImGuiKeyOwnerData& keys : g.KeysOwnerData) keys.OwnerCurr = keys.OwnerNext = ImGuiKeyOwner_NoOwner;
  if (g.NavWindow != n.window) ImGui::FocusWindow(n.window);
  const ImRect rect(n.box.x, n.box.y, n.box.z, n.box.w);
  ImGui::SetNavID(id, ImGuiNavLayer(n.layer), n.focus_scope, ImGui::WindowRectAbsToRel(n.window, rect));
  if (id) ImGui::ScrollToRectEx(n.window, rect, ImGuiScrollFlags_KeepVisibleEdgeX | ImGuiScrollFlags_KeepVisibleEdgeY);
}

bool is_inside(const std::vector<Node>& nodes, int i, int ancestor) {
  while (i > ancestor) i = nodes[i].parent;
  return i == ancestor;
}

const Node* stop_of(const Tree& tree, const Node* list) {
  const Node* stop = nullptr;  // the last: a grid's header has one of its own before
  for (int i = int(tree.nodes.size()), at = int(list - tree.nodes.data()); --i > at && !stop;)
    if (tree.nodes[i].state & TabStop && is_inside(tree.nodes, i, at)) stop = &tree.nodes[i];
  return stop;
}

// Takes the place of the node that was `lost`, the number of one in the tree before: another item of its list, else the
// Tab stop before it. From the main region nothing leads out of it: before its first control it is the place itself.
const Node* place_of(const Tree& before, int lost, const Tree& now) {
  for (int i = lost; (i = before.nodes[i].parent) > 0;)
    if (const Node* list = is_composite(before.nodes[i].role) ? now.by_key(before.nodes[i].key) : nullptr)
      if (const Node* stop = stop_of(now, list)) return stop;
  for (int i = lost; i-- > 1;) {
    const Node& was = before.nodes[i];
    if (was.role == Role::main && is_inside(before.nodes, lost, i)) break;
    const Node* n = was.state & TabStop ? now.by_key(was.key) : nullptr;
    if (n && !(n->state & Inert)) return n;
  }
  const auto main = std::ranges::find(now.nodes, Role::main, &Node::role);
  return main == now.nodes.end() ? nullptr : &*main;
}

}  // namespace

void give_keyboard(const Node& n, bool activate) {
  ImGuiContext& g = *GImGui;
  if (!n.id || is_window_node(n)) return;
  if (n.flags & ImGuiItemFlags_NoNav) return activate ? ImGui::ActivateItemByID(n.id) : void();
  move_to(n);
  ImGui::SetNavCursorVisible(true);
  if (!activate && n.role != Role::textbox) return;
  ImGui::ActivateItemByID(n.id);
  g.NavNextActivateFlags = n.role == Role::textbox
                               ? ImGuiActivateFlags_PreferInput | ImGuiActivateFlags_TryToPreserveState
                               : ImGuiActivateFlags_None;
}

void keep_keyboard(Recorder::Impl& me) {
  ImGuiContext& g = *GImGui;
  Tree& now = me.tree();
  const Tree& before = me.trees[1 - me.now];
  const Node* was =
      before.focus && !g.NavIdIsAlive && !now.by_key(before.focus) ? before.by_key(before.focus) : nullptr;
  const Node* at = was ? place_of(before, int(was - before.nodes.data()), now) : now.by_key(me.resting);
  me.resting = at && is_window_node(*at) ? at->key : 0;
  if (!at) return;
  now.focus = at->key;
  now.nodes[std::size_t(at - now.nodes.data())].state |= Focused;
  if (!was) return;
  const bool seen = g.NavCursorVisible;  // a ring is shown to those who use the keyboard
  move_to(*at);
  give_keyboard(*at, false);
  ImGui::SetNavCursorVisible(seen);
  now.unfinished = true;
}

}  // namespace gui::a11y
