// SPDX-License-Identifier: AGPL-3.0-or-later
// xmpp::Fetcher over the same streams: one GET per connection, for discovery by host-meta.
#pragma once
#include <list>
#include <memory>

#include "tests/native/stream.h"
#include "xmpp/outside.h"

namespace native {

class HttpsFetcher final : public xmpp::Fetcher {
 public:
  static constexpr std::size_t kLimit = 64 * 1024;

  HttpsFetcher(EventLoop& loop, TlsClient tls, xmpp::Milliseconds timeout = std::chrono::seconds(10));
  ~HttpsFetcher() override;
  /// Only https:. Redirects are answers like any other: discovery does not follow them.
  xmpp::Task<xmpp::Result<xmpp::Fetched>> get(std::string url) override;

 private:
  struct Exchange;
  EventLoop& loop_;
  TlsClient tls_;
  xmpp::Milliseconds timeout_;
};

/// Status and body of a whole HTTP/1.1 answer, chunks joined; nullopt when it is none.
std::optional<xmpp::Fetched> parse_http_answer(std::string_view text);

}  // namespace native
