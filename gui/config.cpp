// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/config.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <optional>
#include <variant>

#include "xmpp/json.h"

namespace gui {
namespace {

using Member = std::variant<std::string Config::*, bool Config::*, std::vector<std::string> Config::*>;

struct Field {
  std::string_view key;
  Member member;
  std::string_view wanted;
};
constexpr Field fields[] = {
    {"domain", &Config::domain, "a text"},
    {"endpoint", &Config::endpoint, "a text"},
    {"pubsub", &Config::pubsub, "a text"},
    {"password_login", &Config::password_login, "true or false"},
    {"allowed_endpoint_hosts", &Config::allowed_endpoint_hosts, "a list of texts"},
};

std::string known_keys() {
  std::string keys;
  for (const Field& field : fields) keys += (keys.empty() ? "" : ", ") + std::string(field.key);
  return keys;
}

// What nlohmann::json says, without its own prefix and position: "unexpected '}'; expected string literal".
std::string reason(std::string_view what) {
  if (auto dash = what.find(" - "); dash != what.npos) what.remove_prefix(dash + 3);
  std::string words(what);
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = char(words[0] - 'a' + 'A');
  return words + ".";
}

class Reader : public xmpp::JsonReader {
 public:
  Reader(std::string_view text, const std::size_t& furthest) : text_(text), furthest_(furthest) {}
  ConfigFile file;

  void other() override { mismatch(); }
  void boolean(bool value) override {
    auto* member = wanted<bool Config::*>(1);
    if (!member) return mismatch();
    file.config.** member = value;
  }
  void text(std::string& value) override {
    if (auto* member = wanted<std::string Config::*>(1)) {
      file.config.** member = std::move(value);
    } else if (auto* list = in_list_ ? wanted<std::vector<std::string> Config::*>(2) : nullptr) {
      (file.config.**list).push_back(std::move(value));
    } else {
      mismatch();
    }
  }
  void start_array() override {
    if (wanted<std::vector<std::string> Config::*>(1)) {
      in_list_ = true;
    } else {
      mismatch();
    }
    ++depth_;
  }
  void end_array() override {
    --depth_;
    in_list_ = false;
  }
  void start_object() override {
    if (depth_ > 0) mismatch();
    ++depth_;
  }
  void end_object() override { --depth_; }
  void key(std::string& name) override {
    if (depth_ != 1) return;
    reported_ = false;
    auto found = std::find_if(std::begin(fields), std::end(fields), [&](const Field& f) { return f.key == name; });
    field_ = found == std::end(fields) ? nullptr : &*found;
    if (!field_) report("Unknown key “" + name + "”. Known keys: " + known_keys() + ".");
  }
  void failed(const xmpp::JsonProblem& problem) {
    const auto says = [&](std::string_view words) { return problem.what.find(words) != problem.what.npos; };
    report_at(beginning(problem.read, says("invalid string"), says("invalid ")), reason(problem.what));
    file.config = Config{.password_login = false};
  }

 private:
  template <class M>
  const M* wanted(int depth) const {
    return field_ && depth_ == depth ? std::get_if<M>(&field_->member) : nullptr;
  }
  void mismatch() {
    if (depth_ == 0) {
      report("The file must hold one object: { … }.");
    } else if (field_ && !reported_) {
      report("“" + std::string(field_->key) + "” must be " + std::string(field_->wanted) + ".");
      if (field_->key == "password_login") file.config.password_login = false;
    }
    reported_ = true;
  }
  void report(std::string what) { report_at(beginning(furthest_, false, true), std::move(what)); }
  // Where the text, number or word begins of which the last character has been read; `behind`: or the one after it.
  std::size_t beginning(std::size_t read, bool in_text, bool behind) const {
    const auto is_word = [&](std::size_t at) {
      return at < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at])) || text_[at] == '-' ||
                                   text_[at] == '+' || text_[at] == '.');
    };
    std::size_t at = read > 0 ? read - 1 : 0;
    if (in_text || (at < text_.size() && text_[at] == '"')) {
      do at = at > 0 ? text_.rfind('"', at - 1) : 0;
      while (at > 0 && at < text_.size() && text_[at - 1] == '\\');
      return at;
    }
    if (behind && at > 0 && !is_word(at) && is_word(at - 1)) --at;
    while (at > 0 && is_word(at) && is_word(at - 1)) --at;
    return at;
  }
  void report_at(std::size_t offset, std::string what) {
    const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto start = before.rfind('\n');
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };  // a character
    const auto column = std::count_if(before.begin() + std::ptrdiff_t(start + 1), before.end(), begins) + 1;
    file.problems.push_back({int(line), int(column), std::move(what)});
  }

  std::string_view text_;
  const std::size_t& furthest_;
  const Field* field_ = nullptr;
  int depth_ = 0;
  bool in_list_ = false, reported_ = false;
};

}  // namespace

ConfigFile read_config(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == text.npos) return {};
  std::size_t furthest = 0;
  Reader reader(text, furthest);
  if (auto problem = xmpp::read_json(text, reader, furthest)) reader.failed(*problem);
  return std::move(reader.file);
}

}  // namespace gui
