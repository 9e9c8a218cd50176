// SPDX-License-Identifier: AGPL-3.0-or-later
// A tree of rows, flattened by the caller: only what is open is counted, only what is visible is submitted.
#pragma once
#include "gui/widgets/roving.h"

namespace ui {

struct TreeRow {
  std::string_view label;
  Icon icon = Icon::none;
  int level = 1;                ///< from 1
  std::string_view count = {};  ///< right, muted
  std::string_view said = {};   ///< the count in words
  bool expandable = false, expanded = false, selected = false, quiet = false;
  int parent = -1;                 ///< row of the parent, -1: none; where Left goes
  int position = 0, set_size = 0;  ///< among its siblings, 0: not told
};
struct TreeEvent {
  enum class Kind : std::uint8_t { none, select, open, close } kind = Kind::none;
  int row = -1;
  explicit operator bool() const { return kind != Kind::none; }
};

/// Fills the rest of the region. Up, Down, Home, End, PageUp, PageDown move and select; Left and Right close and open
/// (Left on a closed row goes to the parent, `TreeRow::parent`).
///   Tree tree(state, "Collections", rows);
///   while (tree.step()) for (int i = tree.first(); i < tree.last(); i++) tree.row(i, {…});
///   if (auto e = tree.end()) …
class Tree {
 public:
  Tree(Roving& state, std::string_view name, int rows, float row_height = gui::row_height::tree);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  bool step();
  int first() const;
  int last() const;
  void row(int index, const TreeRow& row);
  /// Ends the tree; what the user did in this frame.
  TreeEvent end();

 private:
  RovingList list_;
  Roving& state_;
  TreeEvent event_;
};

}  // namespace ui
