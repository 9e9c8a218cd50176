// SPDX-License-Identifier: AGPL-3.0-or-later
// The strict gate: one pass over a frame, without recursion and without building anything, that refuses all that XMPP
// forbids (RFC 6120 §11) and all that is not namespace-well-formed XML 1.0. What it accepts, pugixml parses rightly.
#include <algorithm>

#include "xmpp/utf8.h"
#include "xmpp/xml.h"
#include "xmpp/xml_names.h"
#include "xmpp/xml_scope.h"
#include "xmpp/xml_text.h"

namespace xmpp {
namespace {

using namespace xml;

constexpr const char* ill_formed = "not-well-formed";
constexpr const char* restricted = "restricted-xml";
constexpr const char* bad_format = "bad-format";
constexpr const char* too_much = "policy-violation";

class Gate {
 public:
  Gate(std::string_view frame, const XmlLimits& limits)
      : start_(frame.data()), at_(start_), end_(start_ + frame.size()), limits_(limits), scope_(limits.prefixes) {}

  Result<void> run() {
    if (static_cast<std::size_t>(end_ - start_) > limits_.bytes) {
      fail(too_much, "the frame is too long");
    } else if (prolog() && element_content()) {
      while (at_ != end_ && is_space(*at_)) ++at_;
      if (at_ != end_) fail_at_markup("something follows the root element");
    }
    if (!condition_) return {};
    auto where = std::to_string(at_ - start_);
    return Error{.kind = ErrorKind::protocol, .condition = condition_, .text = "byte " + where + ": " + why_};
  }

 private:
  bool fail(const char* condition, const char* why) {
    condition_ = condition;
    why_ = why;
    return false;
  }
  bool next_is(std::string_view text) const {
    return static_cast<std::size_t>(end_ - at_) >= text.size() && std::string_view(at_, text.size()) == text;
  }
  bool skip(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }
  bool skip_space() {
    const char* before = at_;
    while (at_ != end_ && is_space(*at_)) ++at_;
    return at_ != before;
  }

  // RFC 6120 §11.1. Called where something else was expected.
  bool fail_at_markup(const char* otherwise) {
    if (next_is("<!--")) return fail(restricted, "a comment");
    if (next_is("<?")) return fail(restricted, "a processing instruction");
    if (next_is("<!DOCTYPE")) return fail(restricted, "a document type declaration");
    return fail(ill_formed, otherwise);
  }

  // An XML declaration is the one thing allowed before the root element; not even white space is (RFC 7395 §3.3.3).
  bool prolog() {
    if (next_is("<?xml") && end_ - at_ > 5 && is_space(at_[5]) && !xml_declaration()) return false;
    if (next_is("\xef\xbb\xbf")) return fail(ill_formed, "a byte order mark");
    if (at_ == end_) return fail(ill_formed, "no element");
    if (*at_ != '<') return fail(ill_formed, "the first character is not '<'");
    if (end_ - at_ > 1 && (at_[1] == '!' || at_[1] == '?')) return fail_at_markup("markup before the root element");
    ++at_;
    return start_tag();
  }

  // XML 1.0 §2.8 XMLDecl.
  bool xml_declaration() {
    at_ += 5;
    std::string_view version, encoding, standalone;
    bool given = pseudo_attribute("version", version);
    pseudo_attribute("encoding", encoding);
    pseudo_attribute("standalone", standalone);
    skip_space();
    if (!given || !skip("?>")) return fail(ill_formed, "an XML declaration that is not one");
    if (version != "1.0") return fail(ill_formed, "a version of XML other than 1.0");
    if (!encoding.empty() && !same_ignoring_case(encoding, "utf-8")) return fail(bad_format, "an encoding but UTF-8");
    if (!standalone.empty() && standalone != "yes" && standalone != "no") return fail(ill_formed, "standalone");
    skip_space();
    return true;
  }

  bool pseudo_attribute(std::string_view name, std::string_view& value) {
    const char* before = at_;
    bool found = skip_space() && skip(name) && (skip_space(), skip("=")) && (skip_space(), at_ != end_) &&
                 (*at_ == '\'' || *at_ == '"');
    const char* close = found ? std::find(at_ + 1, end_, *at_) : end_;
    if (close == end_) return at_ = before, false;
    value = {at_ + 1, static_cast<std::size_t>(close - at_ - 1)};
    at_ = close + 1;
    return true;
  }

  // Everything inside the root element, up to its end tag.
  bool element_content() {
    while (!open_.empty()) {
      if (!text()) return false;
      ++at_;  // text() stops at '<'
      if (at_ == end_) return fail(ill_formed, "the frame ends inside a tag");
      if (*at_ == '/') {
        ++at_;
        if (!end_tag()) return false;
      } else if (*at_ == '!' || *at_ == '?') {
        --at_;
        if (!skip("<![CDATA[")) return fail_at_markup("markup that is not allowed");
        if (!cdata()) return false;
      } else if (!start_tag()) {
        return false;
      }
    }
    return true;
  }

  bool text() {
    while (at_ != end_) {
      switch (class_of(*at_)) {
        case Class::plain:
          ++at_;
          break;
        case Class::markup:
          if (*at_ == '<') return true;
          if (*at_ == '&') {
            if (!reference()) return false;
          } else {  // '>'
            if (at_ - start_ >= 2 && at_[-1] == ']' && at_[-2] == ']') return fail(ill_formed, "']]>' in text");
            ++at_;
          }
          break;
        case Class::other:
          if (!character()) return false;
      }
    }
    return fail(ill_formed, "the frame ends inside an element");
  }

