// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts the rooms together: Dear ImGui, the browser's outside, the application.
#include <optional>

#include "gui/accessibility.h"
#include "gui/app.h"
#include "imgui.h"
#include "wasm/clock.h"
#include "wasm/crypto.h"
#include "wasm/fetch.h"
#include "wasm/font.h"
#include "wasm/host.h"
#include "wasm/js.h"
#include "wasm/platform.h"
#include "wasm/socket.h"
#include "wasm/unicode.h"

namespace browser {
namespace {

/// All that lives as long as the page. Members are torn down in the reverse order, which a browser never does.
struct Broker {
  ImGuiContext* imgui = ImGui::CreateContext();
  gui::a11y::Recorder recorder;
  Font font;
  gui::Fonts faces = font.load();
  Clock clock;
  Random random;
  Crypto crypto;
  Unicode unicode;
  Fetcher fetcher;
  Socket socket;
  std::optional<gui::App> app;
  Platform platform{font, [this] { app->frame(); }};
  Host host{platform};

  Broker() {
    const gui::Page page{.origin = page_text("origin"),
                         .host = page_text("host"),
                         .address = page_text("address"),
                         .fragment = page_text("fragment"),
                         .secure_context = !page_text("secure").empty(),
                         .version = BROKER_VERSION,
                         .commit = BROKER_COMMIT,
                         .build_date = BROKER_DATE,
                         .user_agent = page_text("user_agent")};
    app.emplace(xmpp::Outside{socket, clock, random, crypto, unicode, fetcher}, host, page, page_text("config"), faces);
  }
};

std::string_view view(const char* text, std::size_t size) { return {text, size}; }

}  // namespace
}  // namespace browser

using browser::Broker;
JS_IMPORTS {
  void js_host_start(Broker * owner);
  void js_login_no_webgl();
}

JS_EXPORT void app_certificate(Broker* broker, const char* authzid, std::size_t size) {
  broker->app->log_in_with_certificate(browser::view(authzid, size));
}
JS_EXPORT void app_password(Broker* broker, const char* user, std::size_t user_size, const char* password,
                            std::size_t size) {
  broker->app->log_in_with_password(browser::view(user, user_size), std::string(password, size));
}
JS_EXPORT void app_cancel(Broker* broker) { broker->app->cancel_login(); }
JS_EXPORT void app_change(Broker* broker, const char* text, std::size_t size) {
  broker->app->change_controller(browser::view(text, size));
}
JS_EXPORT void app_location(Broker* broker, const char* fragment, std::size_t size) {
  broker->app->on_location(browser::view(fragment, size));
  broker->platform.wake("location");
}
JS_EXPORT void app_theme(Broker* broker) {
  broker->app->on_system_theme();
  broker->platform.wake("theme");
}
JS_EXPORT void app_visible(Broker* broker, int visible) {
  broker->app->on_visibility(visible);
  if (visible) broker->platform.wake("visible");
}
JS_EXPORT void app_copied(Broker* broker, int done) { broker->app->on_copied(done); }
JS_EXPORT void app_copy(Broker* broker) { broker->app->on_copy(); }
JS_EXPORT void app_online(Broker* broker, int online) { broker->app->on_network(online); }

int main() {
  auto* broker = new Broker;  // lives as long as the page
  js_host_start(broker);
  if (!broker->platform.start()) js_login_no_webgl();
}
