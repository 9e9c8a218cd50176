// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/discovery.h"

#include <nlohmann/json.hpp>

#include "xmpp/conditions.h"
#include "xmpp/endpoint.h"
#include "xmpp/ns.h"
#include "xmpp/xml.h"

namespace xmpp {
namespace {

Error failed(std::string why) {
  return {.kind = ErrorKind::transport, .condition = condition::discovery_failed, .text = std::move(why)};
}

using Reader = Result<std::vector<std::string>> (*)(std::string_view);

Task<Result<std::vector<std::string>>> links(Fetcher& fetcher, std::string url, Reader read) {
  auto fetched = co_await fetcher.get(std::move(url));
  if (!fetched) co_return fetched.error();
  if (fetched->status != 200) co_return failed("HTTP status " + std::to_string(fetched->status));
  co_return read(fetched->body);
}

}  // namespace

Result<std::vector<std::string>> read_host_meta_xml(std::string_view body) {
  while (!body.empty() && (body.back() == '\n' || body.back() == '\r' || body.back() == ' ')) body.remove_suffix(1);
  auto document = parse_frame(body, {.bytes = 64u << 10, .depth = 32});
  if (!document) return failed(document.error().text);
  std::vector<std::string> out;
  for (Element link : document->root()) {
    if (link.is(ns::xrd, "Link") && link["rel"] == ns::websocket_link) out.emplace_back(link["href"]);
  }
  return out;
}

Result<std::vector<std::string>> read_host_meta_json(std::string_view body) {
  auto json = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return failed("not a JSON object");
  auto text = [](const nlohmann::json& object, const char* key) {
    auto at = object.is_object() ? object.find(key) : object.end();
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  std::vector<std::string> out;
  auto links = json.find("links");
  if (links == json.end() || !links->is_array()) return out;
  for (const auto& link : *links) {
    if (text(link, "rel") == ns::websocket_link) out.push_back(text(link, "href"));
  }
  return out;
}

Task<Result<std::string>> discover(Fetcher& fetcher, std::string domain) {
  const std::string address = "https://" + domain + "/.well-known/host-meta";
  std::vector<Task<Result<std::vector<std::string>>>> both;
  both.push_back(links(fetcher, address + ".json", read_host_meta_json));
  both.push_back(links(fetcher, address, read_host_meta_xml));
  auto found = co_await when_all(std::move(both));
  for (const auto& list : found) {
    if (!list) continue;
    for (const std::string& url : *list) {
      if (parse_endpoint(url, false)) co_return url;
    }
  }
  if (!found[0] && !found[1]) co_return failed(found[1].error().text);
  co_return Error{.kind = ErrorKind::transport, .condition = condition::no_endpoint};
}

}  // namespace xmpp
