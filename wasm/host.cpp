// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/host.h"

#include <cstdlib>

#include "wasm/js.h"

JS_IMPORTS {
  void js_login_text(const char* field, const char* text, std::size_t size);
  void js_login_flag(const char* field, int on);
  void js_login_cause(const char* text, std::size_t size);
  void js_login_link(const char* label, std::size_t label_size, const char* url, std::size_t url_size);
  void js_login_show();
  void js_host_location(const char* fragment, std::size_t size, int replace);
  void js_host_title(const char* title, std::size_t size);
  void js_host_copy(const char* text, std::size_t size);
  int js_host_store(const char* key, std::size_t key_size, const char* value, std::size_t size);
  void js_host_save(const char* name, std::size_t name_size, const char* text, std::size_t size);
  void js_host_open(const char* url, std::size_t size);
  int js_host_theme();
  double js_host_utc_offset(double unix_time);
  // Allocated with malloc, nullptr when there is none; the size is stored in *size.
  char* js_host_stored(const char* key, std::size_t* size);
  char* js_host_page(const char* what, std::size_t* size);
}

namespace browser {
namespace {

std::optional<std::string> taken(char* text, std::size_t size) {
  if (text == nullptr) return std::nullopt;
  std::string result(text, size);
  std::free(text);
  return result;
}

}  // namespace

std::string page_text(std::string_view what) {
  std::size_t size = what.size();
  char* text = js_host_page(what.data(), &size);
  return taken(text, size).value_or(std::string());
}

void Host::show_login(const gui::LoginView& view) {
  const std::pair<const char*, const std::string*> texts[] = {
      {"progress", &view.progress},      {"endpoint", &view.endpoint},    {"domain", &view.domain},
      {"errorTitle", &view.error_title}, {"errorText", &view.error_text}, {"raw", &view.raw},
      {"notice", &view.notice},
  };
  const std::pair<const char*, bool> flags[] = {
      {"visible", view.visible},        {"busy", view.busy},
      {"encrypted", view.encrypted},    {"passwordAllowed", view.password_allowed},
      {"askAuthzid", view.ask_authzid}, {"blocked", view.blocked},
  };
  for (const auto& [field, text] : texts) js_login_text(field, text->data(), text->size());
  for (const auto& [field, on] : flags) js_login_flag(field, on);
  for (const std::string& cause : view.causes) js_login_cause(cause.data(), cause.size());
  for (const auto& link : view.links)
    js_login_link(link.label.data(), link.label.size(), link.url.data(), link.url.size());
  js_login_show();
  platform_.wake("login");
}

void Host::set_location(std::string_view fragment, bool replace) {
  js_host_location(fragment.data(), fragment.size(), replace);
}
void Host::set_title(std::string_view title) { js_host_title(title.data(), title.size()); }
void Host::copy_text(std::string_view text) { js_host_copy(text.data(), text.size()); }

std::optional<std::string> Host::stored(std::string_view key) {
  std::size_t size = key.size();
  char* value = js_host_stored(key.data(), &size);
  return taken(value, size);
}
bool Host::store(std::string_view key, std::string_view value) {
  return js_host_store(key.data(), key.size(), value.data(), value.size());
}
void Host::save_file(std::string_view name, std::string_view text) {
  js_host_save(name.data(), name.size(), text.data(), text.size());
}

void Host::wake(double after_milliseconds) {
  if (after_milliseconds > 0)
    platform_.wake_after(after_milliseconds);
  else
    platform_.wake("application");
}
std::string_view Host::system_theme() const {
  static constexpr std::string_view themes[] = {"light", "dark", "hc"};
  return themes[js_host_theme()];
}
void Host::open_page(std::string_view url) { js_host_open(url.data(), url.size()); }
int Host::utc_offset_minutes(long long unix_time) const { return int(js_host_utc_offset(double(unix_time))); }

}  // namespace browser
