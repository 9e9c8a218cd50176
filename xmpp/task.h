// SPDX-License-Identifier: AGPL-3.0-or-later
// The one async type: a lazy coroutine. A multi-step operation reads top to bottom:
//
//   Task<Result<Node>> create(…) { auto made = co_await request(…); if (!made) co_return made.error(); … }
//
// Everything runs on one thread, in whatever call delivers the awaited answer. Failure travels in Result, not in
// exceptions. Whoever owns a Task owns its frame: destroying an unfinished Task destroys all it was waiting for.
#pragma once
#include <coroutine>
#include <cstdlib>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace xmpp {

template <class T = void>
class Task;

namespace detail {

// When a task that has waited ends, it hands control straight to the coroutine that awaits it.
struct FinalAwaiter {
  bool await_ready() noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) noexcept {
    auto next = done.promise().continuation;
    return next ? next : std::noop_coroutine();
  }
  void await_resume() noexcept {}
};

struct PromiseBase {
  std::coroutine_handle<> continuation;
  std::suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { std::abort(); }
};

template <class T>
struct Promise : PromiseBase {
  std::optional<T> value;
  Task<T> get_return_object();
  template <class U>
  void return_value(U&& result) {
    value.emplace(std::forward<U>(result));
  }
  T take() { return std::move(*value); }
};

template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object();
  void return_void() {}
  void take() {}
};

}  // namespace detail

/// A computation that starts when awaited (or spawned) and runs once.
template <class T>
class [[nodiscard]] Task {
 public:
  using promise_type = detail::Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  // A task that ends without waiting must not resume its caller from inside: WebAssembly without tail calls would nest
  // one call deeper with each turn of a loop. So it runs here, and the caller simply goes on.
  bool await_suspend(std::coroutine_handle<> caller) noexcept {
    handle_.resume();
    if (handle_.done()) return false;
    handle_.promise().continuation = caller;
    return true;
  }
  T await_resume() { return handle_.promise().take(); }

 private:
  Handle handle_;
};

namespace detail {
template <class T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}
}  // namespace detail

/// One answer that comes from outside. Copies share the slot; the first resolve() wins, later ones do nothing.
/// At most one coroutine awaits it. Resolving resumes that coroutine before resolve() returns.
template <class T>
class OneShot {
 public:
  OneShot() : slot_(std::make_shared<Slot>()) {}

  void resolve(T value) const {
    auto slot = slot_;  // the resumed coroutine may destroy *this
    if (slot->value || slot->done) return;
    slot->value.emplace(std::move(value));
    if (auto waiting = std::exchange(slot->waiting, {})) waiting.resume();
  }
  bool resolved() const { return slot_->value.has_value() || slot_->done; }

  /// `T answer = co_await shot.wait();`
  auto wait() const {
    struct Awaiter {
      std::shared_ptr<Slot> slot;
      bool await_ready() const noexcept { return slot->value.has_value(); }
      void await_suspend(std::coroutine_handle<> handle) noexcept { slot->waiting = handle; }
      T await_resume() {
        slot->done = true;
        T value = std::move(*slot->value);
        slot->value.reset();
        return value;
      }
      // The waiting frame is being destroyed: nobody must resume it any more.
      ~Awaiter() {
        if (slot && !slot->done) slot->waiting = {};
      }
      explicit Awaiter(std::shared_ptr<Slot> s) : slot(std::move(s)) {}
      Awaiter(const Awaiter&) = delete;
      Awaiter& operator=(const Awaiter&) = delete;
    };
    return Awaiter(slot_);
  }

 private:
  struct Slot {
    std::optional<T> value;
    std::coroutine_handle<> waiting;
    bool done = false;
  };
  std::shared_ptr<Slot> slot_;
};

/// Owns running tasks that nobody awaits. Destroying it stops them where they wait.
class TaskScope {
 public:
  TaskScope() : running_(std::make_shared<Running>()) {}
  TaskScope(const TaskScope&) = delete;
  TaskScope& operator=(const TaskScope&) = delete;
  TaskScope(TaskScope&&) = default;
  TaskScope& operator=(TaskScope&&) = default;

