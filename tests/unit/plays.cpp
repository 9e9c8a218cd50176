// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs every play of tests/scripts, each as a test case under its title. Adding a case is adding a file.
#include <doctest/doctest.h>

#include <deque>
#include <filesystem>
#include <set>

#include "play.h"

namespace {

namespace cases = doctest::detail;

// The file that the running case was registered with is its play.
void run_this_play() {
  const doctest::String& path = doctest::getContextOptions()->currentTest->m_file;
  for (const auto& failure : run_play(path.c_str()).failures) FAIL_CHECK(path, ":", failure.line, ": ", failure.what);
}

std::deque<std::string> titles;  // doctest keeps pointers to them

const bool registered = [] {
  for (const auto& entry : std::filesystem::directory_iterator(TESTS_FOLDER "/scripts")) {
    if (entry.path().extension() != ".play") continue;
    titles.push_back(title_of_play(entry.path().string()));
    cases::regTest(cases::TestCase(run_this_play, entry.path().c_str(), 1, {}) * titles.back().c_str());
  }
  return true;
}();

}  // namespace

TEST_CASE("plays: there are some, and each has a title of its own") {
  CHECK(titles.size() > 50);
  std::set<std::string> different(titles.begin(), titles.end());
  CHECK(different.size() == titles.size());
  CHECK_FALSE(different.contains(""));
}
