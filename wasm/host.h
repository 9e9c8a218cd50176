// SPDX-License-Identifier: AGPL-3.0-or-later
// The page as gui::Host: address bar, title, storage, clipboard, theme, and the login card.
#pragma once
#include "gui/host.h"
#include "wasm/platform.h"

namespace browser {

class Host final : public gui::Host {
 public:
  explicit Host(Platform& platform) : platform_(platform) {}
  void show_login(const gui::LoginView& view) override;
  void set_location(std::string_view fragment, bool replace) override;
  void set_title(std::string_view title) override;
  void copy_text(std::string_view text) override;
  std::optional<std::string> stored(std::string_view key) override;
  bool store(std::string_view key, std::string_view value) override;
  void save_file(std::string_view name, std::string_view text) override;
  void wake(double after_milliseconds) override;
  std::string_view system_theme() const override;
  void open_page(std::string_view url) override;
  int utc_offset_minutes(long long unix_time) const override;

 private:
  Platform& platform_;
};

/// A text that the page knows about itself: "origin", "host", "address", "fragment", "user_agent", "config".
std::string page_text(std::string_view what);

}  // namespace browser
