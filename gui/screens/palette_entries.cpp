// SPDX-License-Identifier: AGPL-3.0-or-later
// What the palette offers for a text.
#include <algorithm>

#include "gui/format.h"
#include "gui/screens/palette.h"
#include "gui/widgets/suspicious.h"

namespace gui {
namespace {

using xmpp::grid::Node;
using Kind = PaletteTarget::Kind;
constexpr std::size_t most_nodes = 6, most_people = 4, most_people_alone = 12;

PaletteEntry node_entry(const Node& node) {
  return {.target = {Kind::node, node.id},
          .group = {},
          .icon = node.kind == xmpp::grid::NodeKind::collection ? Icon::collection : Icon::topic,
          .label = ui::visible(node.id, 512),
          .remark = ui::visible(node.title, 256),
          .access = node.access};
}

PaletteEntry person_entry(const std::string& jid) {
  return {.target = {Kind::jid, jid}, .group = {}, .icon = Icon::user, .label = ui::visible(jid, 512)};
}

PaletteEntry act_entry(const Command& command, const Situation& situation) {
  return {.target = {Kind::act, {}, command.act},
          .group = {},
          .icon = command.icon,
          .label = std::string(command.label),
          .keys = command.keys,
          .disabled = why_not(command.need, situation)};
}

class Entries {
 public:
  Entries(std::string_view text, const PaletteSources& from) : from_(from), query_(text) {}

  void recent() {
    begin("Recent");
    for (const PaletteTarget& target : from_.recent) {
      const auto node = from_.model.find(target.name);
      if (target.kind == Kind::node && node) add(node_entry(from_.model[*node]));
      if (target.kind == Kind::jid) add(person_entry(target.name));
      if (target.kind == Kind::act) add(act_entry(command(target.act), from_.situation));
    }
  }
  void nodes() {
    const auto found = find_nodes(from_.model, query_, most_nodes);
    begin("Topics and collections" + of(found));
    for (auto index : found.best) add(node_entry(from_.model[index]));
  }
  void people(std::size_t most) {
    const auto found = find_people(from_.people, query_, most);
    begin("JIDs" + of(found));
    for (auto index : found.best) {
      const xmpp::grid::Person& person = from_.people[index];
      add(person_entry(person.jid));
      std::string& fact = entries_.back().fact;
      if (person.owns) fact = "owner of " + number(person.owns);
      if (person.publishes) fact += (fact.empty() ? "" : ", ") + ("publisher of " + number(person.publishes));
    }
  }
  void acts() {
    const std::size_t selected = from_.situation.selected;
    if (selected) acts(true, "On " + number(selected) + " selected");
    acts(false, "Commands");
  }
  std::vector<PaletteEntry> take() { return std::move(entries_); }

 private:
  void begin(std::string group) { group_ = std::move(group); }
  void add(PaletteEntry entry) {
    entry.group = group_;
    entries_.push_back(std::move(entry));
  }
  static std::string of(const xmpp::grid::Found& found) {
    return found.best.size() < found.all ? ", " + number(found.best.size()) + " of " + number(found.all) : "";
  }
  void acts(bool on_selection, std::string group) {
    struct Fit {
      int score;
      const Command* command;
    };
    std::vector<Fit> fits;
    for (const Command& command : commands()) {
      const int score = query_.empty() ? 1 : query_.score(command.label);
      const bool here = from_.situation.selected && command.need == Need::selection;
      if (score == 0 || !command.in_palette || here != on_selection) continue;
      fits.insert(std::ranges::find_if(fits, [&](const Fit& fit) { return fit.score < score; }), {score, &command});
    }
    begin(std::move(group));
    for (const Fit& fit : fits) add(act_entry(*fit.command, from_.situation));
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
