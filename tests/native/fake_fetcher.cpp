// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/fake_fetcher.h"

namespace native {

xmpp::Task<xmpp::Result<xmpp::Fetched>> FakeFetcher::get(std::string url) {
  asked_.push_back(url);
  if (auto known = answers_.find(url); known != answers_.end()) co_return known->second;
  xmpp::OneShot<xmpp::Result<xmpp::Fetched>> answer;
  waiting_.emplace(url, answer);
  co_return co_await answer.wait();
}

void FakeFetcher::answer(const std::string& url, xmpp::Result<xmpp::Fetched> with) {
  answers_.insert_or_assign(url, with);
  while (auto entry = waiting_.extract(url)) entry.mapped().resolve(with);
}

}  // namespace native
