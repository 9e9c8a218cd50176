// SPDX-License-Identifier: AGPL-3.0-or-later
// XEP-0156: where the WebSocket of a domain is.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/outside.h"

namespace xmpp {

/// The WebSocket links of a host-meta document, in order, of any scheme (filter: discover()). Errors:
/// transport/fetch-failed, when it is not readable.
Result<std::vector<std::string>> read_host_meta_xml(std::string_view body);   ///< XRD
Result<std::vector<std::string>> read_host_meta_json(std::string_view body);  ///< JRD

/// Asks an origin ("https://grid.example"), in both formats, and returns its first wss: endpoint (WS-31). Order means
/// nothing (WS-32), so one is as good as another. Errors: transport/fetch-failed, without a text when there was no
/// answer at all; transport/no-endpoint.
Task<Result<std::string>> discover(Fetcher& fetcher, std::string origin);

}  // namespace xmpp
