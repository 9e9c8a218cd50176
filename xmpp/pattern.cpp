// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads a pattern into the program of its automaton.
#include "xmpp/pattern.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "xmpp/fold.h"
#include "xmpp/utf8.h"

namespace xmpp {
namespace {

// Counted repetition multiplies the program: bounded, so that no pattern is large.
constexpr std::size_t max_program = 5000;
constexpr unsigned max_count = 1000;
constexpr unsigned max_nesting = 100;

}  // namespace

// Recursive descent straight into instructions; a sub-expression is repeated by copying its (relative) code.
class PatternParser {
 public:
  using Instruction = Pattern::Instruction;
  using Op = Instruction::Op;
  using Code = std::vector<Instruction>;  // jumps relative to the instruction itself

  PatternParser(std::string_view text, Pattern& into, PatternError& error)
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), into_(into), error_(error) {}

  bool parse() {
    Code code = alternatives(0);
    if (!failed_ && at_ != end_) fail("a closing bracket has no opening one");
    if (failed_) return false;
    code.push_back({.op = Op::match});
    for (std::uint32_t i = 0; i < code.size(); ++i)
      if (code[i].op == Op::split || code[i].op == Op::jump) code[i].x += i, code[i].y += i;
    into_.program_ = std::move(code);
    return true;
  }

 private:
  struct Count {
    unsigned least = 0;
    std::optional<unsigned> most;  // none: no limit
  };

  Code alternatives(unsigned depth) {
    if (depth > max_nesting) return fail("groups are nested too deeply");
    Code code = sequence(depth);
    while (!failed_ && take('|')) {
      Code other = sequence(depth);
      Code both{{.op = Op::split, .x = 1, .y = static_cast<std::uint32_t>(code.size()) + 2}};
      append(both, code);
      both.push_back({.op = Op::jump, .x = static_cast<std::uint32_t>(other.size()) + 1});
      append(both, other);
      code = std::move(both);
      if (code.size() > max_program) return fail("the expression is too large");
    }
    return code;
  }

  Code sequence(unsigned depth) {
    Code code;
    while (!failed_ && at_ != end_ && *at_ != '|' && *at_ != ')') {
      append(code, repeated(depth));
      if (code.size() > max_program) return fail("the expression is too large");
    }
    return code;
  }

  Code repeated(unsigned depth) {
    Code once = single(depth);
    while (!failed_ && at_ != end_) {
      const char* quantifier = at_;
      Count count{0, std::nullopt};
      if (take('*')) {
      } else if (take('+')) {
        count.least = 1;
      } else if (take('?')) {
        count.most = 1;
      } else if (*at_ == '{') {
        count = counts();
      } else {
        break;
      }
      take('?');
      if (failed_) return {};
      Code code = repeat(once, count);
      if (code.size() > max_program) {
        at_ = quantifier;
        return fail("the expression is too large");
      }
      once = std::move(code);
    }
    return once;
  }

  static Code repeat(const Code& once, Count count) {
    Code code;
    auto size = static_cast<std::uint32_t>(once.size());
    auto too_large = [&] { return code.size() > max_program; };
    for (unsigned i = 0; i < count.least && !too_large(); ++i) append(code, once);
    if (!count.most) {
      code.push_back({.op = Op::split, .x = 1, .y = size + 2});
      append(code, once);
      code.push_back({.op = Op::jump, .x = static_cast<std::uint32_t>(-static_cast<std::int64_t>(size) - 1)});
    } else {
      for (unsigned i = count.least; i < *count.most && !too_large(); ++i) {
        code.push_back({.op = Op::split, .x = 1, .y = size + 1});
        append(code, once);
      }
    }
    return code;
  }

  Count counts() {
    const char* open = at_++;
    auto least = number(), most = least;
    bool unbounded = take(',') && !(most = number());
    if (!least || !take('}') || *least > max_count || (!unbounded && (*most < *least || *most > max_count))) {
      at_ = open;
      fail("a repetition is written {3}, {3,} or {3,5}, with numbers up to 1000");
      return {};
    }
    return {*least, most};
  }

  std::optional<unsigned> number() {
    std::optional<unsigned> value;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9')
      value = std::min(value.value_or(0) * 10 + static_cast<unsigned>(*at_++ - '0'), max_count + 1);
    return value;
  }

  Code single(unsigned depth) {
    switch (*at_) {
      case '(':
        return group(depth);
      case '[':
        return set();
      case '.':
        return ++at_, Code{{.op = Op::any}};
      case '^':
        return ++at_, Code{{.op = Op::begin}};
      case '$':
        return ++at_, Code{{.op = Op::end}};
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
      case '{':
        return fail("there is nothing to repeat here");
    }
    return literal(next());
  }

