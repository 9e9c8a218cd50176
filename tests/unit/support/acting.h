// SPDX-License-Identifier: AGPL-3.0-or-later
// What the tests of acts share: somebody who acts on a PubsubService, and a connection that can be lost.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "tests/unit/support/pubsub_service.h"
#include "xmpp/grid/acts.h"

namespace xmpp::test {

inline Jid jid(std::string_view text) { return *Jid::split(text); }

/// What the request table says of a request that was under way when the session ended.
inline Error session_lost() {
  Error error = failure(ErrorKind::cancelled);
  error.condition = "session-ended";
  return error;
}

struct Acting {
  PubsubService controller;
  grid::Model model;
  grid::Service service = pubsub_service();
  bool offline = false;
  std::size_t answered = 0;
  std::optional<std::size_t> cut;  ///< the request, counted from 0, during which the connection is lost …
  bool cut_after = false;          ///< … after the controller has carried it out
  FakeRequests requests{[this](const Jid&, const Element& payload) { return answer(payload); }};

  Result<std::string> answer(const Element& payload) {
    if (!offline && answered++ == cut) {
      if (cut_after) (void)controller.answer(payload);
      offline = true;
    }
    if (offline) return session_lost();
    return controller.answer(payload);
  }
  void reconnect() {
    offline = false;
    cut.reset();
  }

  grid::Ground ground() { return {requests, service, model, jid(controller.me)}; }
  /// The model as a crawl would have left it.
  Acting& crawled() {
    for (const auto& [id, entry] : controller.nodes) {
      grid::Node& node = model.edit(model.add(id));
      node.kind = entry.collection ? grid::NodeKind::collection : grid::NodeKind::topic;
      node.state = grid::Known::known;
    }
    for (const auto& [id, entry] : controller.nodes)
      for (const auto& parent : entry.parents) model.connect(*model.find(parent), *model.find(id));
    return *this;
  }
  const grid::Node& node(std::string_view id) { return model[*model.find(id)]; }
  std::vector<std::string> names(const std::vector<grid::NodeIndex>& list) {
    std::vector<std::string> out;
    for (grid::NodeIndex i : list) out.push_back(model[i].id);
    return out;
  }
  const std::vector<std::string>& sent() const { return controller.changes(); }

  /// Runs an act to its end.
  template <class T>
  T run(Task<T> task) {
    Running<T> running(std::move(task));
    requests.run();
    return std::move(*running);
  }
};

inline std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

using Words = std::vector<std::string>;

}  // namespace xmpp::test
