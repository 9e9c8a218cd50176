// SPDX-License-Identifier: AGPL-3.0-or-later
// The browser's own Unicode tables as xmpp::Unicode: normalisation, case and general categories cost no download. Only
// bidi classes, which no browser tells, come from a small table of their own (bidi.h).
#pragma once
#include "xmpp/outside.h"

namespace browser {

class Unicode final : public xmpp::Unicode {
 public:
  std::string nfc(std::string_view utf8) const override;
  std::string nfkc(std::string_view utf8) const override;
  std::string lower(std::string_view utf8) const override;
  std::string_view category(char32_t character) const override;
  std::string_view bidi_class(char32_t character) const override;
};

}  // namespace browser
