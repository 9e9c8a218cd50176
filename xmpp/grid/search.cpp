// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/search.h"

#include <algorithm>

namespace xmpp::grid {
namespace {

constexpr int title_is_less = 6;

// The best few of what is offered one after the other.
class Best {
 public:
  explicit Best(std::size_t most) : most_(std::min(most, Found::most)) {}
  void offer(std::uint32_t what, int score, std::string_view name) {
    if (score <= 0) return;
    ++found_.all;
    const Rank rank{score, name};
    std::size_t at = std::min(found_.count, most_);
    if (at == most_ && (most_ == 0 || !before(rank, ranks_[at - 1]))) return;
    if (at < most_) ++found_.count, ++at;
    for (--at; at > 0 && before(rank, ranks_[at - 1]); --at) {
      ranks_[at] = ranks_[at - 1];
      found_.best[at] = found_.best[at - 1];
    }
    ranks_[at] = rank;
    found_.best[at] = what;
  }
  const Found& found() const { return found_; }

 private:
  struct Rank {
    int score;
    std::string_view name;
  };
  static bool before(const Rank& a, const Rank& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.name.size() != b.name.size() ? a.name.size() < b.name.size() : a.name < b.name;
  }

  std::size_t most_;
  Found found_;
  Rank ranks_[Found::most];
};

}  // namespace

Found find_nodes(const Model& model, const Fuzzy& query, std::size_t most) {
  Best best(most);
  for (NodeIndex index : model.all()) {
    const Node& node = model[index];
    best.offer(index, std::max(query.score(node.id), query.score(node.title) - title_is_less), node.id);
  }
  return best.found();
}

std::vector<Person> people(const Model& model) {
  std::vector<Person> people;
  std::unordered_map<std::string, NodeIndex> places;
  const auto of = [&](const Jid& jid) -> Person& {
    const auto [at, fresh] = places.try_emplace(jid.to_string(), static_cast<NodeIndex>(people.size()));
    if (fresh) people.push_back({.jid = at->first});
    return people[at->second];
  };
  for (NodeIndex index : model.all()) {
    for (const Jid& owner : model[index].owners) ++of(owner).owns;
    for (const Jid& publisher : model[index].publishers) ++of(publisher).publishes;
  }
  return people;
}

Found find_people(const std::vector<Person>& people, const Fuzzy& query, std::size_t most) {
  Best best(most);
  for (std::size_t i = 0; i < people.size(); ++i)
    best.offer(std::uint32_t(i), query.score(people[i].jid), people[i].jid);
  return best.found();
}

}  // namespace xmpp::grid
