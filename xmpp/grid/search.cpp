// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/search.h"

#include <algorithm>

namespace xmpp::grid {
namespace {

constexpr int title_is_less = 6;

// The best few of what is offered one after the other.
class Best {
 public:
  explicit Best(std::size_t most) : most_(most) {}
  void offer(std::uint32_t what, int score, std::string_view name) {
    if (score <= 0) return;
    ++found_.all;
    std::size_t at = ranks_.size();
    while (at > 0 && before(score, name, ranks_[at - 1])) --at;
    if (at == most_) return;
    ranks_.insert(ranks_.begin() + std::ptrdiff_t(at), {score, name});
    found_.best.insert(found_.best.begin() + std::ptrdiff_t(at), what);
    if (ranks_.size() > most_) ranks_.pop_back(), found_.best.pop_back();
  }
  Found take() { return std::move(found_); }

 private:
  struct Rank {
    int score;
    std::string_view name;
  };
  static bool before(int score, std::string_view name, const Rank& other) {
    if (score != other.score) return score > other.score;
    return name.size() != other.name.size() ? name.size() < other.name.size() : name < other.name;
  }

  std::size_t most_;
  std::vector<Rank> ranks_;
  Found found_;
};

}  // namespace

Found find_nodes(const Model& model, const Fuzzy& query, std::size_t most) {
  Best best(most);
  for (NodeIndex index : model.all()) {
    const Node& node = model[index];
    best.offer(index, std::max(query.score(node.id), query.score(node.title) - title_is_less), node.id);
  }
  return best.take();
}

std::vector<Person> people(const Model& model) {
  std::vector<Person> people;
  std::unordered_map<std::string, NodeIndex> places;
  const auto of = [&](const Jid& jid) -> Person& {
    const auto [at, fresh] = places.emplace(jid.to_string(), NodeIndex(people.size()));
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
  return best.take();
}

}  // namespace xmpp::grid
