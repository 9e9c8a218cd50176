// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/commands.h"

#include "xmpp/xep/codec.h"

namespace xmpp::commands {
namespace {

constexpr std::string_view actions[] = {"execute", "next", "complete", "cancel"};

bool is_end(std::string_view word) { return word == "completed" || word == "canceled"; }

// Without any status a step that brings nothing to fill in is the last one.
bool has_ended(const Element& command, const std::optional<forms::Form>& form) {
  auto status = command["status"];
  if (status.empty() && is_end(command["action"])) return true;
  return status.empty() ? !form || form->type != forms::FormType::form : is_end(status);
}

}  // namespace

Xml request(std::string_view node, std::string_view session, Action action, const forms::Form* form) {
  Xml command("command", std::string(ns));
  command.attribute("node", std::string(node));
  if (!session.empty()) command.attribute("sessionid", std::string(session));
  command.attribute("action", std::string(actions[static_cast<std::size_t>(action)]));
  if (form) command.add(forms::to_xml(*form));
  return command;
}

Result<Step> parse(const Element& iq, std::string_view node) {
  auto command = iq.child(ns, "command");
  if (!command || command.attribute("node").value_or(node) != node)
    return unreadable("no-command", "there is no answer to the command");
  Step step;
  step.session = command["sessionid"];
  if (auto form = forms::parse(command.child(forms::ns, "x"))) step.form = *std::move(form);
  step.ended = has_ended(command, step.form);
  for (const Element& note : command)
    if (step.ended && note.is(ns, "note") && note["type"] == "error") return unreadable("command-failed", note.text());
  return step;
}

}  // namespace xmpp::commands
