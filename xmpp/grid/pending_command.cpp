// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/pending_command.h"

#include <algorithm>

#include "xmpp/grid/reading.h"

namespace xmpp::grid {
namespace {

Iq command(const Jid& service, Xml payload) { return Iq{IqType::set, service, std::move(payload)}; }

}  // namespace

Task<Result<approval::Pending>> open_pending(Requests& requests, Jid service) {
  auto answer = co_await requests.ask(command(service, approval::list_request()));
  if (!answer) co_return answer.error();
  co_return approval::parse_list(answer->element);
}

Task<void> close_pending(Requests& requests, Jid service, approval::Pending open) {
  if (!open.finished && !open.session.empty())
    (void)co_await requests.ask(command(service, approval::cancel_request(open.session)));
}

Task<Result<void>> ask_pending(Requests& requests, Jid service, std::string node, std::string session) {
  approval::Pending open{.session = std::move(session), .nodes = {}, .finished = false};
  if (open.session.empty()) {
    auto list = co_await open_pending(requests, service);
    if (!list) co_return list.error();
    open = *std::move(list);
    bool named = std::find(open.nodes.begin(), open.nodes.end(), node) != open.nodes.end();
    if (open.finished || !named) {
      co_await close_pending(requests, service, std::move(open));
      co_return Result<void>();
    }
  }
  auto answer = co_await requests.ask(command(service, approval::node_request(open.session, node)));
  if (!answer && session_ended(answer.error())) co_return answer.error();
  auto end = answer ? approval::parse_list(answer->element) : Result<approval::Pending>(answer.error());
  if (!end || !end->finished) co_await close_pending(requests, service, std::move(open));
  // An answer without a word about the command is no refusal.
  bool refused = !answer || (!end && end.error().condition != "no-command");
  co_return refused ? Result<void>(end.error()) : Result<void>();
}

}  // namespace xmpp::grid
