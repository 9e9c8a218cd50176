// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/integration/native/controller.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

extern char** environ;

namespace integration {

using nlohmann::json;

namespace {

const json& setting() {
  static const json all = [] {
    const char* file = std::getenv("GRID_CONTROLLERS");
    REQUIRE_MESSAGE(file, "run these tests by tests/run integration: GRID_CONTROLLERS names the controllers");
    return json::parse(std::ifstream(file));
  }();
  return all;
}

Controller read(const json& from) {
  Controller out{from.at("url"), from.at("wsUrl"), from.at("domain"), from.at("pubsub"), from.value("pki", ""), {}};
  for (const auto& node : from.value("nodes", json::array())) {
    out.nodes.push_back({node.at("id"), node.at("kind"), node.at("title"), node.at("type"), node.at("parents")});
  }
  return out;
}

std::string read_line(int descriptor) {
  std::string line;
  for (char c; ::read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

const Controller& shared(const std::string& name) {
  static std::map<std::string, Controller> known;
  if (!known.contains(name)) known[name] = read(setting().at(name));
  return known[name];
}

OwnController::OwnController() {
  static int count = 0;
  folder_ = setting().at("folder").get<std::string>() + "/own-" + std::to_string(++count);
  start();
}

OwnController::~OwnController() {
  ::close(input_);  // its launcher stops it in good order
  if (launcher_ > 0) waitpid(launcher_, nullptr, 0);
}

void OwnController::start() {
  int to[2], from[2];
  REQUIRE(pipe2(to, O_CLOEXEC) == 0);
  REQUIRE(pipe2(from, O_CLOEXEC) == 0);
  const auto& all = setting();
  const std::string pki = shared("ejabberd").pki;
  std::vector<std::string> words = {all.at("node"), all.at("launch"),
                                    "--kind",       "ejabberd",
                                    "--folder",     folder_,
                                    "--pki",        pki,
                                    "--user",       "alice=demo",
                                    "--admin",      "alice",
                                    "--json",       "--until-stdin-closes"};
  if (port_ != "0") words.insert(words.end(), {"--port", port_});
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], 0);
  posix_spawn_file_actions_adddup2(&actions, from[1], 1);
  REQUIRE(posix_spawn(&launcher_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  ::close(to[0]);
  ::close(from[1]);
  input_ = to[1];
  const auto line = read_line(from[0]);
  ::close(from[0]);
  REQUIRE_MESSAGE(!line.empty(), "the controller did not start");
  const auto told = json::parse(line);
  about_ = read(told);
  about_.pki = pki;
  port_ = std::to_string(told.at("httpPort").get<int>());
  controller_ = told.at("pid");
}

void OwnController::kill() {
  // The launcher first: it would see to a good end otherwise. The controller is in a process group of its own.
  ::kill(launcher_, SIGKILL);
  ::kill(-controller_, SIGKILL);
  waitpid(std::exchange(launcher_, -1), nullptr, 0);
  ::close(std::exchange(input_, -1));
}

}  // namespace integration
