// SPDX-License-Identifier: AGPL-3.0-or-later
// config.json and the page it came with: where the controller is, and what is wrong with what the file says.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gui {

/// config.json (see web/guide): where the controller is. Everything is optional; the keys are the names of the members.
struct Config {
  std::string domain = {};    ///< XMPP domain; "": the page's host name
  std::string endpoint = {};  ///< wss: URL or a path on the page's own origin; "": discovery
  std::string pubsub = {};    ///< JID of the pubsub service; "": discovery
  bool password_login = true;
  std::vector<std::string> allowed_endpoint_hosts = {};  ///< besides the page's own host; "host" or "host:port"
  friend bool operator==(const Config&, const Config&) = default;
};

/// Where the page was loaded from, and the build.
struct Page {
  std::string origin = {};    ///< "https://localhost:8443"
  std::string host = {};      ///< "localhost:8443"
  std::string address = {};   ///< of this page without its fragment
  std::string fragment = {};  ///< at start, without '#'
  bool secure_context = true;
  std::string version = {}, commit = {}, build_date = {}, user_agent = {};
};

/// Something in config.json that was not taken.
struct ConfigProblem {
  int line = 0, column = 0;  ///< from 1
  std::string text;          ///< a sentence, e.g. "Unknown key “domian”. Known keys: domain, …"
  friend bool operator==(const ConfigProblem&, const ConfigProblem&) = default;
};

struct ConfigFile {
  Config config;                        ///< what could be taken
  std::vector<ConfigProblem> problems;  ///< in the order of the file
};

/// Reads config.json; "" (no file) gives the defaults. A file that cannot be read to its end gives the defaults without
/// password login, because the part that was lost may have switched it off.
ConfigFile read_config(std::string_view text);

}  // namespace gui