  Code group(unsigned depth) {
    const char* open = at_++;
    if (take('?') && !take(':')) {
      at_ = open;
      return fail("of the groups that begin with (? only (?: is known");
    }
    Code code = alternatives(depth + 1);
    if (!failed_ && !take(')')) {
      at_ = open;
      return fail("a group is not closed");
    }
    return code;
  }

  Code escape() {
    const char* start = at_++;
    if (at_ == end_) {
      at_ = start;
      return fail("a backslash at the end escapes nothing");
    }
    if (take('b')) return {{.op = Op::word_boundary}};
    auto from = static_cast<std::uint32_t>(into_.ranges_.size());
    bool negated = false;
    if (class_of(*at_, negated)) {
      ++at_;
      return {set_of(from, negated)};
    }
    if (auto c = control_of(*at_)) return ++at_, literal(c);
    if (is_letter_or_digit(*at_)) {
      at_ = start;
      return fail("this escape is not known");
    }
    return literal(next());
  }

  Code set() {
    const char* open = at_++;
    bool negated = take('^');
    auto from = static_cast<std::uint32_t>(into_.ranges_.size());
    for (bool first = true; at_ != end_ && (*at_ != ']' || first); first = false) {
      bool inner = false;
      if (*at_ == '\\' && at_ + 1 != end_ && class_of(at_[1], inner)) {
        if (inner) return fail("\\D, \\W and \\S cannot stand inside [ ]");
        at_ += 2;
        continue;
      }
      char32_t low = set_character(), high = low;
      if (failed_) return {};
      if (at_ + 1 < end_ && *at_ == '-' && at_[1] != ']') {
        const char* dash = at_++;
        high = set_character();
        if (failed_) return {};
        if (high < low) {
          at_ = dash;
          return fail("a range runs backwards");
        }
      }
      into_.ranges_.push_back({low, high});
    }
    if (!take(']')) {
      at_ = open;
      return fail("a [ is not closed");
    }
    return {set_of(from, negated)};
  }

  char32_t set_character() {
    if (!take('\\')) return next();
    if (at_ == end_) return fail("a backslash at the end escapes nothing"), 0;
    if (auto c = control_of(*at_)) return ++at_, c;
    return next();
  }

  // \d \w \s and their opposites.
  bool class_of(char letter, bool& negated) {
    auto add = [&](char32_t a, char32_t b) { into_.ranges_.push_back({a, b}); };
    switch (letter) {
      case 'D':
        negated = true;
        [[fallthrough]];
      case 'd':
        add('0', '9');
        return true;
      case 'W':
        negated = true;
        [[fallthrough]];
      case 'w':
        add('0', '9'), add('a', 'z'), add('A', 'Z'), add('_', '_'), add(0x80, 0x10ffff);
        return true;
      case 'S':
        negated = true;
        [[fallthrough]];
      case 's':
        add(' ', ' '), add('\t', '\r'), add(0xa0, 0xa0), add(0x2000, 0x200a), add(0x3000, 0x3000);
        return true;
    }
    return false;
  }
  static char32_t control_of(char letter) {
    return letter == 't' ? '\t' : letter == 'n' ? '\n' : letter == 'r' ? '\r' : 0;
  }
  static bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

  Code literal(char32_t c) {
    if (into_.mode_ == Pattern::Case::folded) c = fold(c);
    return {{.op = Op::character, .character = c}};
  }
  Instruction set_of(std::uint32_t from, bool negated) const {
    return {.op = Op::set, .negated = negated, .x = from, .y = static_cast<std::uint32_t>(into_.ranges_.size())};
  }
  static void append(Code& to, const Code& from) { to.insert(to.end(), from.begin(), from.end()); }

  char32_t next() {
    const char* start = at_;
    char32_t c = utf8::decode(at_, end_);
    if (c == utf8::invalid) at_ = start, fail("this is not UTF-8");
    return c;
  }
  bool take(char c) { return at_ != end_ && *at_ == c && (++at_, true); }
  Code fail(const char* what) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    if (!failed_) error_ = {static_cast<std::size_t>(std::count_if(begin_, at_, begins)), what};
    failed_ = true;
    return {};
  }

  const char *begin_, *at_, *end_;
  Pattern& into_;
  PatternError& error_;
  bool failed_ = false;
};

Pattern Pattern::compile(std::string_view text, Case mode, PatternError& error) {
  Pattern pattern;
  pattern.mode_ = mode;
  if (!PatternParser(text, pattern, error).parse()) pattern.program_.clear();
  pattern.find_starts();
  return pattern;
}

}  // namespace xmpp
