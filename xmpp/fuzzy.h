// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding by some letters of a name, in their order: "incph" finds "incidents/phishing". Whatever the case.
#pragma once
#include <string_view>
#include <vector>

namespace xmpp {

class Fuzzy {
 public:
  /// Spaces say nothing: "theme dark" finds "Theme: dark". At most 32 letters count.
  explicit Fuzzy(std::string_view query);

  bool empty() const { return letters_.empty(); }
  /// The greater the better; 0 when the letters are not there, or too scattered for anybody to have meant this text.
  /// Beginnings of words and of parts of a path count more, as do letters that stand together. Of a text longer than
  /// 256 characters the beginning counts.
  int score(std::string_view text) const { return best(text, nullptr); }
  /// The parts of `text` that the score is for, in order.
  std::vector<std::string_view> parts(std::string_view text) const;

 private:
  struct Line;
  int best(std::string_view text, std::vector<std::string_view>* parts) const;
  int follow(const Line& line, int start, bool to_words, int* places) const;

  std::vector<char32_t> letters_;
};

}  // namespace xmpp
