// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the pubsub services are, and what they are.
#include <algorithm>

#include "xmpp/grid/crawl.h"
#include "xmpp/grid/reading.h"
#include "xmpp/xep/pubsub.h"
#include "xmpp/xep/version.h"

namespace xmpp::grid {
namespace {

// A service that is down must not keep the others from being shown.
constexpr Milliseconds patience{5'000};
constexpr std::size_t max_entities = 50;

Iq question(const Jid& to, Xml payload) { return Iq{IqType::get, to, std::move(payload), patience}; }

version::Version version_of(const Result<Stanza>& answer) {
  if (!answer) return {};
  return version::parse(answer->element).value_or({});
}

// The service that an entity is, if it is one. A component that does not tell its version runs in its domain's
// software.
std::optional<Service> service_of(const Jid& jid, const Result<Stanza>& info_answer,
                                  const Result<Stanza>& version_answer, const version::Version& domain_version) {
  if (!info_answer) return std::nullopt;
  auto info = disco::parse_info(info_answer->element);
  if (!info || !pubsub::is_service(*info)) return std::nullopt;
  auto version = version_of(version_answer);
  if (version.name.empty()) version = domain_version;
  return Service{jid,       info->identity("pubsub", "service")->name, info->features, version.name, version.version,
                 version.os};
}

std::vector<Jid> entities_of(const Result<Stanza>& answer, const Jid& domain) {
  std::vector<Jid> found;
  if (!answer) return found;
  auto list = disco::parse_items(answer->element);
  if (!list) return found;
  for (const auto& item : list->items)
    if (!item.node && item.jid != domain && found.size() < max_entities &&
        std::find(found.begin(), found.end(), item.jid) == found.end())
      found.push_back(item.jid);
  return found;
}

}  // namespace

bool Service::has(std::string_view feature) const {
  return std::binary_search(features.begin(), features.end(), feature, std::less<std::string_view>());
}

Task<Result<std::vector<Service>>> find_pubsub_services(Requests& requests, Jid domain) {
  std::vector<Task<Result<Stanza>>> first;
  first.push_back(requests.ask(question(domain, disco::items_request())));
  first.push_back(requests.ask(question(domain, disco::info_request())));
  first.push_back(requests.ask(question(domain, version::request())));
  auto about_domain = co_await when_all(std::move(first));
  const auto &items = about_domain[0], &info = about_domain[1];
  if (!items && (!info || session_ended(items.error()))) co_return items.error();

  auto domain_version = version_of(about_domain[2]);
  std::vector<Service> services;
  if (auto service = service_of(domain, info, about_domain[2], domain_version)) services.push_back(*std::move(service));

  auto entities = entities_of(items, domain);
  std::vector<Task<Result<Stanza>>> second;
  for (const Jid& jid : entities) {
    second.push_back(requests.ask(question(jid, disco::info_request())));
    second.push_back(requests.ask(question(jid, version::request())));
  }
  auto about = co_await when_all(std::move(second));
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (!about[2 * i] && session_ended(about[2 * i].error())) co_return about[2 * i].error();
    if (auto service = service_of(entities[i], about[2 * i], about[2 * i + 1], domain_version))
      services.push_back(*std::move(service));
  }
  co_return services;
}

Task<Result<std::vector<std::string>>> read_features(Requests& requests, Jid of) {
  auto answer = co_await requests.ask(question(of, disco::info_request()));
  if (!answer) co_return answer.error();
  auto info = disco::parse_info(answer->element);
  if (!info) co_return info.error();
  co_return std::move(info->features);
}

}  // namespace xmpp::grid
