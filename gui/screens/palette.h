// SPDX-License-Identifier: AGPL-3.0-or-later
// Ctrl K: go to a topic, look for somebody or run a command by typing some letters of it.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "gui/shell.h"
#include "gui/widgets/layout.h"
#include "xmpp/grid/search.h"

namespace gui {

/// Where a line of the palette leads; also what is remembered of it.
struct PaletteTarget {
  enum class Kind : unsigned char { node, jid, act } kind = Kind::act;
  std::string name = {};  ///< id or JID
  Act act = Act::palette;
  friend bool operator==(const PaletteTarget&, const PaletteTarget&) = default;
};

/// Those that are not used yet lead nowhere: Act::palette.
using RecentTargets = std::array<PaletteTarget, 5>;

struct PaletteEntry {
  PaletteTarget target = {};
  std::string group = {};  ///< heading over it and those that follow: "Topics and collections, 3 of 6"
  Icon icon = Icon::none;
  std::string label = {};
  std::string more = {};  ///< beside the label the title of a topic, at the right what somebody is: "owner of 3"
  xmpp::grid::AccessModel access = xmpp::grid::AccessModel::unknown;
  std::string_view keys = {}, disabled = {};  ///< disabled: the reason
};

/// What can be found.
struct PaletteSources {
  const xmpp::grid::Model& model;
  const std::vector<xmpp::grid::Person>& people;
  const RecentTargets& recent;  ///< the latest first
  const Situation& situation;
};
/// What of the text is looked for: `>` in front means commands alone, `@` JIDs alone.
std::string_view palette_words(std::string_view text);
/// Topics and collections, JIDs, acts on the selection, commands, each by how well it fits; without a text what was
/// chosen last, and all commands. Pure.
std::vector<PaletteEntry> palette_entries(std::string_view text, const PaletteSources& sources);

class Palette {
 public:
  void open() { open_ = opening_ = true; }
  void close() { open_ = false; }
  bool is_open() const { return open_; }
  /// To be offered first when nothing is typed.
  void remember(PaletteTarget target);
  /// All of a session.
  void forget();
  void draw(Shell& shell);

 private:
  void update(const Shell& shell);
  void carry_out(Shell& shell, PaletteTarget target);
  int draw_list(const ui::Area& area, ImGuiID field, bool reveal);
  void draw_nothing(const ui::Area& area, bool edited) const;

  bool open_ = false, opening_ = false;
  std::string text_;
  int chosen_ = 0;
  float height_ = 0;  ///< of the list in the last frame
  RecentTargets recent_;
  std::vector<xmpp::grid::Person> people_;
  std::vector<PaletteEntry> entries_;
  // What people and entries were made from.
  std::uint64_t revision_ = ~0ull;
  std::string made_from_;
  Situation situation_;
};

}  // namespace gui
