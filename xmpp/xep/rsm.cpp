// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/rsm.h"

#include "xmpp/xep/codec.h"

namespace xmpp::rsm {
namespace {

std::optional<std::string> text_of(const Element& parent, std::string_view name) {
  if (auto child = parent.child(ns, name)) return child.text();
  return std::nullopt;
}

}  // namespace

Xml to_xml(const Query& query) {
  Xml set("set", std::string(ns));
  if (query.max) set.add(Xml("max").text(std::to_string(*query.max)));
  if (query.after) set.add(Xml("after").text(*query.after));
  if (query.before) set.add(Xml("before").text(*query.before));
  if (query.index) set.add(Xml("index").text(std::to_string(*query.index)));
  return set;
}

std::optional<Page> parse(const Element& parent) {
  auto set = parent.child(ns, "set");
  if (!set) return std::nullopt;
  Page page;
  page.first = text_of(set, "first");
  page.last = text_of(set, "last");
  page.first_index = whole_number(set.child(ns, "first")["index"]);
  if (auto count = text_of(set, "count")) page.count = whole_number(*count);
  return page;
}

Query Pager::query() const {
  Query query;
  query.max = page_size_;
  query.after = after_;
  return query;
}

Pager::Step Pager::take(const std::optional<Page>& page, std::uint64_t entries, std::uint64_t fresh) {
  if (!page) return after_ ? Step::loop : Step::ignored;
  if (page->count) count_ = page->count;
  received_ += fresh;
  if (entries == 0 || !page->last) return Step::done;
  // The whole list on one short page: the count (approximate by itself) and the page's length say the same.
  if (entries < page_size_ && count_ == received_) return Step::done;
  // After a restart all known entries may come again, once; otherwise a page without anything new is a repetition.
  if (restarted_ ? (stale_ += entries - fresh) > received_ : fresh == 0) return Step::loop;
  if (!seen_.insert(*page->last).second) return Step::loop;
  after_ = page->last;
  return Step::more;
}

bool Pager::restart() {
  if (restarted_) return false;
  restarted_ = true;
  after_.reset();
  seen_.clear();
  return true;
}

}  // namespace xmpp::rsm
