// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of the list of topics, and how the URL spells a sort.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "gui/preferences.h"
#include "gui/widgets/table.h"
#include "xmpp/grid/topic_list.h"

namespace gui {

/// Words of the columns in the URL, in the order of the columns.
inline constexpr std::array<std::string_view, 6> topic_column_words = {"id",        "title",     "access",
                                                                       "providers", "consumers", "items"};
std::array<ui::Column, 6> topic_columns(const Preferences& preferences);

/// What grid sorts by for each of them.
inline constexpr std::array<xmpp::grid::Column, 6> topic_sort_columns = {
    xmpp::grid::Column::id,        xmpp::grid::Column::title,     xmpp::grid::Column::access,
    xmpp::grid::Column::providers, xmpp::grid::Column::consumers, xmpp::grid::Column::items};

struct ColumnSort {
  int column = 0;
  bool descending = false;
};
/// "-consumers" → {consumers, descending}; unknown words sort by id.
ColumnSort read_sort(std::string_view word);
/// "" for the usual order, by id.
std::string write_sort(ColumnSort sort);

}  // namespace gui
