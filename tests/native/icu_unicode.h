// SPDX-License-Identifier: AGPL-3.0-or-later
// Unicode over ICU's C interface.
#pragma once
#include "xmpp/outside.h"

namespace native {

class IcuUnicode final : public xmpp::Unicode {
 public:
  std::string nfc(std::string_view utf8) const override;
  std::string nfkc(std::string_view utf8) const override;
  std::string lower(std::string_view utf8) const override;
  std::string_view category(char32_t character) const override;
  std::string_view bidi_class(char32_t character) const override;
};

}  // namespace native
