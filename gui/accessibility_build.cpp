// SPDX-License-Identifier: AGPL-3.0-or-later
// Building the tree while the frame is drawn: hooks give id, rectangle and state of each item, annotations the rest.
#include <algorithm>

#include "gui/accessibility_impl.h"

namespace gui::a11y {
namespace {

// A stranger's name of a megabyte must not become a megabyte of DOM; values are limited by their fields.
constexpr std::size_t longest_name = 1000;
constexpr std::size_t most_announcements = 8;  // of one frame: nobody hears more; the oldest goes

Slice keep(Tree& tree, std::string_view text, std::size_t limit = longest_name) {
  bool cut = text.size() > limit;
  if (cut) {
    text = text.substr(0, limit);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.remove_suffix(1);
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
  }
  auto& chars = tree.chars;
  Slice slice{std::uint32_t(chars.size()), std::uint32_t(text.size())};
  chars.insert(chars.end(), text.begin(), text.end());
  if (cut) {
    constexpr std::string_view dots = "…";
    chars.insert(chars.end(), dots.begin(), dots.end());
    slice.size += dots.size();
  }
  return slice;
}

// What Dear ImGui itself would show of a label.
std::string_view shown(std::string_view label) { return label.substr(0, label.find("##")); }

int add(Recorder::Impl& me, std::uint32_t key, int parent, Role role) {
  auto& nodes = me.tree().nodes;
  while (me.index.get(key) >= 0) key = mix(key, 0x5bd1e995u);  // true duplicates: told apart by order
  int i = int(nodes.size());
  Node& n = nodes.emplace_back();
  n.key = key;
  n.parent = parent;
  n.role = role;
  if (parent >= 0) nodes[parent].children++;
  me.index.put(key, i);
  return i;
}

void apply(Tree& tree, Node& n, Role role, const Props& p) {
  if (role != Role::none) n.role = role;
  if (!p.name.empty()) {
    n.name = keep(tree, p.name);
    n.named = true;
  }
  if (!p.value.empty()) n.value = keep(tree, p.value, p.value.size());
  if (!p.description.empty()) n.description = keep(tree, p.description);
  if (!p.options.empty()) n.options = keep(tree, p.options, p.options.size());
  if (!p.keys.empty()) n.keys = keep(tree, p.keys);
  n.state |= p.state;
  n.keep = true;
  if (p.level) n.level = p.level;
  if (p.row) n.row = p.row;
  if (p.column) n.column = p.column;
  if (p.rows) n.rows = p.rows;
  if (p.columns) n.columns = p.columns;
  if (p.position) n.position = p.position;
  if (p.set_size) n.set_size = p.set_size;
  if (p.max > p.min) {
    n.number = p.number;
    n.min = p.min;
    n.max = p.max;
    n.step = p.step;
  }
}

int parent_in(Recorder::Impl& me, ImGuiWindow* window);
int landmark_around(Recorder::Impl& me, ImGuiWindow* window);

int window_node(Recorder::Impl& me, ImGuiWindow* w) {
  std::uint32_t key = mix(w->ID, of_window);
  if (int i = me.index.get(key); i >= 0) return i;
  constexpr auto floating = ImGuiWindowFlags_Popup | ImGuiWindowFlags_Tooltip;
  bool child = w->ParentWindow && (w->Flags & ImGuiWindowFlags_ChildWindow) && !(w->Flags & floating);
  Role role = child                                 ? Role::generic
              : w->Flags & ImGuiWindowFlags_Tooltip ? Role::tooltip
              : w->Flags & ImGuiWindowFlags_Modal   ? Role::dialog
              : w->Flags & ImGuiWindowFlags_Popup   ? Role::menu
                                                    : Role::window;
  // A tooltip stands in the landmark that it was asked for in; other floating windows are beside all of them.
  int parent = child                   ? parent_in(me, w->ParentWindow)
               : role == Role::tooltip ? landmark_around(me, w->ParentWindowInBeginStack)
                                       : 0;
  int i = add(me, key, parent, role);
  Node& n = me.tree().nodes[i];
  n.window = w;
  n.id = w->ID;
  n.box = box_of(w->Rect());
  if (role == Role::dialog) n.state |= Modal;
  if (role == Role::dialog || role == Role::window) n.name = keep(me.tree(), shown(w->Name));
  return i;
}

int parent_in(Recorder::Impl& me, ImGuiWindow* window) {
  for (std::size_t k = me.scopes.size(); k-- > 0;)
    if (me.scopes[k].window == window) return me.scopes[k].node;
  return window_node(me, window);
}

int landmark_around(Recorder::Impl& me, ImGuiWindow* window) {
  for (; window; window = window->ParentWindow) {
    int i = window_node(me, window);
    Role role = me.tree().nodes[i].role;
    if (role == Role::region || role == Role::dialog || (role >= Role::banner && role <= Role::form)) return i;
  }
  return 0;
}

// For Dear ImGui's own widgets, which nobody annotates.
Role guess(ImGuiItemStatusFlags flags) {
  if (flags & ImGuiItemStatusFlags_Checkable) return Role::checkbox;
  if (flags & ImGuiItemStatusFlags_Inputable) return Role::textbox;
  if (flags & ImGuiItemStatusFlags_Openable) return Role::treeitem;
  return Role::button;
}

void on_add(Recorder::Impl& me, ImGuiContext& g, ImGuiID id, const ImRect& r, const ImGuiLastItemData* data) {
  ImGuiWindow* w = g.CurrentWindow;
  if (!data) {  // a window, or a scrollbar or grip, which need no node
    if (id == w->ID) window_node(me, w);
    return;
  }
  if (id == w->MoveId || id == w->ID) return;
  std::uint32_t key = mix(id, of_item);
  auto& nodes = me.tree().nodes;
  if (int i = me.index.get(key); i >= 0 && nodes[i].box.x == r.Min.x && nodes[i].box.y == r.Min.y) return;
  int i = add(me, key, parent_in(me, w), Role::item);
  Node& n = nodes[i];
  n.id = id;
  n.window = w;
  n.box = box_of(r);
  n.clip = box_of(w->ClipRect);
  n.focus_scope = g.CurrentFocusScopeId;
  n.layer = w->DC.NavLayerCurrent;
  n.flags = data->ItemFlags;
  if (data->ItemFlags & ImGuiItemFlags_Disabled) n.state |= Disabled;
  if (data->ItemFlags & ImGuiItemFlags_ReadOnly) n.state |= ReadOnly;
  if (!r.Overlaps(w->ClipRect)) n.state |= Offscreen;
}

void on_info(Recorder::Impl& me, ImGuiContext& g, ImGuiID id, const char* label, ImGuiItemStatusFlags flags) {
  if (g.CurrentWindow && g.CurrentWindow->ID == id) return;
  auto& tree = me.tree();
  int i =
      !tree.nodes.empty() && tree.nodes.back().id == id ? int(tree.nodes.size()) - 1 : me.index.get(mix(id, of_item));
  if (i < 0) return;
  Node& n = tree.nodes[i];
  if (n.role == Role::item) n.role = guess(flags);
  if (!n.named && label && *label) {
    n.name = keep(tree, shown(label));
    n.named = true;
  }
  n.keep = true;
  if (flags & ImGuiItemStatusFlags_Openable)
    n.state |= Expandable | (flags & ImGuiItemStatusFlags_Opened ? std::uint32_t(Expanded) : 0u);
  if (flags & ImGuiItemStatusFlags_Checkable)
    n.state |= Checkable | (flags & ImGuiItemStatusFlags_Checked ? std::uint32_t(Checked) : 0u);
}

void read_caret(Node& n) {
  auto* s = ImGui::GetInputTextState(n.id);
  if (!s || GImGui->ActiveId != n.id) return;
  int from = s->GetCursorPos(), to = from;
  if (s->HasSelection()) {
    from = std::min(s->GetSelectionStart(), s->GetSelectionEnd());
    to = std::max(s->GetSelectionStart(), s->GetSelectionEnd());
  }
  n.caret_from = utf16_units(s->TextA.Data, from);
  n.caret_to = utf16_units(s->TextA.Data, to);
}

}  // namespace

void item(ImGuiID id, Role role, const Props& props) {
  auto* me = recording();
  int i = me ? me->index.get(mix(id, of_item)) : -1;
  if (i < 0) return;
  Node& n = me->tree().nodes[i];
  apply(me->tree(), n, role, props);
  if (role == Role::textbox) read_caret(n);
}

void item(Role role, const Props& props) { item(GImGui->LastItemData.ID, role, props); }

void describe(ImGuiID not_this, std::string_view text) {
  auto* me = recording();
  const ImGuiID id = GImGui->LastItemData.ID;
  int i = me && id != not_this ? me->index.get(mix(id, of_item)) : -1;
  if (i < 0) return;
  auto& nodes = me->tree().nodes;
  if (nodes[i].role == Role::radio) i = nodes[i].parent;
  if (!nodes[i].description.size) nodes[i].description = keep(me->tree(), text);
}

void text(std::string_view text, const ImVec4& box, Role role, int level) {
  auto* me = recording();
  if (!me || text.empty() || GImGui->CurrentWindow->SkipItems) return;
  ImGuiWindow* w = GImGui->CurrentWindow;
  int parent = parent_in(*me, w);
  auto& tree = me->tree();
  Node& p = tree.nodes[parent];
  if ((p.role == Role::cell || p.role == Role::gridcell) && !p.name.size && role == Role::text) {
    p.name = keep(tree, text);
    return;
  }
  int i = add(*me, mix(p.key, of_text + p.children), parent, role);
  Node& n = tree.nodes[i];
  n.name = keep(tree, text);
  n.window = w;
  n.box = box;
  n.clip = box_of(w->ClipRect);
  n.level = level;
  n.keep = true;
}

void announce(std::string_view text, Say how) {
  auto* me = self();
  if (!me || text.empty()) return;
  if (me->pending.size() >= most_announcements) me->pending.erase(me->pending.begin());
  me->pending.push_back({std::string(text.substr(0, longest_name)), how});
}

void window(Role role, std::string_view name, const Props& props) {
  auto* me = recording();
  if (!me) return;
  Node& n = me->tree().nodes[window_node(*me, GImGui->CurrentWindow)];
  if (role == Role::none) n.state |= Hidden;
  apply(me->tree(), n, role, props);
  if (!n.named && !name.empty()) n.name = keep(me->tree(), name);
}

void described_by(const ImGuiWindow* tooltip) {
  auto* me = recording();
  int i = me && tooltip ? me->index.get(mix(GImGui->LastItemData.ID, of_item)) : -1;
  if (i < 0) return;
  const Node& words = me->tree().nodes[window_node(*me, const_cast<ImGuiWindow*>(tooltip))];
  Node& n = me->tree().nodes[i];
  if (me->tree().str(words.name) != me->tree().str(n.name)) n.described_by = words.key;  // nothing is said twice
}

Role role_at_keyboard() {
  auto* me = recording();
  int i = me ? me->index.get(mix(GImGui->NavId, of_item)) : -1;
  return i < 0 ? Role::none : me->tree().nodes[i].role;
}

void active_item(ImGuiID field, ImGuiID item) {
  auto* me = recording();
  int i = me ? me->index.get(mix(field, of_item)) : -1;
  int to = me ? me->index.get(mix(item, of_item)) : -1;
  if (i < 0 || to < 0) return;
  auto& nodes = me->tree().nodes;
  nodes[i].state |= Expanded;
  nodes[i].active = nodes[to].key;
  int list = nodes[to].parent;
  while (list > 0 && !is_composite(nodes[list].role)) list = nodes[list].parent;
  nodes[i].controls = nodes[list].key;
}

void Scope::open(Role role, std::string_view id, const Props& props) {
  auto* me = recording();
  if (!me) return;
  ImGuiWindow* w = GImGui->CurrentWindow;
  int parent = parent_in(*me, w);
  auto& nodes = me->tree().nodes;
  // A tab panel stands beside its tabs, not among them.
  if (role == Role::tabpanel && nodes[parent].role == Role::tablist) parent = nodes[parent].parent;
  int i = add(*me, mix(ImHashData(id.data(), id.size(), nodes[parent].key), of_scope), parent, role);
  Node& n = nodes[i];
  n.window = w;
  n.auto_box = true;
  n.clip = box_of(w->ClipRect);
  apply(me->tree(), n, role, props);
  n.keep = role != Role::group && role != Role::generic;        // those only when something is in them
  bool is_cell = role == Role::cell || role == Role::gridcell;  // named by the text in it
  if (!n.named && !is_cell) n.name = keep(me->tree(), id);
  me->scopes.push_back({i, w});
  open_ = true;
}

Scope::Scope(Role role, std::string_view id, const Props& props) { open(role, id, props); }

Scope::Scope(Role role, std::string_view id, const ImVec4& box, const Props& props) {
  open(role, id, props);
  if (!open_) return;
  auto* me = self();
  Node& n = me->tree().nodes[me->scopes.back().node];
  n.box = box;
  n.auto_box = false;
  n.keep = true;
}

Scope::Scope(ImGuiID item) {
  auto* me = recording();
  int i = me ? me->index.get(mix(item, of_item)) : -1;
  if (i < 0) return;
  me->scopes.push_back({i, GImGui->CurrentWindow});
  open_ = true;
}

Scope::~Scope() {
  if (auto* me = open_ ? recording() : nullptr; me && !me->scopes.empty()) me->scopes.pop_back();
}

}  // namespace gui::a11y

// ---- the hooks Dear ImGui calls --------------------------------------------------------------------------------

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* g, ImGuiID id, const ImRect& r, const ImGuiLastItemData* data) {
  if (auto* me = gui::a11y::recording()) gui::a11y::on_add(*me, *g, id, r, data);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext* g, ImGuiID id, const char* label, ImGuiItemStatusFlags flags) {
  if (auto* me = gui::a11y::recording()) gui::a11y::on_info(*me, *g, id, label, flags);
}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
