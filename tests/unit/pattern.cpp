// SPDX-License-Identifier: AGPL-3.0-or-later
// Regular expressions: what they match, where they are wrong, and that none is slow. And folding of case.
#include "xmpp/pattern.h"

#include <doctest/doctest.h>

#include "xmpp/fold.h"

using namespace xmpp;

namespace {

bool found(std::string_view pattern, std::string_view text, Pattern::Case mode = Pattern::Case::exact) {
  PatternError error;
  auto compiled = Pattern::compile(pattern, mode, error);
  REQUIRE_MESSAGE(error.what.empty(), error.what);
  return compiled.found_in(text);
}
bool whole(std::string_view pattern, std::string_view text) {
  PatternError error;
  return Pattern::compile(pattern, Pattern::Case::exact, error).matches(text);
}
std::string wrong(std::string_view pattern) {
  PatternError error;
  auto compiled = Pattern::compile(pattern, Pattern::Case::exact, error);
  CHECK(!compiled.found_in(""));
  return std::to_string(error.position) + ": " + error.what;
}

}  // namespace

TEST_CASE("pattern: literals, sets, classes") {
  CHECK(found("b", "abc"));
  CHECK(!found("d", "abc"));
  CHECK(found("a.c", "xabcx"));
  CHECK(!found("a.c", "a\nc"));
  CHECK(found("[b-d]x", "cx"));
  CHECK(!found("[^b-d]x", "cx"));
  CHECK(found("[]x]y", "]y"));
  CHECK(found("[a-]", "-"));
  CHECK(found("\\d\\d-\\w+", "on 42-abc"));
  CHECK(found("\\.", "a.b"));
  CHECK(!found("\\.", "ab"));
  CHECK(found("a\\sb", "a b"));
  CHECK(found("[\\d.]+$", "v1.2"));
  CHECK(found("\\D", "1a"));
  CHECK(!found("\\D", "12"));
}

TEST_CASE("pattern: repetition, alternatives, groups, anchors") {
  CHECK(found("^ab*c$", "ac"));
  CHECK(found("^ab*c$", "abbbc"));
  CHECK(!found("^ab+c$", "ac"));
  CHECK(found("^(ab|cd)+$", "abcdab"));
  CHECK(!found("^(?:ab|cd)+$", "abc"));
  CHECK(found("^a{2,3}$", "aaa"));
  CHECK(!found("^a{2,3}$", "aaaa"));
  CHECK(!found("^a{2}$", "a"));
  CHECK(found("^a{2,}$", "aaaaa"));
  CHECK(found("^a{0}b$", "b"));
  CHECK(!found("^a{0}b$", "ab"));
  CHECK(found("^a{0,}b$", "aab"));
  CHECK(found("a|b|", "zzz"));
  CHECK(found("\\bcat\\b", "a cat sat"));
  CHECK(!found("\\bcat\\b", "concat"));
  CHECK(found("(a*)*b", "aaab"));
  CHECK(found("a+?b", "aab"));
  CHECK(found("", ""));
}

TEST_CASE("pattern: whole matches") {
  CHECK(whole("([0-9]{3})-([0-9]{2})-([0-9]{4})", "123-12-1234"));
  CHECK(!whole("([0-9]{3})-([0-9]{2})-([0-9]{4})", "x123-12-1234"));
  CHECK(!whole("a|ab", "abc"));
  CHECK(whole("a|ab", "ab"));
}

TEST_CASE("pattern: characters, not bytes; both cases when asked") {
  CHECK(found("^.$", "ж"));
  CHECK(found("^[а-я]+$", "тег"));
  CHECK(found("ÄRGER", "großer ärger", Pattern::Case::folded));
  CHECK(found("[A-C]x", "bX", Pattern::Case::folded));
  CHECK(!found("ÄRGER", "ärger"));
}

TEST_CASE("pattern: errors say where and what") {
  CHECK(wrong("ab(c") == "2: a group is not closed");
  CHECK(wrong("ab)") == "2: a closing bracket has no opening one");
  CHECK(wrong("x[ab") == "1: a [ is not closed");
  CHECK(wrong("*a") == "0: there is nothing to repeat here");
  CHECK(wrong("a{3,2}") == "1: a repetition is written {3}, {3,} or {3,5}, with numbers up to 1000");
  CHECK(wrong("a\\") == "1: a backslash at the end escapes nothing");
  CHECK(wrong("a\\1") == "1: this escape is not known");
  CHECK(wrong("(?=a)") == "0: of the groups that begin with (? only (?: is known");
  CHECK(wrong("[z-a]") == "2: a range runs backwards");
  CHECK(wrong("a\xff") == "1: this is not UTF-8");
  CHECK(wrong("Störung(") == "7: a group is not closed");  // people count characters, not bytes
  CHECK(wrong("日本[") == "2: a [ is not closed");
}

TEST_CASE("pattern: what makes other engines take for ever is linear here") {
  std::string text(20'000, 'a');
  CHECK(!found("^(a+)+$", text + "!"));
  CHECK(!found("(a|aa)*b", text));
  CHECK(!found("(.*)(.*)(.*)(.*)x", text));
}

TEST_CASE("pattern: what would be a huge program is refused") {
  CHECK(wrong("(((a{1000}){1000}){1000}){1000}").find("the expression is too large") != std::string::npos);
  std::string deep(1000, '(');
  CHECK(wrong(deep).find("nested too deeply") != std::string::npos);
  std::string wide;
  for (int i = 0; i < 20'000; ++i) wide += "a|";
  CHECK(wrong(wide).find("too large") != std::string::npos);
}

TEST_CASE("fold: scripts with two cases, and those without") {
  CHECK(fold("ABC xyz") == "abc xyz");
  CHECK(fold("ÄÖÜ Éß") == "äöü éß");
  CHECK(fold("ΑΣΩς") == "ασωσ");
  CHECK(fold("ЖЁЯ") == "жёя");
  CHECK(fold("Ա") == "ա");
  CHECK(fold("ĀāĂă") == "āāăă");
  CHECK(fold("日本語 עברית") == "日本語 עברית");
  CHECK(fold("a\xffz") == "a\xef\xbf\xbdz");
  CHECK(fold(U'\u212A') == U'k');  // KELVIN SIGN
}

TEST_CASE("fold: finds a word whatever the case, and says what it found") {
  const std::string_view text = "STÖRUNG in der Störungsstelle";
  const std::string_view first = find_folded(text, fold("störung"));
  CHECK(first == "STÖRUNG");
  const std::string_view second = find_folded({first.end(), text.end()}, fold("störung"));
  CHECK(second == "Störung");
  CHECK(find_folded({second.end(), text.end()}, fold("störung")).empty());
  CHECK(find_folded("10 \u212A", "k") == "\u212A");  // KELVIN SIGN, three bytes
  CHECK(find_folded("aab", "ab") == "ab");
  CHECK(find_folded("ab", "abc").empty());
  CHECK(find_folded("", "a").empty());
  CHECK(find_folded("a\xff", "a\xef\xbf\xbd") == "a\xff");
}
