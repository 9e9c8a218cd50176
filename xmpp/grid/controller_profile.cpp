// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/controller_profile.h"

#include "xmpp/fold.h"
#include "xmpp/xep/rsm.h"

namespace xmpp::grid {
namespace {

constexpr std::uint64_t round_numbers[] = {100, 200, 250, 256, 500, 512, 1000, 1024, 2000, 5000, 10'000};
// ejabberd's max_nodes_discoitems is 100 unless configured; whoever raises it chooses a round number.
constexpr std::uint64_t ejabberd_caps[] = {100, 200, 500, 1000, 2000, 5000, 10'000};

constexpr Affiliation openfire_affiliations[] = {Affiliation::owner, Affiliation::publisher, Affiliation::none,
                                                 Affiliation::outcast};

constexpr ControllerProfile profiles[] = {
    {.software = "ejabberd",
     .node_lists = Paging::ignored,
     .item_lists = Paging::works,
     .caps = ejabberd_caps,
     .own_affiliations = true,
     .affiliations = {},
     .short_forms = true,
     .source = "observed: ejabberd 23.01 and 24.12; mod_pubsub option max_nodes_discoitems"},
    {.software = "prosody",
     .node_lists = Paging::ignored,
     .item_lists = Paging::ignored,
     .caps = {},
     .own_affiliations = false,
     .affiliations = {},
     .short_forms = true,
     .source = "observed: Prosody 0.12.3 and 13.0.1"},
    {.software = "openfire",
     .node_lists = Paging::works,
     .item_lists = Paging::works,
     .caps = {},
     .own_affiliations = true,
     .affiliations = openfire_affiliations,
     .needs_subid = true,
     .one_parent = true,
     .short_forms = true,
     .source = "read: source of Openfire 5.2.0 development"},
    {.software = "",
     .node_lists = Paging::as_announced,
     .item_lists = Paging::as_announced,
     .caps = round_numbers,
     .own_affiliations = true,
     .affiliations = {},
     .source = "XEP-0060, XEP-0059"},
};

bool pages(Paging paging, const Service& service) {
  return paging == Paging::works || (paging == Paging::as_announced && service.has(rsm::ns));
}

}  // namespace

const ControllerProfile& profile_of(const Service& service) {
  std::string name = fold(service.software);
  const ControllerProfile* row = profiles;
  while (!name.starts_with(row->software)) ++row;  // the last row fits
  return *row;
}

bool pages_node_lists(const Service& service) { return pages(profile_of(service).node_lists, service); }
bool pages_item_lists(const Service& service) { return pages(profile_of(service).item_lists, service); }

}  // namespace xmpp::grid
