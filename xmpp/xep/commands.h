// SPDX-License-Identifier: AGPL-3.0-or-later
// Ad-hoc commands (XEP-0050): something that a service does in steps, a form at each.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "xmpp/xep/forms.h"

namespace xmpp::commands {

inline constexpr std::string_view ns = "http://jabber.org/protocol/commands";

/// §3.4; `execute` means what the service takes for the obvious next step.
enum class Action : std::uint8_t { execute, next, complete, cancel };
/// `session` "": the first step. All are requests of type set (§2.4).
Xml request(std::string_view node, std::string_view session, Action action, const forms::Form* form = nullptr);

/// The answer to one step (§4).
struct Step {
  std::string session;              ///< goes into every further step
  bool ended = false;               ///< completed or cancelled: the session is gone
  std::optional<forms::Form> form;  ///< to be filled in, or a result
};
/// Also reads what examples of XEP-0060 §8.7.4 say: the status in the attribute `action`. Errors:
/// protocol/"no-command" when there is no answer to this command; "command-failed" when it ended with an error note
/// (§3.6; text: the note).
Result<Step> parse(const Element& iq, std::string_view node);

}  // namespace xmpp::commands
