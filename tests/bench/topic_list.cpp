// SPDX-License-Identifier: AGPL-3.0-or-later
// What one keystroke in the filter or in the palette costs with 10 000 nodes. Prints the median of some runs.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "xmpp/grid/search.h"
#include "xmpp/grid/topic_list.h"

using namespace xmpp::grid;

namespace {

Model grid_of(int topics, int collections) {
  Model model;
  for (int c = 0; c < collections; ++c) {
    NodeIndex i = model.add("collections/area-" + std::to_string(c));
    model.edit(i).kind = NodeKind::collection;
    model.edit(i).title = "Area " + std::to_string(c);
    if (c >= 5) model.connect(*model.find("collections/area-" + std::to_string(c % 5)), i);
  }
  for (int t = 0; t < topics; ++t) {
    NodeIndex i = model.add("incidents/sector-" + std::to_string(t % 97) + "/topic-" + std::to_string(t));
    Node& node = model.edit(i);
    node.kind = NodeKind::topic;
    node.title = "Störungsmeldungen der Anlage " + std::to_string(t);
    node.access = t % 3 ? AccessModel::whitelist : AccessModel::authorize;
    node.consumers = static_cast<std::uint64_t>(t * 7919 % 500);
    for (const char* name : {"owner-", "operator-"})
      node.owners.push_back(*xmpp::Jid::split(name + std::to_string(t % 50) + "@grid.example"));
    node.publishers.push_back(*xmpp::Jid::split("provider-" + std::to_string(t % 1000) + "@grid.example"));
    model.connect(*model.find("collections/area-" + std::to_string(t % collections)), i);
    if (t % 10 == 0) model.connect(*model.find("collections/area-" + std::to_string((t + 1) % collections)), i);
  }
  return model;
}

template <class Work>
void measure(const char* name, Work work) {
  std::vector<double> times;
  std::size_t rows = 0;
  for (int run = 0; run < 31; ++run) {
    std::clock_t begin = std::clock();  // of the processor: other programs must not count
    rows = work();
    times.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::nth_element(times.begin(), times.begin() + 15, times.end());
  std::printf("%-44s %7.2f ms  %6zu rows\n", name, times[15], rows);
}

}  // namespace

int main() {
  measure("model of 10 000 topics in 500 collections", [] { return grid_of(10'000, 500).all().size(); });
  Model model = grid_of(10'000, 500);
  Expanded all;
  for (NodeIndex i : model.all()) all.nodes.insert(i);
  measure("list, no filter", [&] { return list_rows(model, Filter(), {}).size(); });
  measure("list, by title", [&] { return list_rows(model, Filter(), {Column::title, true}).size(); });
  measure("list, by consumers", [&] { return list_rows(model, Filter(), {Column::consumers, true}).size(); });
  measure("list, word without hits", [&] { return list_rows(model, Filter("scada"), {}).size(); });
  measure("list, word with hits, by title",
          [&] { return list_rows(model, Filter("STÖRUNG"), {Column::title}).size(); });
  measure("list, fields", [&] { return list_rows(model, Filter("access:white consumers:>100 -topic-7"), {}).size(); });
  measure("list, re:", [&] { return list_rows(model, Filter("re:sector-\\d+/topic-.*99$"), {}).size(); });
  measure("tree, closed", [&] { return tree_rows(model, Filter(), {}, {}).rows.size(); });
  measure("tree, all open", [&] { return tree_rows(model, Filter(), {}, all).rows.size(); });
  const auto find = [&](const char* query) {
    return [&, query] { return find_nodes(model, xmpp::Fuzzy(query), 6).all; };
  };
  measure("palette, a letter that all have", find("t"));
  measure("palette, a word that all have", find("störung"));
  measure("palette, letters of all", find("inseto"));
  measure("palette, one topic", find("topic-9999"));
  measure("palette, nothing", find("phishing"));
  const std::vector<Person> everybody = people(model);
  measure("palette, who is named", [&] { return people(model).size(); });
  measure("palette, one of them", [&] { return find_people(everybody, xmpp::Fuzzy("provid"), 4).all; });
  measure("tree, filter", [&] { return tree_rows(model, Filter("topic-99"), {}, {}).rows.size(); });
}
