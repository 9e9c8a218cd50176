// SPDX-License-Identifier: AGPL-3.0-or-later
// JSON (RFC 8259), read from front to back. The one place that instantiates nlohmann::json's parser, which is large.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace xmpp {

/// Takes the values of a text as they come.
class JsonReader {
 public:
  virtual ~JsonReader() = default;
  virtual void start_object() = 0;
  virtual void key(std::string& name) = 0;
  virtual void end_object() = 0;
  virtual void start_array() = 0;
  virtual void end_array() = 0;
  virtual void text(std::string& value) = 0;
  virtual void boolean(bool value) = 0;
  virtual void other() = 0;  ///< null or a number
};

struct JsonProblem {
  std::size_t read = 0;  ///< bytes read when the parser gave up
  std::string what;      ///< what was expected, in the parser's words
};

/// Reads all of `text`; ends at the first error. `furthest`, during the calls of `reader`: how many bytes have been
/// read.
std::optional<JsonProblem> read_json(std::string_view text, JsonReader& reader, std::size_t& furthest);

}  // namespace xmpp
