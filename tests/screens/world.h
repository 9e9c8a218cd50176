// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole application without a browser: the page is TestHost, the controller is a FakeController behind a
// FakeTransport, the screen is the accessible tree.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "driver.h"
#include "gui/app.h"
#include "tests/native/fake_clock.h"
#include "tests/native/fake_fetcher.h"
#include "tests/native/fake_transport.h"
#include "tests/native/icu_unicode.h"
#include "tests/native/openssl_crypto.h"
#include "tests/native/seeded_random.h"
#include "tests/unit/support/fake_controller.h"

namespace screens {

/// Remembers what the application asked of the page.
class TestHost final : public gui::Host {
 public:
  void show_login(const gui::LoginView& view) override { card = view; }
  void set_location(std::string_view fragment, bool replace) override {
    location = fragment;
    if (!replace) ++history;
  }
  void set_title(std::string_view text) override { title = text; }
  void copy_text(std::string_view text) override { copied = text; }
  std::optional<std::string> stored(std::string_view key) override {
    const auto at = preferences.find(std::string(key));
    return at == preferences.end() ? std::nullopt : std::optional(at->second);
  }
  bool store(std::string_view key, std::string_view value) override {
    if (stores) preferences[std::string(key)] = value;
    return stores;
  }
  void save_file(std::string_view name, std::string_view text) override { saved[std::string(name)] = text; }
  void wake(double after_milliseconds) override {
    if (after_milliseconds > 0) {
      wake_after = after_milliseconds;
    } else {
      ++wakes;
    }
  }
  std::string_view system_theme() const override { return "dark"; }
  void open_page(std::string_view url) override { opened = url; }
  int utc_offset_minutes(long long) const override { return utc_offset; }

  gui::LoginView card;
  std::string location, title, copied, opened;
  std::map<std::string, std::string> preferences, saved;
  bool stores = true;  ///< false: storage is refused or full
  int utc_offset = 0;
  int history = 0, wakes = 0;
  double wake_after = 0;
};

class World {
 public:
  explicit World(std::string fragment = "",
                 std::string_view config = R"({"domain": "grid.example", "endpoint": "/ws"})", float width = 1440,
                 float height = 900, std::string name = "grid.example");

  /// Closes the page and opens it anew, with what `host` has stored.
  void start();

  // The controller.
  /// From the click on the login card to online; requests wait.
  void log_in();
  /// Answers what the application has asked, at most so many requests; new ones are not answered. How many that were.
  std::size_t answer(std::size_t most = ~std::size_t(0));
  /// Answers until nothing is asked any more, and draws.
  void settle();
  /// The connection breaks.
  void lose();
  /// The application connects again, as a new session.
  void come_back();

  native::FakeClock clock;
  native::FakeTransport transport;
  native::FakeFetcher fetcher;
  native::IcuUnicode unicode;
  native::OpensslCrypto crypto;
  native::SeededRandom random;
  TestHost host;
  xmpp::test::FakeController controller;
  std::vector<std::string> services = {"pubsub.example"};
  std::string breaks;  ///< a request that holds this text is not answered: the connection breaks
  std::string software = "ejabberd";

  Driver driver;
  std::unique_ptr<gui::App> app;

 private:
  std::string fragment_, config_, name_;
  xmpp::Document sent();
  void offer(std::string_view features);
  void authenticate();
  std::string reply(const xmpp::Element& iq);
};

}  // namespace screens
