// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs every play of tests/scripts. Adding a case is adding a file.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "play.h"

TEST_CASE("plays") {
  std::set<std::filesystem::path> scripts;
  for (const auto& entry : std::filesystem::directory_iterator(TESTS_FOLDER "/scripts")) {
    if (entry.path().extension() == ".play") scripts.insert(entry.path());
  }
  REQUIRE_FALSE(scripts.empty());
  for (const auto& script : scripts) {
    PlayReport report = run_play(script.string());
    CHECK_MESSAGE(!report.title.empty(), script.filename().string(), " has no title");
    for (const auto& failure : report.failures) {
      FAIL_CHECK(script.filename().string(), ":", failure.line, ": ", failure.what);
    }
  }
}
