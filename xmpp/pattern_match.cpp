// SPDX-License-Identifier: AGPL-3.0-or-later
// The automaton of a compiled pattern at work.
#include <algorithm>
#include <utility>

#include "xmpp/fold.h"
#include "xmpp/pattern.h"
#include "xmpp/utf8.h"

namespace xmpp {
namespace {

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (c > 0x7f && c != utf8::invalid);
}

}  // namespace

// What a search may skip while no match is under way. Conditions such as ^ are taken as if they held.
void Pattern::find_starts() {
  using Op = Instruction::Op;
  std::vector<char> seen(program_.size()), starts(0x80);
  Places stack;
  if (!program_.empty()) stack.push_back(0);
  while (!stack.empty()) {
    std::uint32_t place = stack.back();
    stack.pop_back();
    if (std::exchange(seen[place], 1)) continue;
    const Instruction& i = program_[place];
    if (i.op == Op::match) return;
    if (i.op == Op::split) stack.push_back(i.y);
    if (i.op == Op::split || i.op == Op::jump) stack.push_back(i.x);
    if (i.op == Op::begin || i.op == Op::end || i.op == Op::word_boundary) stack.push_back(place + 1);
    for (char32_t c = 0; c < 0x80; ++c)
      if (accepts(i, c)) starts[c] = 1;
  }
  starts_ = std::move(starts);
}

bool Pattern::accepts(const Instruction& instruction, char32_t c) const {
  using Op = Instruction::Op;
  bool folded = mode_ == Case::folded;
  switch (instruction.op) {
    case Op::any:
      return c != '\n';
    case Op::character:
      return (folded ? fold(c) : c) == instruction.character;
    case Op::set: {
      // Folding a range is not a range: try the character, its fold, and (ASCII, the usual case) its capital.
      char32_t low = folded ? fold(c) : c;
      char32_t capital = folded && low >= 'a' && low <= 'z' ? low - 32 : low;
      bool inside = std::any_of(ranges_.begin() + instruction.x, ranges_.begin() + instruction.y, [&](Range r) {
        return (r.first <= c && c <= r.last) || (r.first <= low && low <= r.last) ||
               (r.first <= capital && capital <= r.last);
      });
      return inside != instruction.negated;
    }
    default:
      return false;
  }
}

// All places the automaton can be in advance together, one character at a time.
bool Pattern::run(std::string_view text, bool whole) const {
  using Op = Instruction::Op;
  if (program_.empty()) return false;
  Places now, then, stack;
  std::vector<std::uint32_t> seen(program_.size(), 0);
  std::uint32_t step = 0;
  const char *at = text.data(), *end = at + text.size();
  char32_t before = utf8::invalid;  // no character
  bool matched = false;

  // Follows everything that needs no character.
  auto enter = [&](Places& places, std::uint32_t start, char32_t left, char32_t right, bool first, bool last) {
    stack.assign(1, start);
    while (!stack.empty()) {
      std::uint32_t place = stack.back();
      stack.pop_back();
      if (seen[place] == step) continue;
      seen[place] = step;
      const Instruction& i = program_[place];
      switch (i.op) {
        case Op::jump:
          stack.push_back(i.x);
          break;
        case Op::split:
          stack.push_back(i.y), stack.push_back(i.x);
          break;
        case Op::begin:
          if (first) stack.push_back(place + 1);
          break;
        case Op::end:
          if (last) stack.push_back(place + 1);
          break;
        case Op::word_boundary:
          if (is_word(left) != is_word(right)) stack.push_back(place + 1);
          break;
        case Op::match:
          matched = matched || !whole || last;
          break;
        default:
          places.push_back(place);
      }
    }
  };

  for (bool first = true;; first = false) {
    const char* next = at;
    char32_t c = at == end ? utf8::invalid : utf8::decode(next, end);
    bool last = at == end;
    if (now.empty() && !whole && c < 0x80 && !starts_.empty() && !starts_[c]) {
      before = c;
      at = next;
      continue;
    }
    // `now` holds the places reached by consuming `before`; they still have to be followed.
    ++step;
    then.clear();
    for (std::uint32_t place : now) enter(then, place, before, c, first, last);
    if (first || !whole) enter(then, 0, before, c, first, last);
    if (matched || last) return matched;
    now.clear();
    for (std::uint32_t place : then)
      if (accepts(program_[place], c)) now.push_back(place + 1);
    if (now.empty() && whole) return false;
    before = c;
    at = next;
  }
}

}  // namespace xmpp
