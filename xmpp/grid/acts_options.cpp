// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/acts_options.h"

#include <utility>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/reading.h"

namespace xmpp::grid {

Task<Result<forms::Form>> read_options(Ground ground, std::string node, Jid jid, std::string subid) {
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::options_request(node, jid, subid)));
  if (!answer) co_return answer.error();
  co_return pubsub::parse_options(answer->element, node);
}

Task<Result<void>> set_options(Ground ground, std::string node, Jid jid, std::string subid,
                               std::vector<forms::Change> changes) {
  auto before = co_await read_options(ground, node, jid, subid);
  if (!before) co_return before.error();
  if (differences(*before, changes).empty()) co_return Result<void>();
  auto answer = co_await ground.requests.ask(
      change(ground.service, pubsub::set_options_request(node, jid, subid, forms::submit(*before, changes))));
  if (!answer && session_ended(answer.error())) co_return answer.error();
  auto now = co_await read_options(ground, node, jid, subid);
  if (!now) co_return answer ? now.error() : answer.error();
  auto left = differences(*now, changes);
  co_return verdict(answer ? Result<void>() : Result<void>(answer.error()), left.empty(), to_sentence(left));
}

}  // namespace xmpp::grid
