// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/fuzzy.h"

#include <algorithm>

#include "xmpp/fold.h"
#include "xmpp/utf8.h"

namespace xmpp {
namespace {

constexpr int most_characters = 256, most_starts = 16;
// What a letter is worth, and what more at the beginning of a word, of a part of a path, and beside the letter before.
constexpr int letter = 8, word_start = 8, path_start = 10, together = 9;

char32_t folded(const char*& at, const char* end) {
  const char32_t character = utf8::decode(at, end);
  if (character < 0x80) return character >= 'A' && character <= 'Z' ? character + 32 : character;
  return character == utf8::invalid ? U'\ufffd' : fold(character);
}

}  // namespace

// The characters of a text, folded, and where each begins in it.
struct Fuzzy::Line {
  char32_t characters[most_characters];
  const char* at[most_characters + 1];
  int size = 0;

  int starts(int place) const {
    if (place == 0 || characters[place - 1] == '/') return path_start;
    const char32_t before = characters[place - 1];
    return before < 0x80 && !(before >= 'a' && before <= 'z') && !(before >= '0' && before <= '9') ? word_start : 0;
  }
};

Fuzzy::Fuzzy(std::string_view query) {
  for (const char *at = query.data(), *end = at + query.size(); at != end && size_ < most;)
    if (const char32_t character = folded(at, end); character != ' ') letters_[std::size_t(size_++)] = character;
}

// From one place of the first letter on, always to the next place of the next letter; `to_words`: rather to the next
// word that begins with it.
int Fuzzy::follow(const Line& line, int start, bool to_words, int* places) const {
  int score = letter + line.starts(start), at = start, inside = !line.starts(start);  // runs within a word
  places[0] = start;
  for (int i = 1; i < size_; ++i) {
    const int next = at + 1;
    int found = next;
    if (next >= line.size || line.characters[next] != letters_[std::size_t(i)]) {
      const auto seek = [&](bool word) {
        int place = next;
        while (place < line.size &&
               (line.characters[place] != letters_[std::size_t(i)] || (word && !line.starts(place))))
          ++place;
        return place;
      };
      found = seek(to_words);
      if (found == line.size && to_words) found = seek(false);
      if (found >= line.size) return 0;
    }
    const int begins = line.starts(found);
    score += letter + (found == next ? std::max(begins, together) : begins - std::min(3, found - next));
    if (found != next && !begins) ++inside;
    places[i] = at = found;
  }
  return inside > std::max(1, size_ / 3) ? 0 : score;
}

int Fuzzy::best(std::string_view text, Parts* parts) const {
  Line line;
  int there = 0;
  const char *at = text.data(), *end = at + text.size();
  while (at != end && line.size < most_characters) {
    line.at[line.size] = at;
    const char32_t character = line.characters[line.size++] = folded(at, end);
    if (there < size_ && character == letters_[std::size_t(there)]) ++there;
  }
  if (empty() || there < size_) return 0;
  line.at[line.size] = at;

  int best = 0, starts = 0, places[most], best_places[most];
  for (int start = 0; start < line.size && starts < most_starts; ++start) {
    if (line.characters[start] != letters_[0]) continue;
    ++starts;
    for (bool to_words : {false, true}) {
      const int score = follow(line, start, to_words, places);
      if (score <= best) continue;
      best = score;
      std::copy_n(places, size_, best_places);
    }
  }
  if (!parts || best == 0) return best;
  for (int i = 0; i < size_; ++i) {
    const char *from = line.at[best_places[i]], *to = line.at[best_places[i] + 1];
    std::string_view& last = parts->part[std::size_t(std::max(0, parts->count - 1))];
    if (parts->count > 0 && last.end() == from) {
      last = {last.begin(), to};
    } else {
      parts->part[std::size_t(parts->count++)] = {from, to};
    }
  }
  return best;
}

Fuzzy::Parts Fuzzy::parts(std::string_view text) const {
  Parts parts;
  best(text, &parts);
  return parts;
}

}  // namespace xmpp
