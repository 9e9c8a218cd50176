// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

constexpr std::uint64_t page_size = 100;
constexpr std::size_t max_children = 100'000;

Task<Result<void>> read_children(Requests& requests, const Service& service, Model& model, NodeIndex index) {
  std::vector<NodeIndex> members;
  auto end = co_await read_list(requests, service, model[index].id, pages_node_lists(service), page_size, max_children,
                                [&](const std::vector<disco::Item>& items) {
                                  for (const auto& item : items) {
                                    members.push_back(model.add(*item.node));
                                    model.connect(index, members.back());
                                  }
                                  return true;
                                });
  if (!end.complete) co_return end.error ? Result<void>(*end.error) : Result<void>();
  small_sort(members);
  for (NodeIndex child : std::vector(model[index].children))
    if (!std::binary_search(members.begin(), members.end(), child)) model.disconnect(index, child);
  co_return Result<void>();
}

}  // namespace

Task<Result<void>> read_node(Requests& requests, Service service, Model& model, NodeIndex index) {
  std::string id = model[index].id;
  auto answer = co_await requests.ask(question(service, disco::info_request(id)));
  if (!model.alive(index)) co_return Result<void>();
  auto info = answer ? disco::parse_info(answer->element, id) : Result<disco::Info>(answer.error());
  if (!info) {
    if (!session_ended(info.error())) take_error(info.error(), model.edit(index));
    co_return info.error();
  }
  ToldEdges edges = take_info(*info, model.edit(index));
  for (const auto& parent : edges.parents)
    if (auto known = model.find(parent)) model.connect(*known, index);
  if (model[index].kind != NodeKind::collection) co_return Result<void>();
  co_return co_await read_children(requests, service, model, index);
}

}  // namespace xmpp::grid
