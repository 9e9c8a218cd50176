// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/discovery.h"

#include "xmpp/conditions.h"
#include "xmpp/endpoint.h"
#include "xmpp/json.h"
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

// { "links": [ { "rel": …, "href": … } ] } (XEP-0156 §4). Of a key that comes twice the last counts.
class LinkReader : public JsonReader {
 public:
  bool is_object = false;
  std::vector<std::string> found;

  void start_object() override {
    if (depth_ == 0) is_object = true;
    if (in_link()) rel_.clear(), href_.clear();
    ++depth_;
  }
  void key(std::string& name) override {
    if (depth_ == 1) {
      named_links_ = name == "links";
      if (named_links_) found.clear();
    } else if (depth_ == 3) {
      member_ = name == "rel" ? &rel_ : name == "href" ? &href_ : nullptr;
      if (member_) member_->clear();
    }
  }
  void end_object() override {
    --depth_;
    if (in_link() && rel_ == ns::websocket_link) found.push_back(href_);
  }
  void start_array() override {
    if (depth_ == 1) in_links_ = is_object && named_links_;
    ++depth_;
  }
  void end_array() override {
    if (--depth_ == 1) in_links_ = false;
  }
  void text(std::string& value) override {
    if (depth_ == 3 && member_) *member_ = std::move(value);
  }
  void boolean(bool) override {}
  void other() override {}

 private:
  bool in_link() const { return in_links_ && depth_ == 2; }

  int depth_ = 0;
  bool named_links_ = false, in_links_ = false;
  std::string rel_, href_;
  std::string* member_ = nullptr;
};

}  // namespace

Result<std::vector<std::string>> read_host_meta_xml(std::string_view body) {
  // People write these files, and comments into them; the gate is XMPP's, which has none (RFC 6120 §11.1).
  std::string text(body);
  for (std::size_t at = 0, end;
       (at = text.find("<!--", at)) != text.npos && (end = text.find("-->", at + 4)) != text.npos;)
    text.erase(at, end + 3 - at);
  text.erase(0, text.find_first_not_of(" \t\r\n"));
  auto document = parse_frame(text, {.bytes = 64u << 10, .depth = 32});
  if (!document) return failed(document.error().text);
  std::vector<std::string> out;
  for (Element link : document->root()) {
    if (link.is(ns::xrd, "Link") && link["rel"] == ns::websocket_link) out.emplace_back(link["href"]);
  }
  return out;
}

Result<std::vector<std::string>> read_host_meta_json(std::string_view body) {
  LinkReader reader;
  std::size_t read = 0;
  if (read_json(body, reader, read) || !reader.is_object) return failed("not a JSON object");
  return std::move(reader.found);
}

Task<Result<std::string>> discover(Fetcher& fetcher, std::string origin) {
  const std::string address = origin + "/.well-known/host-meta";
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
