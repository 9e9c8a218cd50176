// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/acting.h"

#include "xmpp/grid/reading.h"
#include "xmpp/xep/codec.h"

namespace xmpp::grid {

Iq change(const Service& service, Xml payload) { return Iq{IqType::set, service.jid, std::move(payload)}; }

Error not_applied(std::string shows) { return unreadable("not-applied", std::move(shows)); }

bool outcome_unknown(const Error& error) { return session_ended(error) || error.kind == ErrorKind::timeout; }

bool not_understood(const Error& error) {
  return error.kind == ErrorKind::stanza &&
         (error.condition == "feature-not-implemented" || error.condition == "service-unavailable" ||
          error.condition == "bad-request");
}

Result<void> verdict(const Result<void>& answer, bool as_wanted, std::string shows) {
  if (as_wanted) return {};
  return answer ? not_applied(std::move(shows)) : answer.error();
}

Task<Result<bool>> exists(Ground ground, std::string node) {
  auto answer = co_await ground.requests.ask(question(ground.service, disco::info_request(node)));
  if (answer) co_return true;
  const Error& error = answer.error();
  if (error.condition == "item-not-found" || error.condition == "gone") co_return false;
  co_return error;
}

}  // namespace xmpp::grid
