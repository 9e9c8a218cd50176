// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/evidence.h"

#include <algorithm>

#include "xmpp/grid/controller_profile.h"

namespace xmpp::grid {
namespace {

bool has_long_list(const Model& model, std::uint64_t page) {
  const auto& all = model.all();
  return model.roots().size() > page ||
         std::any_of(all.begin(), all.end(), [&](NodeIndex node) { return model[node].children.size() > page; });
}

// Lists that are longer than a page, and came in pages, or did not.
Seen node_paging(const Model& model, const Service& service, const Witness& witness) {
  const CrawlProgress& reading = *witness.reading;
  for (const Notice& notice : reading.notices)
    if (notice.kind == Notice::Kind::paging_ignored) return Seen::fails;
  bool proved = reading.finished && pages_node_lists(service) && has_long_list(model, witness.page);
  return proved ? Seen::works : Seen::not_tried;
}

// Who is owner, and is not shown who else is something.
bool hides_affiliations(const Model& model) {
  const auto& all = model.all();
  return std::any_of(all.begin(), all.end(), [&](NodeIndex node) {
    return model[node].mine == Affiliation::owner && model[node].counts == Known::refused;
  });
}

// The list of our own is asked for at the beginning of a reading; an answer names every node, or else none.
bool own_affiliations_missing(const Model& model, const Service& service, const CrawlProgress& reading) {
  return reading.finished && !reading.error && !model.all().empty() && profile_of(service).own_affiliations;
}

}  // namespace

Evidence evidence_of(const Model& model, const Service& service, const Witness& witness) {
  Evidence evidence = evidence_of(model);
  auto fails = [](Seen& what, bool so) {
    if (what == Seen::not_tried && so) what = Seen::fails;
  };
  evidence.domain = witness.domain;
  evidence.requests = witness.requests;
  evidence.stream_management = witness.stream_management;
  fails(evidence.affiliations, hides_affiliations(model));
  if (!witness.reading) return evidence;
  evidence.node_paging = node_paging(model, service, witness);
  fails(evidence.own_affiliations, own_affiliations_missing(model, service, *witness.reading));
  return evidence;
}

}  // namespace xmpp::grid
