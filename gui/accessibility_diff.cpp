// SPDX-License-Identifier: AGPL-3.0-or-later
// What changed from one tree to the next. Most frames have the same shape: then nothing is looked up.
#include <algorithm>

#include "gui/accessibility_impl.h"

namespace gui::a11y {
namespace {

std::uint32_t compare(const Tree& ta, const Node& a, const Tree& tb, const Node& b) {
  auto same = [&](Slice x, Slice y) { return ta.str(x) == tb.str(y); };
  std::uint32_t c = 0;
  if (a.x != b.x || a.y != b.y || a.w != b.w || a.h != b.h || a.z != b.z) c |= ChangedBox;
  if (a.state != b.state) c |= ChangedState;
  if (!same(a.name, b.name) || !same(a.value, b.value) || !same(a.description, b.description) ||
      !same(a.options, b.options) || !same(a.keys, b.keys) || a.described_by != b.described_by || a.active != b.active)
    c |= ChangedText;
  if (a.number != b.number || a.min != b.min || a.max != b.max || a.step != b.step || a.level != b.level ||
      a.row != b.row || a.column != b.column || a.rows != b.rows || a.columns != b.columns ||
      a.position != b.position || a.set_size != b.set_size || a.caret_from != b.caret_from || a.caret_to != b.caret_to)
    c |= ChangedNumbers;
  if (a.scroll_x != b.scroll_x || a.scroll_y != b.scroll_y || a.content_w != b.content_w || a.content_h != b.content_h)
    c |= ChangedScroll;
  return c;
}

bool same_shape(const Tree& a, const Tree& b) {
  return std::ranges::equal(a.nodes, b.nodes, [](const Node& x, const Node& y) {
    return x.key == y.key && x.role == y.role && x.parent_key == y.parent_key;
  });
}

}  // namespace

int diff(const Tree& before, const Tree& after, Sink& sink) {
  int calls = 0;
  auto update = [&](const Node& n, std::uint32_t changes) {
    if (!changes) return;
    sink.update(after, n, changes);
    calls++;
  };
  if (same_shape(before, after)) {
    for (std::size_t i = 0; i < after.nodes.size(); i++)
      update(after.nodes[i], compare(before, before.nodes[i], after, after.nodes[i]));
    return calls;
  }
  Index old, fresh;
  old.clear(before.nodes.size());
  fresh.clear(after.nodes.size());
  for (int i = 0; i < int(before.nodes.size()); i++) old.put(before.nodes[i].key, i);
  for (int i = 0; i < int(after.nodes.size()); i++) fresh.put(after.nodes[i].key, i);
  for (auto& n : before.nodes) {
    int i = fresh.get(n.key);
    if (i >= 0 && after.nodes[i].role == n.role) continue;
    sink.remove(n.key);
    calls++;
  }
  std::vector<char> created(after.nodes.size(), 0);  // a child of a created node is placed even if it existed before
  for (std::size_t k = 0; k < after.nodes.size(); k++) {
    const Node& n = after.nodes[k];
    int i = old.get(n.key);
    const Node* was = i >= 0 && before.nodes[i].role == n.role ? &before.nodes[i] : nullptr;
    created[k] = !was;
    bool parent_is_new = n.parent >= 0 && created[n.parent];
    if (!was || parent_is_new || was->parent_key != n.parent_key || was->before_key != n.before_key) {
      sink.place(after, n);
      calls++;
    }
    update(n, was ? compare(before, *was, after, n) : ~0u);
  }
  return calls;
}

}  // namespace gui::a11y
