// SPDX-License-Identifier: AGPL-3.0-or-later
// What the palette offers for a text.
#include <algorithm>
#include <utility>

#include "gui/format.h"
#include "gui/screens/palette.h"
#include "gui/widgets/suspicious.h"

namespace gui {
namespace {

using Kind = PaletteTarget::Kind;
constexpr std::size_t most_nodes = 6, most_people = 4, most_people_alone = 12;

class Entries {
 public:
  Entries(std::string_view text, const PaletteSources& from) : from_(from), query_(text) {}

  void recent() {
    group_ = "Recent";
    for (const PaletteTarget& target : from_.recent) {
      const auto node = from_.model.find(target.name);
      if (target.kind == Kind::node && node) add_node(from_.model[*node]);
      if (target.kind == Kind::jid) add(Kind::jid, Icon::user, target.name);
      if (target.kind == Kind::act && target.act != Act::palette) add_act(command(target.act));
    }
  }
  void nodes() {
    const auto found = find_nodes(from_.model, query_, most_nodes);
    group_ = "Topics and collections" + of(found);
    for (auto index : found) add_node(from_.model[index]);
  }
  void people(std::size_t most) {
    const auto found = find_people(from_.people, query_, most);
    group_ = "JIDs" + of(found);
    for (auto index : found) {
      const xmpp::grid::Person& person = from_.people[index];
      std::string& more = add(Kind::jid, Icon::user, person.jid).more;
      if (person.owns) more = "owner of " + number(person.owns);
      if (person.publishes) more += (more.empty() ? "publisher of " : ", publisher of ") + number(person.publishes);
    }
  }
  void acts() {
    const std::size_t selected = from_.situation.selected;
    group_ = "On " + number(selected) + " selected";
    if (selected) acts(true);
    group_ = "Commands";
    acts(false);
  }
  std::vector<PaletteEntry> take() { return std::move(entries_); }

 private:
  PaletteEntry& add(Kind kind, Icon icon, std::string_view name) {
    PaletteEntry& entry = entries_.emplace_back();
    entry.target.kind = kind;
    if (kind != Kind::act) entry.target.name = name;
    entry.group = group_;
    entry.icon = icon;
    entry.label = ui::visible(name, 512);
    return entry;
  }
  void add_node(const xmpp::grid::Node& node) {
    const bool collection = node.kind == xmpp::grid::NodeKind::collection;
    PaletteEntry& entry = add(Kind::node, collection ? Icon::collection : Icon::topic, node.id);
    entry.more = ui::prose(node.title, 256);
    entry.access = node.access;
  }
  void add_act(const Command& command) {
    PaletteEntry& entry = add(Kind::act, command.icon, command.label);
    entry.target.act = command.act;
    entry.keys = command.keys;
    entry.disabled = why_not(command.need, from_.situation);
  }
  static std::string of(const xmpp::grid::Found& found) {
    return found.count < found.all ? ", " + number(found.count) + " of " + number(found.all) : "";
  }
  // The best first; as in the table where two fit as well.
  void acts(bool on_selection) {
    const auto fit = [&](const Command& command) {
      const bool here = from_.situation.selected && command.need == Need::selection;
      return !command.in_palette || here != on_selection ? 0 : query_.empty() ? 1 : query_.score(command.label);
    };
    int best = 0, next = 0;
    for (const Command& command : commands()) best = std::max(best, fit(command));
    for (; best > 0; best = std::exchange(next, 0))
      for (const Command& command : commands()) {
        const int score = fit(command);
        if (score == best) add_act(command);
        if (score < best) next = std::max(next, score);
      }
  }

  const PaletteSources& from_;
  xmpp::Fuzzy query_;
  std::string group_;
  std::vector<PaletteEntry> entries_;
};

}  // namespace

std::string_view palette_words(std::string_view text) {
  return text.starts_with('>') || text.starts_with('@') ? text.substr(1) : text;
}

std::vector<PaletteEntry> palette_entries(std::string_view text, const PaletteSources& sources) {
  const std::string_view words = palette_words(text);
  const char mode = words.size() < text.size() ? text[0] : ' ';
  Entries entries(words, sources);
  if (text.empty()) entries.recent();
  if (mode == ' ') entries.nodes();
  if (mode != '>') entries.people(mode == '@' ? most_people_alone : most_people);
  if (mode != '@') entries.acts();
  return entries.take();
}

}  // namespace gui
