// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/operations.h"

#include <algorithm>

#include "gui/format.h"

namespace gui {

std::size_t Operation::failed() const {
  std::size_t count = 0;
  for (const Failures& group : failures) count += group.names.size();
  return count;
}

void Operation::fail(std::string_view name, std::string_view reason, std::string_view advice) {
  auto group = std::ranges::find(failures, reason, &Failures::reason);
  if (group == failures.end())
    group = failures.insert(group, {.reason = std::string(reason), .advice = std::string(advice)});
  group->names.emplace_back(name);
}

void Operation::fail(std::string_view name, const xmpp::Error& error) {
  const xmpp::Explanation why = xmpp::explain(error);
  fail(name, why.what, why.next);
}

Operation& Operations::start(std::string title, const xmpp::Clock& clock) {
  Operation& operation = all_.emplace_front();
  operation.title = std::move(title);
  operation.id = ++last_id_;
  operation.began = clock.now();
  return operation;
}

void Operations::end(Operation& operation, Operation::State state, std::string result, const xmpp::Clock& clock) {
  operation.state = state;
  operation.result = std::move(result);
  operation.ended = clock.now();
  operation.ended_at = clock.unix_time();
  operation.cancel = {};
}

Operation* Operations::find(std::uint32_t id) {
  const auto found = std::ranges::find(all_, id, &Operation::id);
  return found == all_.end() ? nullptr : &*found;
}

void Operations::dismiss(std::uint32_t id) {
  all_.remove_if([id](const Operation& operation) { return operation.id == id; });
}

void Operations::dismiss_ended() {
  all_.remove_if([](const Operation& operation) { return !operation.runs(); });
}

void Operations::forget() {
  all_.clear();
  open = false;
}

const Operation* Operations::current() const {
  const auto found = std::ranges::find_if(all_, &Operation::runs);
  return found == all_.end() ? nullptr : &*found;
}

std::string count_words(const Operation& operation) {
  const std::size_t count = operation.done + operation.failed();
  if (operation.total) return number(count) + " of " + number(operation.total);
  return count ? number(count) + " so far" : "";
}

std::string progress_words(const Operation& operation) {
  const std::size_t failed = operation.failed(), over = operation.done + failed;
  std::string words = number(operation.done) + " done";
  if (failed) words += ", " + number(failed) + " failed";
  if (operation.total) words += ", " + number(operation.total - std::min(operation.total, over)) + " to go";
  return words;
}

std::string pace_words(const Operation& operation, xmpp::Milliseconds now) {
  const auto passed = std::uint64_t((now - operation.began).count());
  const std::uint64_t over = operation.done + operation.failed();
  if (passed < 1000 || over == 0) return "";
  const std::uint64_t a_second = over * 1000 / passed;
  std::string words = a_second ? number(a_second) + " per second" : number(over * 60'000 / passed) + " per minute";
  if (operation.total > over)
    words +=
        ", " + age(std::max<std::int64_t>(2, std::int64_t((operation.total - over) * passed / over / 1000))) + " left";
  return words;
}

}  // namespace gui
