// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists of nodes: page by page, as far as the controller goes along.
#include <algorithm>
#include <unordered_set>

#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"

namespace xmpp::grid {
namespace {

using Kind = Notice::Kind;

// What makes an entry this entry and no other.
std::string key(const disco::Item& item) {
  return item.jid.to_string() + '\n' + item.node.value_or("") + '\n' + (item.node ? "" : item.name);
}

// Entries that were on no earlier page.
std::vector<disco::Item> fresh_entries(disco::Items& page, std::unordered_set<std::string>& seen) {
  std::vector<disco::Item> fresh;
  for (auto& item : page.items)
    if (seen.insert(key(item)).second) fresh.push_back(std::move(item));
  return fresh;
}

// Other services are none of ours; entries without node are items (DISCO-03).
std::vector<disco::Item> nodes_of(const Jid& service, std::vector<disco::Item> entries) {
  std::erase_if(entries, [&](const disco::Item& i) { return !i.node || i.node->empty() || i.jid != service; });
  return entries;
}

std::string number(std::uint64_t value) { return std::to_string(value); }

void check_length(ListEnd& end, const ControllerProfile& profile, const std::string& node, bool paged,
                  std::optional<std::uint64_t> count, std::uint64_t received) {
  if (count && *count > received) {
    end.complete = false;
    end.notices.push_back(
        {Kind::list_capped, node,
         "The controller counts " + number(*count) + " entries, but lists " + number(received) + "."});
  } else if (!paged && std::find(profile.caps.begin(), profile.caps.end(), received) != profile.caps.end()) {
    end.complete = false;
    end.notices.push_back({Kind::list_capped, node,
                           "The list has exactly " + number(received) +
                               " entries, which looks like a limit of the controller: there may be more."});
  }
}

}  // namespace

Iq question(const Service& service, Xml payload) { return Iq{IqType::get, service.jid, std::move(payload)}; }

bool session_ended(const Error& error) {
  return error.kind == ErrorKind::cancelled || error.kind == ErrorKind::transport;
}

Task<ListEnd> read_list(Requests& requests, const Service& service, std::string node, bool paged,
                        std::uint64_t page_size, std::size_t most,
                        std::function<bool(const std::vector<disco::Item>&)> take) {
  ListEnd end;
  rsm::Pager pager(page_size);
  std::unordered_set<std::string> seen;
  bool asked_for_pages = paged, answered_in_pages = false;
  for (;;) {
    auto page = asked_for_pages ? std::optional(pager.query()) : std::nullopt;
    auto answer = co_await requests.ask(question(service, disco::items_request(node, std::move(page))));
    if (!answer) {
      bool anchor_gone = !pager.at_start() && answer.error().condition == "item-not-found";
      if (anchor_gone && pager.restart()) continue;  // RSM-05
      end.error = answer.error();
      co_return end;
    }
    auto list = disco::parse_items(answer->element, node);
    if (!list) {
      end.error = list.error();
      end.notices.push_back({Kind::nonsense, node, "The list could not be read: " + list.error().text + "."});
      co_return end;
    }
    if (list->unreadable)
      end.notices.push_back({Kind::nonsense, node, number(list->unreadable) + " entries have no valid address."});
    auto entries = list->items.size();
    auto fresh = fresh_entries(*list, seen);
    auto step = pager.take(list->page, entries, fresh.size());
    if (!take(nodes_of(service.jid, std::move(fresh))) || seen.size() > most) {
      end.notices.push_back({Kind::list_capped, node, "There are more entries than this application takes in."});
      co_return end;
    }
    answered_in_pages = answered_in_pages || list->page;
    if (step == rsm::Pager::Step::more) {
      asked_for_pages = true;  // also when the controller pages without being asked
      continue;
    }
    end.paging_ignored = paged && step == rsm::Pager::Step::ignored;
    end.complete = step != rsm::Pager::Step::loop;
    if (step == rsm::Pager::Step::loop)
      end.notices.push_back(
          {Kind::paging_loop, node, "The controller repeats a page of its list; the rest is not known."});
    break;
  }
  check_length(end, profile_of(service), node, answered_in_pages, pager.count(), seen.size());
  co_return end;
}

}  // namespace xmpp::grid
