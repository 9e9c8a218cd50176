// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/approval.h"

#include "xmpp/xep/commands.h"
#include "xmpp/xep/delay.h"

namespace xmpp::approval {
namespace {

// XEP-0060 §16.4.1
constexpr std::string_view field_allow = "pubsub#allow";
constexpr std::string_view field_node = "pubsub#node";
constexpr std::string_view field_jid = "pubsub#subscriber_jid";
constexpr std::string_view field_subid = "pubsub#subid";

void add(forms::Form& form, std::string_view var, std::string value,
         forms::FieldType type = forms::FieldType::text_single) {
  forms::Field field;
  field.var = var;
  field.type = type;
  field.values.push_back(std::move(value));
  form.fields.push_back(std::move(field));
}

forms::Form form_of(forms::FormType type) {
  forms::Form form;
  form.type = type;
  add(form, "FORM_TYPE", std::string(form_type), forms::FieldType::hidden);
  return form;
}

}  // namespace

std::optional<Request> parse(const Element& message) {
  if (message["type"] == "error") return std::nullopt;  // an answer of ours that came back
  auto form = forms::find(message, form_type);
  if (!form || form->type != forms::FormType::form || !form->find(field_allow)) return std::nullopt;
  Request request;
  request.id = message["id"];
  request.node = form->value(field_node);
  if (auto jid = Jid::split(form->value(field_jid))) request.jid = *std::move(jid);
  request.subid = form->value(field_subid);
  request.delay = delay::stamp(message);
  return request;
}

Xml answer(const Request& request, Decision decision) {
  auto form = form_of(forms::FormType::submit);
  if (!request.subid.empty()) add(form, field_subid, request.subid);
  if (!request.node.empty()) add(form, field_node, request.node);
  if (!request.jid.empty()) add(form, field_jid, request.jid.to_string());
  add(form, field_allow, decision == Decision::approve ? "true" : "false");
  return forms::to_xml(form);
}

Xml leave_pending() { return forms::to_xml(form_of(forms::FormType::cancel)); }

Xml list_request() { return commands::request(ns_get_pending, {}, commands::Action::execute); }

Result<Pending> parse_list(const Element& iq) {
  auto step = commands::parse(iq, ns_get_pending);
  if (!step) return step.error();
  Pending pending;
  pending.session = std::move(step->session);
  pending.finished = step->ended;
  // FORM_TYPE is not looked at: Openfire's form has none.
  const forms::Field* field = step->form ? step->form->find(field_node) : nullptr;
  if (field)
    for (const auto& option : field->options)
      if (!option.value.empty()) pending.nodes.push_back(option.value);
  return pending;
}

Xml node_request(std::string_view session, std::string_view node) {
  auto form = form_of(forms::FormType::submit);
  add(form, field_node, std::string(node));
  return commands::request(ns_get_pending, session, commands::Action::execute, &form);
}

Xml cancel_request(std::string_view session) {
  return commands::request(ns_get_pending, session, commands::Action::cancel);
}

}  // namespace xmpp::approval
