// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/login.h"

#include <algorithm>
#include <utility>

#include "gui/format.h"
#include "gui/widgets/suspicious.h"
#include "xmpp/conditions.h"

namespace gui {
namespace {

using ui::visible;
using xmpp::Phase;

using Words = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string fill(std::string_view text, Words words) {
  std::string result;
  while (!text.empty()) {
    const auto open = std::min(text.find('{'), text.size());
    result += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) break;
    const auto close = text.find('}');
    const std::string_view name = text.substr(1, close - 1);
    for (const auto& [key, value] : words)
      if (key == name) result += value;
    text.remove_prefix(close + 1);
  }
  return result;
}

std::string progress(const LoginState& state, std::string_view shown) {
  switch (state.status.phase) {
    case Phase::discovering:
      return "Looking for the controller of " + state.domain + " …";
    case Phase::connecting:
      return "Connecting to " + std::string(shown) + " …";
    case Phase::authenticating:
      return state.kind == LoginKind::certificate ? "Logging in with the certificate …"
                                                  : "Logging in as " + visible(state.user) + " …";
    case Phase::binding:
      return "Opening the session …";
    case Phase::closing:
      return "Logging out …";
    case Phase::waiting:
      return "Next try in " + age((state.status.next_attempt - state.now).count() / 1000) + " …";
    case Phase::offline:
    case Phase::online:
      break;
  }
  return "";
}

void show_error(LoginView& view, const xmpp::Error& error, const LoginState& state, const Page& page) {
  const Failure& row = failure(error, state.kind);
  std::string https =
      view.endpoint.starts_with("ws") ? "http" + view.endpoint.substr(2) : "https://" + state.domain + "/";
  const std::string said = error.specific.empty() || error.condition.empty() || error.kind == xmpp::ErrorKind::sasl
                               ? error.condition
                               : error.condition + " (" + error.specific + ")";
  const xmpp::Explanation words = xmpp::explain(error);
  const Words values = {{"domain", visible(state.domain)}, {"endpoint", visible(view.endpoint)},
                        {"https", visible(https)},         {"origin", page.origin},
                        {"said", visible(said)},           {"uri", visible(error.uri)},
                        {"what", std::string(words.what)}, {"next", std::string(words.next)}};
  view.error_title = fill(row.title, values);
  view.error_text = fill(row.text, values);
  const bool other_origin =
      state.endpoint.host.empty() ? host_name(state.domain) != host_name(page.host) : state.endpoint.host != page.host;
  for (const Cause& cause : row.causes)
    if (cause.when == When::always || (other_origin && (cause.when == When::other_origin || error.text.empty())))
      view.causes.push_back(fill(cause.text, values));
  if (error.kind == xmpp::ErrorKind::sasl || error.kind == xmpp::ErrorKind::stream ||
      error.kind == xmpp::ErrorKind::stanza || error.kind == xmpp::ErrorKind::protocol ||
      (error.kind == xmpp::ErrorKind::security && !row.blocked)) {
    view.raw = visible(xmpp::to_string(error));
    view.links.push_back({"What the controller said", "#raw"});
  }
  if (!row.guide.empty()) view.links.push_back({"How to check", std::string(row.guide)});
  view.ask_authzid = row.ask_authzid;
  view.blocked = row.blocked;
}

std::string sentence(const ConfigProblem& problem) {
  return "Line " + std::to_string(problem.line) + ", column " + std::to_string(problem.column) + ": " +
         visible(problem.text);
}

void show_config_problems(LoginView& view, const ConfigFile& file) {
  if (file.problems.empty()) return;
  if (!view.error_title.empty()) {  // the failed login comes first, but the file is not forgotten
    view.notice = "config.json has a mistake. " + sentence(file.problems.front());
    return;
  }
  view.error_title = "config.json has a mistake";
  view.error_text = file.config.password_login ? "What is wrong was left out; the rest is in use."
                                               : "Until it is mended, only certificates are accepted.";
  for (const ConfigProblem& problem : file.problems) view.causes.push_back(sentence(problem));
  view.links.push_back({"What it may hold", "guide/config.html"});
}

}  // namespace

std::optional<xmpp::Error> refusal(const Endpoint& endpoint, const Page& page) {
  using xmpp::ErrorKind;
  if (!page.secure_context) return xmpp::Error{.kind = ErrorKind::security, .condition = condition::insecure_context};
  if (!endpoint.problem) return std::nullopt;
  switch (*endpoint.problem) {
    case EndpointProblem::not_websocket:
      return xmpp::Error{.kind = ErrorKind::input, .condition = xmpp::condition::endpoint_malformed};
    case EndpointProblem::unencrypted:
      return xmpp::Error{.kind = ErrorKind::input, .condition = xmpp::condition::endpoint_unencrypted};
    case EndpointProblem::foreign:
      return xmpp::Error{.kind = ErrorKind::input, .condition = condition::endpoint_foreign};
  }
  return std::nullopt;
}

LoginView login_view(const LoginState& state, const ConfigFile& file, const Page& page) {
  const Phase phase = state.status.phase;
  LoginView view;
  view.visible = !(phase == Phase::online || (state.was_online && phase != Phase::offline && phase != Phase::closing));
  if (!view.visible) return view;
  view.domain = state.domain;
  view.endpoint = !state.status.endpoint.empty() ? state.status.endpoint : state.endpoint.url;
  view.encrypted = !view.endpoint.starts_with("ws:");
  view.password_allowed = file.config.password_login;
  view.busy = phase != Phase::offline;
  view.progress = progress(state, view.endpoint.empty() ? state.domain : view.endpoint);
  const std::optional<xmpp::Error>& error = state.refused ? state.refused : state.status.error;
  const bool fresh = phase == Phase::offline || phase == Phase::waiting;
  if (error && fresh && error->kind != xmpp::ErrorKind::cancelled) {
    show_error(view, *error, state, page);
  } else if (state.logged_out && phase == Phase::offline) {
    view.notice =
        "You are logged out. The session on the controller is closed, and nothing of it is left in this page.";
    if (state.kind == LoginKind::certificate)
      view.notice += " The browser goes on showing your certificate until all its windows are closed.";
  }
  show_config_problems(view, file);
  if (view.endpoint.empty()) view.endpoint = "looked up on " + visible(state.domain);
  return view;
}

}  // namespace gui
