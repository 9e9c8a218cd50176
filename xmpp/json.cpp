// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/json.h"

#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>

namespace xmpp {
namespace {

// Tells how far the parser has come: its callbacks carry no positions.
struct Counting {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  const char* at;
  std::size_t* furthest;
  const char& operator*() const { return *at; }
  Counting& operator++() {
    ++at;
    ++*furthest;
    return *this;
  }
  Counting operator++(int) {
    Counting before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Counting& other) const { return at == other.at; }
};

// The interface is nlohmann::json_sax.
struct Events {
  JsonReader& reader;
  std::optional<JsonProblem> problem = {};

  bool null() { return reader.other(), true; }
  bool boolean(bool value) { return reader.boolean(value), true; }
  bool number_integer(std::int64_t) { return reader.other(), true; }
  bool number_unsigned(std::uint64_t) { return reader.other(), true; }
  bool number_float(double, const std::string&) { return reader.other(), true; }
  bool string(std::string& value) { return reader.text(value), true; }
  bool binary(nlohmann::json::binary_t&) { return true; }  // none in a text
  bool start_object(std::size_t) { return reader.start_object(), true; }
  bool key(std::string& name) { return reader.key(name), true; }
  bool end_object() { return reader.end_object(), true; }
  bool start_array(std::size_t) { return reader.start_array(), true; }
  bool end_array() { return reader.end_array(), true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) {
    problem = {position, error.what()};
    return false;
  }
};

}  // namespace

std::optional<JsonProblem> read_json(std::string_view text, JsonReader& reader, std::size_t& furthest) {
  furthest = 0;
  Events events{reader};
  nlohmann::json::sax_parse(Counting{text.data(), &furthest}, Counting{text.data() + text.size(), &furthest}, &events);
  return std::move(events.problem);
}

}  // namespace xmpp
