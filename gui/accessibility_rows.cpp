// SPDX-License-Identifier: AGPL-3.0-or-later
// What a row says when the keyboard comes to it. Its name alone is one cell of many.
#include "gui/accessibility_impl.h"

namespace gui::a11y {
namespace {

constexpr int most_columns = 16;

// ", Access whitelist" behind what is there; the name of the column is said once.
void say(Tree& tree, std::string& said, Slice& column, const Node& n) {
  const std::string_view words = tree.str(n.name);
  if (words.empty() || words == "–") return;
  if (!said.empty()) said += ", ";
  if (column.size) (said += tree.str(column)) += ' ';
  column = {};
  said += words;
}

void describe(Tree& tree, std::size_t row, const Slice* columns) {
  const Node& n = tree.nodes[row];
  std::string said(tree.str(n.description));
  Slice column;
  for (std::size_t i = row + 1; i < tree.nodes.size() && tree.nodes[i].parent >= int(row); i++) {
    const Node& part = tree.nodes[i];
    if (part.role == Role::gridcell) column = part.column < most_columns ? columns[part.column] : Slice{};
    const bool words = part.role == Role::gridcell || part.role == Role::text || part.role == Role::image;
    if (words && tree.str(part.name) != tree.str(n.name)) say(tree, said, column, part);
  }
  const Slice at{std::uint32_t(tree.chars.size()), std::uint32_t(said.size())};
  tree.chars.insert(tree.chars.end(), said.begin(), said.end());
  tree.nodes[row].description = at;
}

}  // namespace

void describe_rows(Tree& tree) {
  Slice columns[most_columns];
  for (std::size_t i = 0; i < tree.nodes.size(); i++) {
    const Node& n = tree.nodes[i];
    if (n.role == Role::columnheader && n.column < most_columns) columns[n.column] = n.name;
    if (n.role == Role::row && n.state & TabStop && !is_header_row(n)) describe(tree, i, columns);
  }
}

}  // namespace gui::a11y
