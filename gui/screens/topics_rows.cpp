// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/topics_rows.h"

#include <algorithm>
#include <optional>

namespace gui {

using xmpp::grid::Filter;
using xmpp::grid::Model;
using xmpp::grid::no_node;
using xmpp::grid::NodeIndex;
using xmpp::grid::TreeRow;

namespace {

// The part of the grid that is looked at: everything, one collection, or what is in none.
struct Part {
  const Model& model;
  bool loose;
  bool limited;
  OpenNodes nodes;

  Part(const Model& of, const TopicQuery& query) : model(of), loose(query.loose), limited(!query.within.empty()) {
    if (!limited) return;
    if (const auto collection = model.find(query.within)) {
      const auto below = model.descendants(*collection);
      nodes.insert(below.begin(), below.end());
    }
  }
  bool holds(NodeIndex node) const {
    if (loose) return model[node].parents.empty() && model[node].kind != xmpp::grid::NodeKind::collection;
    return !limited || nodes.contains(node);
  }
  std::size_t size() const {
    return std::size_t(std::ranges::count_if(model.all(), [&](NodeIndex node) { return holds(node); }));
  }
};

}  // namespace

bool operator==(const TopicQuery& a, const TopicQuery& b) {
  return a.filter == b.filter && a.within == b.within && a.loose == b.loose && a.tree == b.tree &&
         a.sort.column == b.sort.column && a.sort.descending == b.sort.descending;
}

bool TopicRows::update(const Model& model, const TopicQuery& query, const OpenNodes& open) {
  if (revision_ == model.revision() && query_ == query && (!query.tree || open_ == open)) return false;
  revision_ = model.revision();
  query_ = query;
  open_ = open;
  const Filter filter(query.filter);
  error_ = filter.problems().empty() ? "" : filter.problems().front().text;
  words_ = filter.words();
  rows_.clear();
  if (query.tree) {
    tree(model, filter);
    tree_places_ = tree_places(rows_);
  } else {
    list(model, filter);
  }
  places_.assign(model.bound(), -1);
  for (int i = int(rows_.size()) - 1; i >= 0; --i) places_[rows_[std::size_t(i)].node] = i;
  return true;
}

void TopicRows::list(const Model& model, const Filter& filter) {
  const Part part(model, query_);
  for (NodeIndex node : xmpp::grid::list_rows(model, filter, query_.sort))
    if (part.holds(node)) rows_.push_back({.node = node});
  shown_ = rows_.size();
  total_ = part.size();
}

void TopicRows::tree(const Model& model, const Filter& filter) {
  xmpp::grid::Expanded expanded{.nodes = open_};
  std::optional<NodeIndex> within;
  if (!query_.within.empty() && (within = model.find(query_.within))) {
    expanded.nodes.insert(*within);
    for (NodeIndex above : model.ancestors(*within)) expanded.nodes.insert(above);
  }
  const xmpp::grid::Tree all = xmpp::grid::tree_rows(model, filter, query_.sort, expanded);
  const auto begin = std::ranges::find_if(
      all.rows, [&](const TreeRow& row) { return query_.loose ? row.node == no_node : within && row.node == *within; });
  const bool limited = query_.loose || !query_.within.empty();
  bool grouped = false;  // below “Not in a collection”, a row that is left out here
  for (auto row = limited ? begin : all.rows.begin(); row != all.rows.end(); ++row) {
    if (limited && row == begin) continue;
    if (limited && row->level <= begin->level) break;
    if (row->level == 0) grouped = row->node == no_node;
    if (row->node == no_node) continue;
    rows_.push_back(*row);
    if (limited) {
      rows_.back().level -= begin->level + 1;
    } else if (grouped) {
      --rows_.back().level;
    }
  }
  const Part part(model, query_);
  const auto matching = xmpp::grid::list_rows(model, filter, {});
  shown_ = std::size_t(std::ranges::count_if(matching, [&](NodeIndex node) { return part.holds(node); }));
  total_ = part.size();
}

int TopicRows::row_of(NodeIndex node) const { return node < places_.size() ? places_[node] : -1; }

TopicRows::Path TopicRows::path_of(int row) const {
  Path path;
  if (row >= int(rows_.size())) return path;
  std::uint32_t level = row < 0 ? 0 : rows_[std::size_t(row)].level + 1;
  for (; row >= 0 && level > 0; --row)
    if (const TreeRow& at = rows_[std::size_t(row)]; at.level < level) {
      path.push_back(at.node);
      level = at.level;
    }
  return path;
}

int TopicRows::row_of(const Path& path) const {
  if (path.empty()) return -1;
  for (int row = row_of(path[0]); row >= 0 && row < int(rows_.size()); ++row)
    if (rows_[std::size_t(row)].node == path[0] && path_of(row) == path) return row;
  return row_of(path[0]);
}

void CollectionRows::update(const Model& model, const OpenNodes& open) {
  if (revision_ == model.revision() && open_ == open) return;
  revision_ = model.revision();
  open_ = open;
  rows_ = xmpp::grid::tree_rows(model, {}, {}, {.nodes = open, .ungrouped = false}).rows;
  places_ = tree_places(rows_);
}

std::string_view CollectionRows::label(const Model& model, std::size_t at) const {
  std::string_view id = model[rows_[at].node].id;
  for (std::size_t above = at; above-- > 0;) {
    if (rows_[above].level >= rows_[at].level) continue;
    if (rows_[above].node == no_node) break;
    const std::string_view path = model[rows_[above].node].id;
    if (id.size() > path.size() + 1 && id.starts_with(path) && id[path.size()] == '/')
      id.remove_prefix(path.size() + 1);
    break;
  }
  return id;
}

}  // namespace gui
