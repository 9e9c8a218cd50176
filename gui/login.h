// SPDX-License-Identifier: AGPL-3.0-or-later
// What the login card says: a pure function of the session, the settings and the page.
#pragma once
#include <optional>
#include <string>

#include "gui/config.h"
#include "gui/endpoint.h"
#include "gui/failures.h"
#include "gui/host.h"
#include "xmpp/client.h"

namespace gui {

struct LoginState {
  xmpp::Status status = {};
  std::optional<xmpp::Error> refused = {};  ///< by the page itself, before anything was sent
  LoginKind kind = LoginKind::certificate;
  std::string user = {};    ///< of a password login
  bool was_online = false;  ///< since the last log-in: then the application stays visible while it reconnects
  bool logged_out = false;  ///< by the administrator
  Endpoint endpoint = {};   ///< to be used; url "": discovery
  std::string domain = {};
  xmpp::Milliseconds now{0};
};

LoginView login_view(const LoginState& state, const ConfigFile& file, const Page& page);

/// Why this page refuses to use the endpoint; nullopt when it may.
std::optional<xmpp::Error> refusal(const Endpoint& endpoint, const Page& page);

}  // namespace gui
