// SPDX-License-Identifier: AGPL-3.0-or-later
// Screen ↔ URL fragment: "#/topics?filter=phish&sort=-consumers&view=tree&node=incidents%2Fphishing". Everything that a
// person would want to find again or send to a colleague, and nothing secret.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "gui/theme/icon_data.h"

namespace gui {

enum class Screen : unsigned char { topics, preferences, help, about };

struct Route {
  Screen screen = Screen::topics;
  std::string service = {};  ///< JID of the pubsub service, when there are several
  std::string node = {};     ///< the one in the details panel, "" : none
  std::string within = {};   ///< collection to which the list is limited, "" : none
  std::string filter = {};
  std::string sort = {};  ///< a column's word, with "-" in front: descending; "": by id
  bool tree = false;      ///< tree instead of flat list
  bool loose = false;     ///< only what is in no collection
  friend bool operator==(const Route&, const Route&) = default;
};

/// One row a screen.
struct ScreenRow {
  Screen screen;
  std::string_view path, title;
  Icon icon;
  bool at_foot = false;  ///< at the lower end of the navigation
};
const std::array<ScreenRow, 4>& screens();
const ScreenRow& row(Screen screen);

struct RouteRead {
  Route route;
  std::string problem;  ///< a sentence when the fragment names no screen; "" otherwise
};

/// Fragment without '#'; "" is the first screen. Unknown parameters are ignored, so that old links keep working.
RouteRead read_route(std::string_view fragment);
/// The canonical fragment; read_route gives the same route back. Empty values are left out.
std::string write_route(const Route& route);

/// Percent-coding of RFC 3986 §2.1; only unreserved characters and '/', ':', '@', ',' stay. A wrong escape is kept as
/// text.
std::string percent_encode(std::string_view text);
std::string percent_decode(std::string_view text);

}  // namespace gui
