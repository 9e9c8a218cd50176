// SPDX-License-Identifier: AGPL-3.0-or-later
// What the controller has of that which an XMPP-Grid needs, and what does not work without it (story 11): by what it
// announces, by what was seen to work, and by what is known of its software. Asks nothing.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/crawl.h"

namespace xmpp::grid {

enum class Need : std::uint8_t {
  required,  ///< by RFC 8600 (MUST or SHOULD), or for administering a grid at all
  optional,
};

/// Whether something was seen to work.
enum class Seen : std::uint8_t { not_tried, works, fails };

/// What we have seen so far; whoever knows more sets more.
struct Evidence {
  std::optional<std::vector<std::string>> domain;  ///< features of the domain (XEP-0030), sorted; nullopt: not read
  Seen collections = Seen::not_tried;              ///< a collection with something in it
  Seen several_parents = Seen::not_tried;
  Seen metadata = Seen::not_tried;              ///< disco#info of a node with a form
  Seen access = Seen::not_tried;                ///< a node of access model authorize or whitelist
  Seen affiliations = Seen::not_tried;          ///< the owner's list was answered
  Seen own_affiliations = Seen::not_tried;      ///< the list of our own
  Seen node_paging = Seen::not_tried;           ///< a page of nodes was no longer than asked for
  Seen item_paging = Seen::not_tried;           ///< items were counted without being sent
  Seen requests = Seen::not_tried;              ///< pending ones were listed
  Seen set_subscriptions = Seen::not_tried;     ///< an owner changed somebody's
  Seen create_and_configure = Seen::not_tried;  ///< what was sent along was found afterwards
  Seen stream_management = Seen::not_tried;     ///< enabled in this session
};
/// What the model shows; only ever `works`, since nothing seen proves nothing.
Evidence evidence_of(const Model& model);

enum class Verdict : std::uint8_t {
  ok,
  missing,
  broken_promise,  ///< announced, but not so
  unannounced,     ///< works, although not announced
  unknown,
};
std::string_view words(Verdict verdict);

struct ValidationRow {
  std::string_view name;  ///< what it is, in plain words
  Need need = Need::required;
  Verdict verdict = Verdict::unknown;
  std::string_view depends;   ///< what does not work without it; a sentence without a full stop
  std::string_view evidence;  ///< how the verdict was found; likewise
  std::string_view source;    ///< "XEP-0060, 8.7"
};

/// Every row, required ones first.
std::vector<ValidationRow> validate(const Service& service, const Evidence& evidence);

/// All of it as plain text for a file or a mail, with the known faults of the software. `when`: as it is to be written.
std::string report(const Service& service, const std::vector<ValidationRow>& rows, std::string_view when);

}  // namespace xmpp::grid
