// SPDX-License-Identifier: AGPL-3.0-or-later
// What the application needs from the page around it, and what the page tells the application. The browser implements
// Host in wasm/; the screen tests implement it natively.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gui {

/// The login card. It is HTML, so that password managers fill it and it paints before the WebAssembly arrives; what it
/// says is decided here. Empty strings hide their element.
struct LoginView {
  struct Link {
    std::string label, url;  ///< url of the guide, or "#raw" to unfold `raw`
    friend bool operator==(const Link&, const Link&) = default;
  };
  bool visible = true;
  bool busy = false;      ///< buttons disabled, `progress` shown with a Cancel button
  std::string progress;   ///< "Logging in with the certificate …"
  std::string endpoint;   ///< "wss://localhost:8443/ws" as shown under "Controller"
  std::string domain;     ///< XMPP domain
  bool encrypted = true;  ///< lock or warning icon beside the endpoint
  bool password_allowed = true;
  std::string error_title;          ///< "The controller did not accept the certificate login"
  std::string error_text;           ///< "It answered not-authorized. Likely causes:"
  std::vector<std::string> causes;  ///< most likely first; each says how to check it
  std::vector<Link> links;
  std::string raw;           ///< what the controller said, escaped already, for "What the controller said"
  bool ask_authzid = false;  ///< show "Log in as": the certificate names several JIDs
  bool blocked = false;      ///< log-in buttons disabled: trying again cannot help, the error says why
  std::string notice;        ///< e.g. after log out: what a browser cannot forget
  friend bool operator==(const LoginView&, const LoginView&) = default;
};

class Host {
 public:
  virtual ~Host() = default;
  virtual void show_login(const LoginView& view) = 0;
  /// The fragment of the URL, without '#'. `replace`: no new history entry.
  virtual void set_location(std::string_view fragment, bool replace) = 0;
  virtual void set_title(std::string_view title) = 0;
  /// App::on_copied tells what became of it.
  virtual void copy_text(std::string_view text) = 0;
  /// Preferences; never secrets. `stored` is nullopt when absent or when storage is refused.
  virtual std::optional<std::string> stored(std::string_view key) = 0;
  /// False when storage is refused or full.
  virtual bool store(std::string_view key, std::string_view value) = 0;
  virtual void save_file(std::string_view name, std::string_view text) = 0;
  /// Draw again: now (0) or after so many milliseconds.
  virtual void wake(double after_milliseconds = 0) = 0;
  /// "dark", "light" or "hc": what the system prefers.
  virtual std::string_view system_theme() const = 0;
  virtual void open_page(std::string_view url) = 0;
  /// Hours and minutes of local time for a UNIX time, offset in minutes.
  virtual int utc_offset_minutes(long long unix_time) const = 0;
};

}  // namespace gui
