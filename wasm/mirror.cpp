// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/mirror.h"

#include "wasm/js.h"

JS_IMPORTS {
  void js_mirror_place(std::uint32_t key, const char* role, std::uint32_t parent, std::uint32_t before,
                       std::uint32_t state);
  void js_mirror_remove(std::uint32_t key);
  void js_mirror_box(std::uint32_t key, double x, double y, double w, double h, int z);
  void js_mirror_state(std::uint32_t key, std::uint32_t state);
  // Texts as pairs of address and size: name, value, description, options, keys. Keys of other nodes: what describes
  // it, what is active in the list that it controls, that list.
  void js_mirror_text(std::uint32_t key, const std::uint32_t* slices, const char* chars, const std::uint32_t* others);
  // number, min, max, step, level, row, column, rows, columns, position, set size, caret from, caret to.
  void js_mirror_numbers(std::uint32_t key, const double* numbers);
  void js_mirror_scroll(std::uint32_t key, double x, double y, double w, double h);
  void js_mirror_done();
  void js_mirror_focus(std::uint32_t key);
  void js_mirror_announce(const char* text, int size, int how);
}

namespace browser {
namespace {

using namespace gui::a11y;

class Page final : public Sink {
 public:
  explicit Page(float ratio) : css_(1.0 / ratio) {}
  void remove(std::uint32_t key) override { js_mirror_remove(key); }
  void place(const Tree&, const Node& node) override {
    js_mirror_place(node.key, name(node.role), node.parent_key, node.before_key, node.state);
  }
  void update(const Tree& tree, const Node& n, std::uint32_t changes) override {
    if (changes & ChangedBox) js_mirror_box(n.key, n.x * css_, n.y * css_, n.w * css_, n.h * css_, n.z);
    if (changes & ChangedText) {
      const Slice slices[] = {n.name, n.value, n.description, n.options, n.keys};
      const std::uint32_t others[] = {n.described_by, n.active, n.controls};
      js_mirror_text(n.key, &slices[0].at, tree.chars.data(), others);
    }
    if (changes & ChangedNumbers) {
      const double numbers[] = {n.number,
                                n.min,
                                n.max,
                                n.step,
                                double(n.level),
                                double(n.row),
                                double(n.column),
                                double(n.rows),
                                double(n.columns),
                                double(n.position),
                                double(n.set_size),
                                double(n.caret_from),
                                double(n.caret_to)};
      js_mirror_numbers(n.key, numbers);
    }
    if (changes & ChangedState) js_mirror_state(n.key, n.state);
    if (changes & ChangedScroll)
      js_mirror_scroll(n.key, n.scroll_x * css_, n.scroll_y * css_, n.content_w * css_, n.content_h * css_);
  }

 private:
  double css_;
};

}  // namespace

void Mirror::show(const Tree& tree, float ratio) {
  Page page(ratio);
  if (ratio != ratio_) {  // every rectangle is another one
    ratio_ = ratio;
    for (const Node& node : tree.nodes)
      if (shown_.by_key(node.key)) page.update(tree, node, ChangedBox | ChangedScroll);
  }
  if (diff(shown_, tree, page) > 0) shown_ = tree;
  js_mirror_done();
  if (tree.focus != focus_) js_mirror_focus(focus_ = tree.focus);
  for (const Announcement& said : tree.announcements)
    js_mirror_announce(said.text.data(), int(said.text.size()), int(said.how));
}

}  // namespace browser

JS_EXPORT int mirror_request(std::uint32_t key, int verb, double a, double b, const char* text, int size) {
  return gui::a11y::request(key, gui::a11y::Verb(verb), a, b, {text, std::size_t(size)});
}
