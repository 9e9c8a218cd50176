// SPDX-License-Identifier: AGPL-3.0-or-later
// Work that takes a while, in one list: whoever does it keeps its entry up to date, and the status bar, the top bar and
// the panel read it. An entry stays until somebody dismisses it.
#pragma once
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/error.h"
#include "xmpp/outside.h"

namespace gui {

/// What failed for one reason.
struct Failures {
  std::string reason, advice;  ///< sentences: what happened, and what to do
  std::vector<std::string> names = {};
};

struct Operation {
  enum class State : unsigned char { running, finished, cancelled, failed };

  std::string title = {};  ///< "Make bob.meier owner of 412 topics"
  std::string brief = {};  ///< in the status bar: "Reading"; "": the title
  std::size_t done = 0;    ///< those that failed are not counted
  std::size_t total = 0;   ///< 0: not known
  std::vector<Failures> failures = {};
  std::string result = {};              ///< once it has ended: what came of it, and why it cannot be undone
  std::function<void()> cancel = {};    ///< asks for the end; none: cannot be cancelled
  std::function<void()> undo = {};      ///< offered once it has ended
  std::string undo_label = {};          ///< "Undo 36"
  State state = State::running;         // and from here on, what Operations fills in
  xmpp::Milliseconds began{}, ended{};  ///< of Clock::now()
  std::int64_t ended_at = 0;            ///< UNIX time
  std::uint32_t id = 0;
  bool said = false;  ///< that it has ended

  bool runs() const { return state == State::running; }
  std::size_t failed() const;
  void fail(std::string_view name, std::string_view reason, std::string_view advice);
  void fail(std::string_view name, const xmpp::Error& error);
};

class Operations {
 public:
  bool open = false;  ///< the panel

  /// The entry stays where it is at least as long as it runs.
  Operation& start(std::string title, const xmpp::Clock& clock);
  void end(Operation& operation, Operation::State state, std::string result, const xmpp::Clock& clock);
  Operation* find(std::uint32_t id);
  void dismiss(std::uint32_t id);
  void dismiss_ended();
  /// All of a session, and the panel.
  void forget();
  /// The newest first.
  std::list<Operation>& all() { return all_; }
  /// The newest that runs, or nullptr.
  const Operation* current() const;

 private:
  std::list<Operation> all_;
  std::uint32_t last_id_ = 0;
};

/// "684 of 1,042", "684 so far"; "" before anything is known.
std::string count_words(const Operation& operation);
/// "268 done, 11 failed, 133 to go"
std::string progress_words(const Operation& operation);
/// "34 per second, 4 s left"; "" as long as nobody can tell.
std::string pace_words(const Operation& operation, xmpp::Milliseconds now);

}  // namespace gui
