// SPDX-License-Identifier: AGPL-3.0-or-later
// Result set management (XEP-0059): ask for one page, read what a page says, walk through all pages and know when to
// stop.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "xmpp/xml.h"

namespace xmpp::rsm {

inline constexpr std::string_view ns = "http://jabber.org/protocol/rsm";

/// One page to ask for. UIDs are opaque (RSM-02).
struct Query {
  std::optional<std::uint64_t> max;    ///< 0 asks for the count alone (§2.7)
  std::optional<std::string> after;    ///< the page behind this UID
  std::optional<std::string> before;   ///< the page in front of this UID; "" the last page (§2.5)
  std::optional<std::uint64_t> index;  ///< §2.6, only where a service is known to support it
};

/// `<set/>` of a request. Its place: inside a disco <query/>, but next to <items/> in <pubsub/> (RSM-08).
Xml to_xml(const Query& query);

/// What a page says of itself. All optional; numbers may be approximate (§2.2).
struct Page {
  std::optional<std::string> first, last;
  std::optional<std::uint64_t> first_index, count;
};

/// Reads the <set/> child of `parent`; nullopt when there is none. Unreadable numbers are as if absent.
std::optional<Page> parse(const Element& parent);

/// Walks forward through a list. Ask with query(), report each page to take(), repeat while it says more.
class Pager {
 public:
  enum class Step : std::uint8_t {
    more,     ///< ask again with query()
    done,     ///< the list is complete
    ignored,  ///< no <set/>: the answer is all there is; stop sending RSM here (RSM-06)
    loop,     ///< the responder repeats itself; what came so far is all there is (RSM-03)
  };

  explicit Pager(std::uint64_t page_size) : page_size_(page_size) {}
  Query query() const;
  /// `entries`: how many the page held; `fresh`: how many of them were not on an earlier page.
  Step take(const std::optional<Page>& page, std::uint64_t entries, std::uint64_t fresh);
  /// The anchor has vanished (item-not-found, RSM-05): begin again at the front. False when that was tried before.
  bool restart();
  /// The count that the responder told last.
  std::optional<std::uint64_t> count() const { return count_; }
  bool at_start() const { return !after_; }

 private:
  std::uint64_t page_size_, received_ = 0, stale_ = 0;  // stale_: known entries, since the restart
  std::optional<std::string> after_;
  std::optional<std::uint64_t> count_;
  std::unordered_set<std::string> seen_;
  bool restarted_ = false;
};

}  // namespace xmpp::rsm
