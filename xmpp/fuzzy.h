// SPDX-License-Identifier: AGPL-3.0-or-later
// Finding by some letters of a name, in their order: "incph" finds "incidents/phishing". Whatever the case.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace xmpp {

class Fuzzy {
 public:
  static constexpr int most = 32;
  /// Parts of a text, in order.
  struct Parts {
    std::array<std::string_view, most> part;
    int count = 0;
    const std::string_view* begin() const { return part.data(); }
    const std::string_view* end() const { return part.data() + count; }
  };

  /// Spaces say nothing: "theme dark" finds "Theme: dark". At most 32 letters count.
  explicit Fuzzy(std::string_view query);

  bool empty() const { return size_ == 0; }
  /// The greater the better; 0 when the letters are not there, or too scattered for anybody to have meant this text.
  /// Beginnings of words and of parts of a path count more, as do letters that stand together. Of a text longer than
  /// 256 characters the beginning counts.
  int score(std::string_view text) const { return best(text, nullptr); }
  /// What of `text` the score is for.
  Parts parts(std::string_view text) const;

 private:
  struct Line;
  int best(std::string_view text, Parts* parts) const;
  int follow(const Line& line, int start, bool to_words, int* places) const;

  std::array<char32_t, most> letters_;
  int size_ = 0;
};

}  // namespace xmpp
