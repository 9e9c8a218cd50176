// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/requests_kept.h"

#include <algorithm>
#include <utility>

#include "xmpp/xep/time.h"

namespace xmpp::grid {

std::int64_t PendingRequest::since() const {
  auto told = entity_time::parse_date_time(request.delay);
  return told ? std::min(*told / 1000, seen_at) : seen_at;
}

bool same(const approval::Request& a, const approval::Request& b) {
  bool told = !a.node.empty() && !a.jid.empty();
  return a.node == b.node && a.jid == b.jid && a.subid == b.subid && (told || a.id == b.id);
}

void KeptRequests::keep(approval::Request request, std::int64_t now) {
  auto at =
      std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return same(entry.request, request); });
  if (at == entries.end()) return insert(std::move(request), now);
  auto index = at - entries.begin();
  if (undecided(*at) || at->state == PendingRequest::State::deciding) {
    at->request.id = std::move(request.id);  // the service may know only its latest
    notes[static_cast<std::size_t>(index)].seen = mark();
    return;
  }
  entries.erase(at);  // decided, and asked again
  notes.erase(notes.begin() + index);
  insert(std::move(request), now);
}

void KeptRequests::insert(approval::Request request, std::int64_t now) {
  if (entries.size() >= most) return;
  PendingRequest entry;
  entry.request = std::move(request);
  entry.seen_at = now;
  auto at = std::upper_bound(entries.begin(), entries.end(), entry.since(),
                             [](std::int64_t since, const PendingRequest& other) { return since < other.since(); });
  Note note;
  note.seen = mark();
  note.subid = entry.request.subid;
  notes.insert(notes.begin() + (at - entries.begin()), std::move(note));
  entries.insert(at, std::move(entry));
}

}  // namespace xmpp::grid
