// SPDX-License-Identifier: AGPL-3.0-or-later
// bench_crawl: logs in, crawls the whole graph once, prints one line of JSON. See bench.mjs.
//
//   bench_crawl ENDPOINT ORIGIN DOMAIN CA CERTIFICATE
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/native/event_loop.h"
#include "tests/native/https_fetcher.h"
#include "tests/native/icu_unicode.h"
#include "tests/native/openssl_crypto.h"
#include "tests/native/seeded_random.h"
#include "tests/native/websocket_transport.h"
#include "xmpp/client.h"
#include "xmpp/grid/crawl.h"

namespace {

using std::chrono::steady_clock;

double since(steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

// CPU time of this process, in milliseconds.
double cpu() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

int failed(const char* what, const std::optional<xmpp::Error>& error) {
  std::fprintf(stderr, "bench_crawl: %s: %s\n", what, error ? xmpp::to_string(*error).c_str() : "no answer in time");
  return 1;
}

xmpp::Task<void> find_service(xmpp::Client& client, xmpp::Jid domain,
                              std::optional<xmpp::Result<std::vector<xmpp::grid::Service>>>& into) {
  into.emplace(co_await xmpp::grid::find_pubsub_services(client, domain));
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return std::fprintf(stderr, "usage: bench_crawl ENDPOINT ORIGIN DOMAIN CA CERTIFICATE\n"), 2;
  native::EventLoop loop;
  native::WebSocketTransport transport(
      loop, {.tls = {.ca_file = words[4], .certificate_file = words[5]}, .origin = words[2]});
  native::SeededRandom random;
  native::OpensslCrypto crypto;
  native::IcuUnicode unicode;
  native::HttpsFetcher fetcher(loop, {});
  xmpp::Client client({transport, loop, random, crypto, unicode, fetcher});
  using xmpp::Phase;

  const auto begin = steady_clock::now();
  client.log_in({.domain = words[3], .endpoint = words[1], .login = xmpp::CertificateLogin{}});
  loop.run_until([&] { return client.status().phase == Phase::online || client.status().phase == Phase::offline; });
  if (client.status().phase != Phase::online) return failed("login", client.status().error);
  const double login = since(begin);

  const auto start = steady_clock::now();
  const double cpu_start = cpu();
  std::optional<xmpp::Result<std::vector<xmpp::grid::Service>>> services;
  xmpp::TaskScope scope;
  scope.spawn(find_service(client, *xmpp::Jid::parse(words[3], unicode), services));
  loop.run_until([&] { return services.has_value(); });
  if (!services || !services->ok() || (*services)->empty()) return failed("service", {});
  const double found = since(start);

  xmpp::grid::Model model;
  double first_rows = 0, longest_call = 0;
  int window = 0;
  xmpp::grid::Crawl crawl(client, (*services)->front(), model, [&] {
    if (first_rows == 0 && !model.all().empty()) first_rows = since(start);
    window = std::max(window, client.counters().window);
  });
  const auto& progress = crawl.progress();
  while (!progress.finished && !progress.error && since(start) < 60'000) {
    const double before = cpu();
    loop.turn(std::chrono::milliseconds(1000));
    longest_call = std::max(longest_call, cpu() - before);
  }
  if (!progress.finished) return failed("crawl", progress.error);
  const nlohmann::json told = {{"login", login},
                               {"service", found},
                               {"firstRows", first_rows},
                               {"complete", since(start)},
                               {"cpu", cpu() - cpu_start},
                               {"longestTurn", longest_call},
                               {"requests", client.counters().requests},
                               {"window", window},
                               {"topics", model.topics()},
                               {"collections", model.collections()},
                               {"failed", progress.failed},
                               {"notices", progress.notices.size()}};
  std::printf("%s\n", told.dump().c_str());
}
