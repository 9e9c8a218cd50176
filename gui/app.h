// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole application: session, grid, screens. Whoever owns it calls frame() between ImGui::NewFrame and Render.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "gui/config.h"
#include "gui/fonts.h"
#include "gui/host.h"
#include "xmpp/outside.h"

namespace gui {

class App {
 public:
  /// `config_text` is the text of config.json, "" when there is none; errors in it are shown with line and column.
  App(xmpp::Outside outside, Host& host, Page page, std::string_view config_text, const Fonts& fonts);
  ~App();

  // From the login card.
  void log_in_with_certificate(std::string_view authzid = {});
  void log_in_with_password(std::string_view user, std::string password);
  void cancel_login();
  void change_controller(std::string_view domain_or_url);

  void on_location(std::string_view fragment);
  void on_system_theme();
  void on_visibility(bool visible);
  void on_network(bool online);
  /// What Host::copy_text was asked for is on the clipboard, or was refused.
  void on_copied(bool done);
  /// The browser's own Copy, where no text of the page is meant: copies rows of the list, before it returns.
  void on_copy();

  /// Draws one frame into the current ImGui context, filling the display.
  void frame();

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace gui