  /// Starts the task now; it runs until its first wait before spawn() returns.
  void spawn(Task<void> task) {
    auto running = running_;
    running->finished.clear();
    auto at = running->tasks.insert(running->tasks.end(), std::nullopt);
    *at = supervise(running, at, std::move(task));
    (*at)->start();
  }
  /// Number of tasks not yet finished.
  std::size_t size() const { return running_->tasks.size(); }
  /// Destroys all running tasks. Not to be called from inside one of them (nor the destructor).
  void clear() { running_ = std::make_shared<Running>(); }

 private:
  struct Root {
    struct promise_type {
      Root get_return_object() { return Root(std::coroutine_handle<promise_type>::from_promise(*this)); }
      std::suspend_always initial_suspend() noexcept { return {}; }
      std::suspend_always final_suspend() noexcept { return {}; }
      void return_void() {}
      void unhandled_exception() noexcept { std::abort(); }
    };
    explicit Root(std::coroutine_handle<promise_type> h) : handle(h) {}
    Root(Root&& other) noexcept : handle(std::exchange(other.handle, {})) {}
    Root& operator=(Root&& other) noexcept {
      std::swap(handle, other.handle);
      return *this;
    }
    ~Root() {
      if (handle) handle.destroy();
    }
    void start() { handle.resume(); }
    std::coroutine_handle<promise_type> handle;
  };
  struct Running {
    std::list<std::optional<Root>> tasks;
    std::list<std::optional<Root>> finished;  // a frame cannot free itself: freed at the next spawn, or with the scope
  };
  // The frame holds only a weak reference to its owner: the scope's end must not be kept away by its own tasks.
  static Root supervise(std::weak_ptr<Running> owner, std::list<std::optional<Root>>::iterator at, Task<void> task) {
    co_await task;
    if (auto running = owner.lock()) running->finished.splice(running->finished.end(), running->tasks, at);
  }
  std::shared_ptr<Running> running_;
};

namespace detail {

// One of several tasks awaited together. The last to finish hands control to the waiting coroutine from its final
// suspension point, where its own frame may safely be destroyed.
struct Gate {
  std::size_t missing = 0;
  std::coroutine_handle<> waiting;
};
struct Branch {
  struct promise_type {
    Gate* gate;
    template <class... Args>
    explicit promise_type(Gate& shared, Args&...) : gate(&shared) {}
    Branch get_return_object() { return Branch{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Last {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
          Gate& gate = *done.promise().gate;
          return --gate.missing == 0 && gate.waiting ? gate.waiting : std::noop_coroutine();
        }
        void await_resume() noexcept {}
      };
      return Last{};
    }
    void return_void() {}
    void unhandled_exception() noexcept { std::abort(); }
  };
  explicit Branch(std::coroutine_handle<promise_type> h) : handle(h) {}
  Branch(Branch&& other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~Branch() {
    if (handle) handle.destroy();
  }
  std::coroutine_handle<promise_type> handle;
};
template <class T>
Branch branch(Gate&, std::optional<T>& into, Task<T>& task) {
  into.emplace(co_await task);
}

}  // namespace detail

/// Runs all tasks at once; results in the order of the tasks. Destroying the returned task stops all of them.
template <class T>
Task<std::vector<T>> when_all(std::vector<Task<T>> tasks) {
  std::vector<std::optional<T>> results(tasks.size());
  detail::Gate gate{tasks.size(), {}};
  std::vector<detail::Branch> branches;
  branches.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    branches.push_back(detail::branch(gate, results[i], tasks[i]));
    branches.back().handle.resume();
  }
  struct Wait {
    detail::Gate& gate;
    bool await_ready() const noexcept { return gate.missing == 0; }
    void await_suspend(std::coroutine_handle<> handle) noexcept { gate.waiting = handle; }
    void await_resume() noexcept {}
  };
  co_await Wait{gate};
  std::vector<T> values;
  values.reserve(results.size());
  for (auto& result : results) values.push_back(std::move(*result));
  co_return values;
}

}  // namespace xmpp