  bool cdata() {
    while (at_ != end_) {
      if (class_of(*at_) == Class::other) {
        if (!character()) return false;
      } else if (*at_++ == ']' && at_ != end_ && *at_ == ']' && end_ - at_ > 1 && at_[1] == '>') {
        at_ += 2;
        return true;
      }
    }
    return fail(ill_formed, "the frame ends inside a CDATA section");
  }

  // One character outside ASCII, or an ASCII control character.
  bool character() {
    const char* before = at_;
    char32_t c = utf8::decode(at_, end_);
    if (c != utf8::invalid && is_char(c)) return true;
    at_ = before;
    return fail(bad_format, c == utf8::invalid ? "not UTF-8" : "a character that XML forbids");
  }

  // XML 1.0 §4.1; of the named entities only the predefined five (RFC 6120 §11.1).
  bool reference() {
    const char* start = at_;
    const char* end = std::find(at_, at_ + std::min<std::ptrdiff_t>(64, end_ - at_), ';');
    if (end == end_ || *end != ';') return fail(ill_formed, "'&' that begins no reference");
    std::string_view name(start + 1, end - start - 1);
    if (name.starts_with('#')) {
      char32_t c = character_reference(name.substr(1));
      if (c == utf8::invalid) return fail(ill_formed, "a character reference that is not one");
      if (!is_char(c)) return fail(bad_format, "a reference to a character that XML forbids");
    } else if (!is_name(name)) {
      return fail(ill_formed, "'&' that begins no reference");
    } else if (name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "apos") {
      return fail(restricted, "a reference to an entity other than the predefined ones");
    }
    at_ = end + 1;
    return true;
  }

  bool name(QName& name) {
    const char* start = at_;
    if (!nc_name(name.local)) return false;
    if (at_ != end_ && *at_ == ':') {
      ++at_;
      name.prefix = name.local;
      if (!nc_name(name.local)) return false;
    }
    name.whole = {start, static_cast<std::size_t>(at_ - start)};
    return true;
  }

  bool nc_name(std::string_view& name) {
    const char* start = at_;
    at_ = end_of_name(at_, end_);
    name = {start, static_cast<std::size_t>(at_ - start)};
    if (at_ != start) return true;
    if (at_ != end_ && class_of(*at_) == Class::other && !character()) return false;
    return fail(ill_formed, "a name was expected");
  }

  bool start_tag() {
    QName element;
    if (!name(element)) return false;
    if (++elements_ > limits_.elements) return fail(too_much, "too many elements");
    if (open_.size() >= limits_.depth) return fail(too_much, "elements nested too deeply");
    open_.push_back(element.whole);
    attributes_.clear();
    for (;;) {
      bool space = skip_space();
      if (at_ == end_) return fail(ill_formed, "the frame ends inside a tag");
      if (*at_ == '>' || *at_ == '/') break;
      if (!space) return fail(ill_formed, "no white space before an attribute");
      if (attributes_.size() >= limits_.attributes) return fail(too_much, "too many attributes");
      if (!attribute()) return false;
    }
    if (auto [problem, why] = scope_.enter(element, attributes_); problem != NamespaceScope::Problem::none)
      return fail(problem == NamespaceScope::Problem::too_many ? too_much : ill_formed, why);
    bool empty = *at_ == '/';
    if (empty && (++at_ == end_ || *at_ != '>')) return fail(ill_formed, "'/' in a tag");
    ++at_;
    if (empty) leave();
    return true;
  }

  bool end_tag() {
    const char* start = at_;
    if (!skip(open_.back())) return fail(ill_formed, "an end tag that does not match");
    skip_space();
    if (at_ == end_) return fail(ill_formed, "the frame ends inside a tag");
    if (*at_ != '>') return at_ = start, fail(ill_formed, "an end tag that does not match");
    ++at_;
    leave();
    return true;
  }

  void leave() {
    scope_.leave();
    open_.pop_back();
  }

  bool attribute() {
    Attribute attribute;
    if (!name(attribute.name)) return false;
    skip_space();
    if (!skip("=")) return fail(ill_formed, "an attribute without a value");
    skip_space();
    if (at_ == end_ || (*at_ != '\'' && *at_ != '"')) return fail(ill_formed, "an attribute value without quotes");
    const char quote = *at_++;
    const char* start = at_;
    while (at_ != end_ && *at_ != quote) {
      if (class_of(*at_) == Class::other) {
        if (!character()) return false;
      } else if (*at_ == '<') {
        return fail(ill_formed, "'<' in an attribute value");
      } else if (*at_ == '&') {
        if (!reference()) return false;
      } else {
        ++at_;
      }
    }
    if (at_ == end_) return fail(ill_formed, "the frame ends inside an attribute value");
    attribute.value = {start, static_cast<std::size_t>(at_ - start)};
    ++at_;
    attributes_.push_back(attribute);
    return true;
  }

  const char* start_;
  const char* at_;
  const char* end_;
  const XmlLimits& limits_;
  const char* condition_ = nullptr;
  const char* why_ = nullptr;
  std::size_t elements_ = 0;
  std::vector<std::string_view> open_;  // names as written: the end tag must match them literally
  std::vector<Attribute> attributes_;   // of the tag being read
  NamespaceScope scope_;
};

}  // namespace

Result<void> check_frame(std::string_view frame, const XmlLimits& limits) { return Gate(frame, limits).run(); }

}  // namespace xmpp
