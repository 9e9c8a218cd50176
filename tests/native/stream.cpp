// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/stream.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "tests/native/tls.h"

namespace native {

struct Stream::Address {
  sockaddr_storage bytes;
  socklen_t length;
};

namespace {
void make_quick(int descriptor) {
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  const int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}
}  // namespace

Stream::Stream(EventLoop& loop, Events events) : loop_(loop), events_(std::make_shared<Events>(std::move(events))) {}

Stream::~Stream() {
  *alive_ = false;
  close_descriptor();
}

void Stream::close_descriptor() {
  if (ssl_) SSL_free(std::exchange(ssl_, nullptr));
  if (descriptor_ < 0) return;
  loop_.unwatch(descriptor_);
  ::close(std::exchange(descriptor_, -1));
}

// --- opening --------------------------------------------------------------------------------------------------------

void Stream::connect(const std::string& host, const std::string& port, const TlsClient* tls) {
  host_ = host;
  if (tls) tls_ = std::make_unique<TlsClient>(*tls);
  state_ = State::connecting;
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &found)) {
    last_error_ = "cannot find " + host + ": " + gai_strerror(error);
  }
  for (addrinfo* at = found; at; at = at->ai_next) {
    Address address{{}, static_cast<socklen_t>(at->ai_addrlen)};
    std::memcpy(&address.bytes, at->ai_addr, at->ai_addrlen);
    addresses_.insert(addresses_.begin(), address);  // taken from the back
  }
  if (found) freeaddrinfo(found);
  loop_.post([this, alive = alive_] {
    if (*alive) try_next_address();
  });
}

void Stream::try_next_address() {
  close_descriptor();
  while (!addresses_.empty()) {
    const Address address = addresses_.back();
    addresses_.pop_back();
    descriptor_ = socket(address.bytes.ss_family, SOCK_STREAM, 0);
    if (descriptor_ < 0) continue;
    make_quick(descriptor_);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address.bytes), address.length) == 0 ||
        errno == EINPROGRESS) {
      return wait_for(POLLOUT);
    }
    last_error_ = std::strerror(errno);
    close_descriptor();
  }
  fail("cannot connect: " + last_error_);
}

void Stream::on_tcp_connected() {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error) {
    last_error_ = std::strerror(error);
    return try_next_address();
  }
  if (!tls_) {
    state_ = State::open;
    wait_for(POLLIN | POLLOUT);
    tell_connected();
    return;
  }
  std::string why;
  const auto context = make_context(*tls_, why);
  if (!context) return fail(why);
  start_tls(context.get(), host_, false);
}

void Stream::accept(int descriptor, const TlsServer* tls) {
  descriptor_ = descriptor;
  make_quick(descriptor_);
  if (!tls) {
    state_ = State::open;
    return loop_.post([this, alive = alive_] {
      if (!*alive || state_ != State::open) return;
      wait_for(POLLIN | POLLOUT);
      tell_connected();
    });
  }
  std::string why;
  const auto context = make_context(*tls, why);
  if (!context) return fail(why);
  start_tls(context.get(), {}, true);
}

void Stream::start_tls(ssl_ctx_st* context, const std::string& host, bool server) {
  state_ = State::handshaking;
  ssl_ = SSL_new(context);
  SSL_set_fd(ssl_, descriptor_);
  if (server) {
    SSL_set_accept_state(ssl_);
  } else {
    SSL_set_connect_state(ssl_);
    expect_host(ssl_, host, tls_->also_valid_for);
  }
  wait_for(POLLIN | POLLOUT);
}

bool Stream::tell_connected() {
  const auto alive = alive_;
  const auto events = events_;  // survives the stream, should the callback destroy it
  events->connected();
  return *alive && state_ == State::open;
}

bool Stream::handshake() {
  ERR_clear_error();
  const int done = SSL_do_handshake(ssl_);
  if (done == 1) {
    state_ = State::open;
    return tell_connected();
  }
  const int error = SSL_get_error(ssl_, done);
  if (error == SSL_ERROR_WANT_READ)
    wait_for(POLLIN);
  else if (error == SSL_ERROR_WANT_WRITE)
    wait_for(POLLOUT);
  else
    fail(tls_error(ssl_));
  return false;
}

