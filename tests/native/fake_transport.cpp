// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/fake_transport.h"

namespace native {

void FakeTransport::connect(std::string_view url, xmpp::TransportEvents& events) {
  url_ = url;
  events_ = &events;
  state_ = State::connecting;
  ++connects_;
}

void FakeTransport::send(std::string_view frame) {
  if (state_ == State::open) sent_.emplace_back(frame);
}

void FakeTransport::close() {
  if (state_ != State::idle) state_ = State::closing;
}

void FakeTransport::abandon() {
  state_ = State::idle;
  events_ = nullptr;
}

std::string FakeTransport::take() {
  if (sent_.empty()) return {};
  std::string frame = std::move(sent_.front());
  sent_.pop_front();
  return frame;
}

std::vector<std::string> FakeTransport::take_all() {
  std::vector<std::string> frames(sent_.begin(), sent_.end());
  sent_.clear();
  return frames;
}

void FakeTransport::open(std::string_view subprotocol) {
  if (state_ != State::connecting) return;
  state_ = State::open;
  events_->on_open(subprotocol);
}

void FakeTransport::receive(std::string_view frame) {
  if (state_ == State::open || state_ == State::closing) events_->on_text(frame);
}

void FakeTransport::receive_binary() {
  if (state_ == State::open || state_ == State::closing) events_->on_binary();
}

void FakeTransport::end(int code) {
  if (state_ == State::idle) return;
  state_ = State::idle;
  std::exchange(events_, nullptr)->on_closed(code);
}

}  // namespace native
