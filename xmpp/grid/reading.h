// SPDX-License-Identifier: AGPL-3.0-or-later
// What the crawl and the reading of single nodes share: lists page by page, and taking an answer into the model.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "xmpp/grid/crawl.h"
#include "xmpp/xep/pubsub.h"

namespace xmpp::grid {

/// A question to the service.
Iq question(const Service& service, Xml payload);

/// Whether the session itself is gone: no further question will be answered.
bool session_ended(const Error& error);

/// How a list ended.
struct ListEnd {
  bool complete = false;       ///< nothing suggests that entries are missing
  std::optional<Error> error;  ///< a page could not be had, or read
  std::vector<Notice> notices;
  bool paging_ignored = false;
};

/// Reads disco#items of the service ("") or of a collection, page after page, until there are more than `most` entries
/// of any kind. `take` gets each page's new node entries of this service (each once) and returns false to stop.
Task<ListEnd> read_list(Requests& requests, const Service& service, std::string node, bool paged,
                        std::uint64_t page_size, std::size_t most,
                        std::function<bool(const std::vector<disco::Item>&)> take);

/// Edges that a node's metadata names.
struct ToldEdges {
  std::vector<std::string> parents, children;
};

/// Takes what disco#info told into the node.
ToldEdges take_info(const disco::Info& info, Node& node);

/// Edges that a configuration names; nullopt: it does not speak of them.
struct SaidEdges {
  std::optional<std::vector<std::string>> parents, children;
};

/// Takes what a configuration, or a part of it, says (XEP-0060 §8.2.5.3): what it does not speak of stays as it was.
SaidEdges take_config(const forms::Form& config, Node& node);

/// Takes the reason why it told nothing: refused, gone or failed. What was known before stays.
void take_error(const Error& error, Node& node);

}  // namespace xmpp::grid