// --- reading and writing --------------------------------------------------------------------------------------------

void Stream::wait_for(short events) {
  loop_.watch(descriptor_, events, [this](short ready) { on_ready(ready); });
}

void Stream::on_ready(short) {
  if (state_ == State::connecting) return on_tcp_connected();
  if (state_ == State::handshaking && !handshake()) return;
  if (!read_all() || !write_all()) return;
  if (unsent_.empty() && finishing_) return fail("");
  wait_for(static_cast<short>(POLLIN | (unsent_.empty() ? 0 : POLLOUT)));
}

// Each answers whether the stream is still there and open.
bool Stream::read_all() {
  const auto alive = alive_;
  const auto events = events_;
  char buffer[64 * 1024];
  for (;;) {
    long count;
    bool again;
    if (ssl_) {
      ERR_clear_error();
      count = SSL_read(ssl_, buffer, sizeof buffer);
      const int error = count > 0 ? SSL_ERROR_NONE : SSL_get_error(ssl_, static_cast<int>(count));
      again = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
      if (count <= 0 && !again) return fail(error == SSL_ERROR_ZERO_RETURN ? "" : tls_error(ssl_)), false;
    } else {
      count = ::recv(descriptor_, buffer, sizeof buffer, 0);
      again = count < 0 && (errno == EAGAIN || errno == EINTR);
      if (count <= 0 && !again) return fail(count == 0 ? "" : std::strerror(errno)), false;
    }
    if (again) return true;
    events->data({buffer, static_cast<std::size_t>(count)});
    if (!*alive || state_ != State::open) return false;
  }
}

bool Stream::write_all() {
  std::size_t sent = 0;
  while (sent < unsent_.size()) {
    const char* from = unsent_.data() + sent;
    const auto size = unsent_.size() - sent;
    long count;
    bool again;
    if (ssl_) {
      ERR_clear_error();
      count = SSL_write(ssl_, from, static_cast<int>(std::min<std::size_t>(size, 1 << 20)));
      const int error = count > 0 ? SSL_ERROR_NONE : SSL_get_error(ssl_, static_cast<int>(count));
      again = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    } else {
      count = ::send(descriptor_, from, size, MSG_NOSIGNAL);
      again = count < 0 && (errno == EAGAIN || errno == EINTR);
    }
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
    } else if (again) {
      break;
    } else {
      return fail(ssl_ ? tls_error(ssl_) : std::strerror(errno)), false;
    }
  }
  unsent_.erase(0, sent);
  return true;
}

void Stream::write(std::string_view bytes) {
  if (state_ == State::closed) return;
  unsent_ += bytes;
  if (state_ == State::open) wait_for(POLLIN | POLLOUT);  // leaves with the next turn: many writes, one record
}

void Stream::finish() {
  if (state_ == State::closed) return;
  finishing_ = true;
  if (descriptor_ >= 0) wait_for(POLLIN | POLLOUT);
}

void Stream::fail(std::string why) {
  if (state_ == State::closed) return;
  if (ssl_ && state_ == State::open) SSL_shutdown(ssl_);
  state_ = State::closed;
  close_descriptor();
  loop_.post([events = events_, why = std::move(why), alive = alive_] {
    if (*alive) events->closed(why);
  });
}

// --- listening ------------------------------------------------------------------------------------------------------

Listener::Listener(EventLoop& loop, std::function<void(int)> accepted, int port) : loop_(loop) {
  descriptor_ = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  socklen_t size = sizeof address;
  if (bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(descriptor_, 64) != 0) return;
  getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  make_quick(descriptor_);
  loop_.watch(descriptor_, POLLIN, [this, accepted = std::move(accepted)](short) {
    const int connection = ::accept(descriptor_, nullptr, nullptr);
    if (connection >= 0) accepted(connection);
  });
}

Listener::~Listener() {
  loop_.unwatch(descriptor_);
  ::close(descriptor_);
}

}  // namespace native
