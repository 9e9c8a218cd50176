// SPDX-License-Identifier: AGPL-3.0-or-later
// The async type: order, ownership and ends. Runs under ASan, which is what proves that no frame is used after its end.
#include "xmpp/task.h"

#include <doctest/doctest.h>

#include <string>

using namespace xmpp;

namespace {

// Notes when it is destroyed, to see when a frame dies.
struct Witness {
  explicit Witness(int& count) : count_(&count) {}
  Witness(Witness&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
  ~Witness() {
    if (count_) ++*count_;
  }
  int* count_;
};

Task<int> number(int value) { co_return value; }

Task<int> after(OneShot<int> shot) { co_return co_await shot.wait() + 1; }

Task<int> sum_down(int n) {
  if (n == 0) co_return 0;
  co_return n + co_await sum_down(n - 1);
}

Task<void> store(Task<int> task, int& into) { into = co_await task; }

Task<void> store_all(std::vector<Task<int>> tasks, std::vector<int>& into) {
  into = co_await when_all(std::move(tasks));
}

Task<void> hold(OneShot<int> shot, Witness witness) {
  co_await shot.wait();
  (void)witness;
}

}  // namespace

TEST_CASE("a task starts when it is awaited or spawned, not before") {
  int started = 0;
  auto make = [](int& flag) -> Task<void> {
    flag = 1;
    co_return;
  };
  auto task = make(started);
  CHECK(started == 0);
  TaskScope scope;
  scope.spawn(std::move(task));
  CHECK(started == 1);
  CHECK(scope.size() == 0);
}

TEST_CASE("awaiting deeply does not grow the stack") {
  int result = 0;
  TaskScope scope;
  scope.spawn(store(sum_down(1000), result));
  CHECK(result == 500'500);
}

TEST_CASE("a long loop over answers that are there already does not grow the stack") {
  int result = 0;
  auto loop = [](int& into) -> Task<void> {
    for (int i = 0; i < 100'000; ++i) into += co_await number(1);
  };
  TaskScope scope;
  scope.spawn(loop(result));
  CHECK(result == 100'000);
}

TEST_CASE("a one-shot resumes its waiter once, before resolve() returns; later answers do nothing") {
  OneShot<int> shot;
  int result = 0;
  TaskScope scope;
  scope.spawn(store(after(shot), result));
  CHECK(scope.size() == 1);
  CHECK_FALSE(shot.resolved());
  shot.resolve(41);
  CHECK(result == 42);
  CHECK(shot.resolved());
  shot.resolve(99);
  CHECK(result == 42);
  CHECK(scope.size() == 0);
}

TEST_CASE("an answer that comes before anyone waits is kept") {
  OneShot<int> shot;
  shot.resolve(1);
  shot.resolve(2);
  int result = 0;
  TaskScope scope;
  scope.spawn(store(after(shot), result));
  CHECK(result == 2);
}

TEST_CASE("the waiter may destroy the one-shot that resumes it") {
  auto shot = std::make_unique<OneShot<int>>();
  int result = 0;
  auto waiter = [](std::unique_ptr<OneShot<int>>& owner, int& into) -> Task<void> {
    into = co_await owner->wait();
    owner.reset();
  };
  TaskScope scope;
  scope.spawn(waiter(shot, result));
  shot->resolve(7);
  CHECK(result == 7);
  CHECK_FALSE(shot);
}

TEST_CASE("destroying a waiting task lets its frame go; a later answer finds nobody") {
  OneShot<int> shot;
  int destroyed = 0, result = -1;
  {
    TaskScope scope;
    scope.spawn(hold(shot, Witness(destroyed)));
    scope.spawn(store(after(OneShot<int>()), result));
    CHECK(destroyed == 0);
  }
  CHECK(destroyed == 1);
  shot.resolve(1);
  CHECK(result == -1);
}

TEST_CASE("a task that was never started is destroyed with what it holds") {
  int destroyed = 0;
  {
    auto task = hold(OneShot<int>(), Witness(destroyed));
  }
  CHECK(destroyed == 1);
}

TEST_CASE("clearing a scope stops its tasks and leaves it usable") {
  TaskScope scope;
  OneShot<int> shot;
  int destroyed = 0, result = 0;
  scope.spawn(hold(shot, Witness(destroyed)));
  scope.spawn(hold(shot, Witness(destroyed)));
  CHECK(scope.size() == 2);
  scope.clear();
  CHECK(destroyed == 2);
  CHECK(scope.size() == 0);
  scope.spawn(store(number(3), result));
  CHECK(result == 3);
}

TEST_CASE("a task may spawn others in its own scope") {
  TaskScope scope;
  OneShot<int> shot;
  int result = 0;
  auto parent = [](TaskScope& owner, OneShot<int> wait, int& into) -> Task<void> {
    owner.spawn(store(after(wait), into));
    co_return;
  };
  scope.spawn(parent(scope, shot, result));
  CHECK(scope.size() == 1);
  shot.resolve(1);
  CHECK(result == 2);
  CHECK(scope.size() == 0);
}

TEST_CASE("when_all: results in the order of the tasks, whatever the order of the answers") {
  OneShot<int> first, second, third;
  std::vector<Task<int>> tasks;
  for (const auto& shot : {first, second, third}) tasks.push_back(after(shot));
  std::vector<int> results;
  TaskScope scope;
  scope.spawn(store_all(std::move(tasks), results));
  third.resolve(30);
  first.resolve(10);
  CHECK(results.empty());
  second.resolve(20);
  CHECK((results == std::vector<int>{11, 21, 31}));
  CHECK(scope.size() == 0);
}

TEST_CASE("when_all of none, and of tasks that are done at once") {
  std::vector<int> results{-1};
  TaskScope scope;
  scope.spawn(store_all({}, results));
  CHECK(results.empty());
  std::vector<Task<int>> tasks;
  for (int i = 0; i < 10'000; ++i) tasks.push_back(number(i));
  scope.spawn(store_all(std::move(tasks), results));
  REQUIRE(results.size() == 10'000);
  CHECK(results[9999] == 9999);
}

TEST_CASE("when_all destroyed while some are answered and some wait") {
  OneShot<int> answered, open;
  int destroyed = 0;
  {
    TaskScope scope;
    std::vector<Task<int>> tasks;
    auto witnessed = [](OneShot<int> shot, Witness witness) -> Task<int> {
      int value = co_await shot.wait();
      (void)witness;
      co_return value;
    };
    tasks.push_back(witnessed(answered, Witness(destroyed)));
    tasks.push_back(witnessed(open, Witness(destroyed)));
    std::vector<int> results;
    scope.spawn(store_all(std::move(tasks), results));
    answered.resolve(1);
  }
  CHECK(destroyed == 2);
  open.resolve(2);
}

TEST_CASE("the last answer may end the scope's owner from outside its tasks") {
  struct Owner {
    TaskScope scope;
    std::string log;
  };
  auto owner = std::make_unique<Owner>();
  OneShot<int> shot;
  auto work = [](OneShot<int> wait, Owner& self) -> Task<void> {
    self.log += "waiting ";
    co_await wait.wait();
    self.log += "resumed";
  };
  owner->scope.spawn(work(shot, *owner));
  shot.resolve(1);
  CHECK(owner->log == "waiting resumed");
  owner.reset();
  shot.resolve(2);
}
