// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/socket.h"

#include <utility>

#include "wasm/js.h"

JS_IMPORTS {
  void js_socket_connect(browser::Socket * owner, const char* url, std::size_t size, std::size_t max_frame);
  void js_socket_send(const char* frame, std::size_t size);
  void js_socket_close();
  void js_socket_abandon();
}

namespace browser {

void Socket::connect(std::string_view url, xmpp::TransportEvents& events) {
  events_ = &events;
  js_socket_connect(this, url.data(), url.size(), max_frame);
}
void Socket::send(std::string_view frame) { js_socket_send(frame.data(), frame.size()); }
void Socket::close() { js_socket_close(); }
void Socket::abandon() {
  events_ = nullptr;
  js_socket_abandon();
}
void Socket::closed(int code) {
  if (auto* events = std::exchange(events_, nullptr)) events->on_closed(code);
}

}  // namespace browser

JS_EXPORT void socket_open(browser::Socket* socket, const char* protocol, std::size_t size) {
  if (auto* events = socket->events()) events->on_open({protocol, size});
}
JS_EXPORT void socket_text(browser::Socket* socket, const char* frame, std::size_t size) {
  if (auto* events = socket->events()) events->on_text({frame, size});
}
JS_EXPORT void socket_binary(browser::Socket* socket) {
  if (auto* events = socket->events()) events->on_binary();
}
JS_EXPORT void socket_closed(browser::Socket* socket, int code) { socket->closed(code); }
