// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/topics_columns.h"

#include <algorithm>

namespace gui {

std::array<ui::Column, 6> topic_columns(const Preferences& preferences) {
  std::array<ui::Column, 6> columns{{{.name = "Id", .parts = 1.6f, .min_width = 160},
                                     {.name = "Title", .parts = 1, .drop = 1},
                                     {.name = "Access", .width = 84},
                                     {.name = "Providers", .width = 58, .numbers = true, .drop = 2},
                                     {.name = "Consumers", .width = 68, .numbers = true},
                                     {.name = "Items", .width = 52, .numbers = true, .drop = 3}}};
  for (std::size_t i = 1; i < columns.size(); ++i)
    columns[i].hidden = preferences[Preference(std::size_t(Preference::title) + i - 1)];
  return columns;
}

ColumnSort read_sort(std::string_view word) {
  const bool descending = word.starts_with('-');
  if (descending) word.remove_prefix(1);
  const auto found = std::ranges::find(topic_column_words, word);
  if (found == topic_column_words.end()) return {};
  return {int(found - topic_column_words.begin()), descending};
}

std::string write_sort(ColumnSort sort) {
  if (sort.column == 0 && !sort.descending) return "";
  return (sort.descending ? "-" : "") + std::string(topic_column_words[std::size_t(sort.column)]);
}

}  // namespace gui
