// SPDX-License-Identifier: AGPL-3.0-or-later
// HTTPS GET for discovery: without credentials, without referrer, at most 64 KiB, at most 10 seconds.
#pragma once
#include "xmpp/outside.h"

namespace browser {

class Fetcher final : public xmpp::Fetcher {
 public:
  xmpp::Task<xmpp::Result<xmpp::Fetched>> get(std::string url) override;
};

}  // namespace browser
