// SPDX-License-Identifier: AGPL-3.0-or-later
// Regular expressions in linear time (Thompson's simulation of an automaton): no pattern, typed or sent by a
// controller, can make matching slow. Knows: literals . [a-z] [^…] \d \w \s \D \W \S \b ^ $ ( ) (?: ) | * + ? {m} {m,}
// {m,n}. Lazy quantifiers are read and mean the same, since only "matches or not" is asked. No back-references, no
// look-around.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xmpp {

/// Why a pattern cannot be used.
struct PatternError {
  std::size_t position = 0;  ///< characters of the pattern before it
  std::string what;          ///< one plain sentence without full stop, e.g. "a group is not closed"
};

class Pattern {
 public:
  enum class Case : std::uint8_t { exact, folded };

  /// Compiles. On failure the pattern matches nothing and `error` is filled. `folded`: upper and lower case are the
  /// same.
  static Pattern compile(std::string_view text, Case mode, PatternError& error);

  /// Somewhere in `text`. Time: length of the text times length of the pattern.
  bool found_in(std::string_view text) const { return run(text, false); }
  /// From the first to the last character (XEP-0122 §3.2.4).
  bool matches(std::string_view text) const { return run(text, true); }

 private:
  friend class PatternParser;
  struct Range {
    char32_t first, last;
  };
  struct Instruction {
    enum class Op : std::uint8_t { character, any, set, split, jump, begin, end, word_boundary, match };
    Op op;
    bool negated = false;        // set
    char32_t character = 0;      // character
    std::uint32_t x = 0, y = 0;  // split, jump: where to go on; set: first and end in ranges_
  };
  using Places = std::vector<std::uint32_t>;

  bool run(std::string_view text, bool whole) const;
  bool accepts(const Instruction& instruction, char32_t character) const;

  void find_starts();

  std::vector<Instruction> program_;
  std::vector<char> starts_;  ///< per ASCII character: a match may begin with it; empty: a match may be empty
  std::vector<Range> ranges_;
  Case mode_ = Case::exact;
};

}  // namespace xmpp
