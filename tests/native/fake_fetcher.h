// SPDX-License-Identifier: AGPL-3.0-or-later
// A web whose pages the test writes.
#pragma once
#include <map>
#include <optional>

#include "xmpp/outside.h"

namespace native {

class FakeFetcher final : public xmpp::Fetcher {
 public:
  xmpp::Task<xmpp::Result<xmpp::Fetched>> get(std::string url) override;

  /// Answers every get() of this URL from now on, and those that wait for it. A URL without an answer waits.
  void answer(const std::string& url, xmpp::Result<xmpp::Fetched> with);
  void answer(const std::string& url, int status, std::string body) {
    answer(url, xmpp::Fetched{status, std::move(body)});
  }
  const std::vector<std::string>& asked() const { return asked_; }

 private:
  std::map<std::string, xmpp::Result<xmpp::Fetched>> answers_;
  std::multimap<std::string, xmpp::OneShot<xmpp::Result<xmpp::Fetched>>> waiting_;
  std::vector<std::string> asked_;
};

}  // namespace native
