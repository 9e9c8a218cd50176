// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/https_fetcher.h"

#include <charconv>

#include "tests/native/url.h"
#include "tests/native/websocket_codec.h"

namespace native {

using xmpp::Fetched;
using xmpp::Result;

namespace {

xmpp::Error failed(std::string why) {
  return {.kind = xmpp::ErrorKind::transport, .condition = "fetch-failed", .text = std::move(why)};
}

// RFC 9112 §7.1; nullopt when a length does not fit.
std::optional<std::string> join_chunks(std::string_view text) {
  std::string body;
  for (;;) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size, 16);
    const auto line = text.find("\r\n");
    if (error != std::errc() || line == std::string_view::npos) return {};
    text.remove_prefix(line + 2);
    if (size == 0) return body;
    if (text.size() < size + 2) return {};
    body += text.substr(0, size);
    text.remove_prefix(size + 2);
  }
}

}  // namespace

std::optional<Fetched> parse_http_answer(std::string_view text) {
  const auto blank = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || text.size() < 12 || blank == std::string_view::npos) return {};
  Fetched fetched;
  std::from_chars(text.data() + 9, text.data() + 12, fetched.status);
  const auto head = text.substr(0, blank + 2);
  fetched.body = text.substr(blank + 4);
  if (websocket::header(head, "Transfer-Encoding").value_or("") == "chunked") {
    auto joined = join_chunks(fetched.body);
    if (!joined) return {};
    fetched.body = std::move(*joined);
  }
  return fetched;
}

struct HttpsFetcher::Exchange {
  Exchange(EventLoop& l, std::string ask, xmpp::Milliseconds timeout)
      : loop(l),
        stream(l, {[this, ask] { stream.write(ask); }, [this](std::string_view bytes) { take(bytes); },
                   [this](std::string why) { finish(why); }}),
        timer(l.after(timeout, [this] { done.resolve(failed("no answer in time")); })) {}
  ~Exchange() { loop.cancel(timer); }

  void take(std::string_view bytes) {
    text += bytes;
    if (text.size() > kLimit) loop.post([shot = done] { shot.resolve(failed("an answer above 64 KiB")); });
  }
  void finish(const std::string& why) {
    const auto shot = done;
    auto answer = parse_http_answer(text);
    shot.resolve(answer ? Result<Fetched>(std::move(*answer)) : failed(why.empty() ? "not an HTTP answer" : why));
  }

  EventLoop& loop;
  xmpp::OneShot<Result<Fetched>> done;
  std::string text;
  Stream stream;
  xmpp::Clock::Timer timer;
};

HttpsFetcher::HttpsFetcher(EventLoop& loop, TlsClient tls, xmpp::Milliseconds timeout)
    : loop_(loop), tls_(std::move(tls)), timeout_(timeout) {}
HttpsFetcher::~HttpsFetcher() = default;

xmpp::Task<Result<Fetched>> HttpsFetcher::get(std::string url) {
  const auto parsed = parse_url(url, "", "https");
  if (!parsed) co_return failed("not an https URL: " + url);
  Exchange exchange(
      loop_, "GET " + parsed->target + " HTTP/1.1\r\nHost: " + parsed->authority + "\r\nConnection: close\r\n\r\n",
      timeout_);
  exchange.stream.connect(parsed->host, parsed->port, &tls_);
  co_return co_await exchange.done.wait();
}

}  // namespace native
