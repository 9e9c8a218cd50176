// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/base64.h"

#include <doctest/doctest.h>

using namespace xmpp;

namespace {

std::optional<std::string> decoded(std::string_view text) {
  auto bytes = from_base64(text);
  if (!bytes) return std::nullopt;
  return std::string(bytes->begin(), bytes->end());
}

}  // namespace

TEST_CASE("SASL-06 base64 of RFC 4648 §10, both ways") {
  constexpr std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                             {"f", "Zg=="},
                                                             {"fo", "Zm8="},
                                                             {"foo", "Zm9v"},
                                                             {"foob", "Zm9vYg=="},
                                                             {"fooba", "Zm9vYmE="},
                                                             {"foobar", "Zm9vYmFy"}};
  for (auto [plain, encoded] : vectors) {
    CHECK(to_base64(std::string_view(plain)) == encoded);
    CHECK(decoded(encoded) == plain);
  }
  CHECK(to_base64(std::string_view("\xff\xfe\xfd")) == "//79");
}

TEST_CASE("SASL-06 SEC-15 anything but canonical base64 is refused") {
  for (const char* text : {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zm9v=", "Zm9v====", "Zm=v", "=m9v",
                           "Zg==Zg==", " Zm9v", "Zm9v\n", "Zm9\r\n", "Zm-_", "Zm9*", "Zh==", "Zm9="}) {
    CHECK_MESSAGE(!from_base64(text), text);
  }
  CHECK_FALSE(from_base64(std::string_view("Zm9\0", 4)));
  CHECK_FALSE(from_base64("Zm9\xc3"));
}
