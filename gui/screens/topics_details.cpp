// SPDX-License-Identifier: AGPL-3.0-or-later
// Details of one topic or collection.
#include "gui/format.h"
#include "gui/screens/topics.h"

namespace gui {
namespace {

using xmpp::grid::Known;
using xmpp::grid::Model;
using xmpp::grid::Node;
using xmpp::grid::NodeIndex;
using xmpp::grid::NodeKind;

void go_to_node(Shell& shell, std::string_view id) {
  Route next = shell.route();
  next.node = id;
  shell.go(std::move(next));
}

Icon icon_of(const Node& node) { return node.kind == NodeKind::collection ? Icon::collection : Icon::topic; }

// Links one below the other; most collections are in few.
void node_links(Shell& shell, const std::vector<NodeIndex>& nodes) {
  const Model& model = shell.session.model();
  for (const NodeIndex index : nodes) {
    const ui::Id id(model[index].id);
    if (ui::link(ui::visible(model[index].id, 128))) go_to_node(shell, model[index].id);
  }
}

// The last part of a namespace says what it is: "urn:ietf:params:xml:ns:iodef-2.0" → "iodef-2.0".
std::string_view short_type(std::string_view type) {
  const auto cut = type.find_last_of(":/#");
  return cut == type.npos || cut + 1 == type.size() ? type : type.substr(cut + 1);
}

void count_row(ui::KeyValues& grid, std::string_view key, const std::optional<std::uint64_t>& value, bool waiting) {
  grid.row(key);
  if (value) {
    ui::text(number(*value));
  } else if (waiting) {
    ui::skeleton(24);
  } else {
    ui::text("–", Text::body, Token::text_muted);
  }
}

void parents(Shell& shell, ui::KeyValues& grid, const Node& node, bool waiting) {
  const Model& model = shell.session.model();
  grid.row("In");
  if (node.parents.empty() && !waiting) ui::text("no collection", Text::body, Token::text_muted);
  for (std::size_t i = 0; i < node.parents.size(); ++i) {
    if (i > 0) grid.row("");
    const std::string& id = model[node.parents[i]].id;
    const ui::Id scope(id);
    if (ui::link(ui::visible(id, 128))) go_to_node(shell, id);
  }
}

std::string contents(const Model& model, const Node& node) {
  const auto collections = std::size_t(
      std::ranges::count_if(node.children, [&](NodeIndex child) { return model[child].kind == NodeKind::collection; }));
  std::string text = counted(node.children.size() - collections, "topic");
  if (collections > 0) text += ", " + counted(collections, "collection");
  return text;
}

void facts(Shell& shell, const Node& node) {
  const ui::Section section;
  ui::KeyValues grid;
  const bool waiting = pending(node.state);
  grid.row("Id");
  ui::path(node.id, grid.value_width() - 32);
  if (ui::icon_button(Icon::copy, "Copy id", {.kind = ui::Kind::ghost, .size = ui::Size::small}))
    shell.copy(node.id, "Id copied");
  grid.row("Access");
  if (node.state == Known::refused) {
    ui::text("not visible", Text::body, Token::text_muted);
  } else if (node.access != xmpp::grid::AccessModel::unknown) {
    ui::access_chip(node.access, false);
  } else if (waiting) {
    ui::skeleton(64);
  } else {
    ui::text("–", Text::body, Token::text_muted);
  }
  if (node.kind != NodeKind::collection) {
    grid.row("Payload");
    if (node.type.empty()) {
      ui::text("–", Text::body, Token::text_muted);
    } else {
      ui::text_cut(ui::visible(short_type(node.type), 128), grid.value_width(), Text::mono);
    }
  }
  if (node.kind != NodeKind::collection && short_type(node.type).size() < node.type.size()) {
    grid.row("Namespace");
    ui::text_cut(ui::visible(node.type, 512), grid.value_width(), Text::mono, Token::text_secondary);
  }
  parents(shell, grid, node, waiting);
  if (node.kind == NodeKind::collection) grid.row("Contains", contents(shell.session.model(), node));
  if (node.mine != xmpp::grid::Affiliation::unknown) {
    grid.row("You");
    ui::affiliation_chip(node.mine, false, true);
  }
  if (node.kind != NodeKind::collection) {
    count_row(grid, "Items", node.items, pending(node.counts));
    if (node.items && node.max_items)
      ui::text("of " + number(*node.max_items) + " kept", Text::body, Token::text_muted);
  }
  count_row(grid, "Providers", node.providers, pending(node.counts));
  count_row(grid, "Consumers", node.consumers, pending(node.counts));
  if (!node.created.empty()) grid.row("Created", ui::visible(node.created.substr(0, 10)));
}

void description(const Node& node) {
  if (node.description.empty()) return;
  const ui::Section section("Description");
  ui::paragraph(ui::prose(node.description));
}

void refusal(const Node& node) {
  if (!node.error) return;
  const ui::Section section;
  const ui::Banner banner{.tone = node.state == Known::refused ? ui::Tone::info : ui::Tone::warning,
                          .title = node.state == Known::refused ? "Not visible to you" : "Could not be read",
                          .text = {}};
  const std::string text =
      words(*node.error) + " The controller said “" + ui::visible(xmpp::to_string(*node.error), 256) + "”.";
  ui::Banner shown = banner;
  shown.text = text;
  ui::banner(shown);
}

void ancestors(Shell& shell, NodeIndex index) {
  const Model& model = shell.session.model();
  const std::vector<NodeIndex> all = model.ancestors(index);
  if (all.size() <= model[index].parents.size()) return;  // the direct ones are above already
  const ui::Section section("In, through other collections", number(all.size() - model[index].parents.size()));
  std::vector<NodeIndex> further;
  for (const NodeIndex ancestor : all)
    if (std::ranges::find(model[index].parents, ancestor) == model[index].parents.end()) further.push_back(ancestor);
  node_links(shell, further);
}

void people(std::string_view title, const std::vector<xmpp::Jid>& jids, std::string_view domain, bool& show_all) {
  if (jids.empty()) return;
  const ui::Section section(title, number(jids.size()));
  const ui::Id id(title);
  const std::size_t shown = show_all ? jids.size() : std::min<std::size_t>(3, jids.size());
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) ui::space(8);
    const ui::Row row(20.0f);
    ui::jid(jids[i].to_string(), domain, row.rest() - 16);
  }
  if (shown < jids.size()) ui::space(8);
  if (shown < jids.size() && ui::link("Show all " + number(jids.size()))) show_all = true;
}

void more(const Node& node) {
  if (node.more.empty()) return;
  const ui::Section section("More");
  ui::KeyValues grid(136);
  for (const auto& [name, value] : node.more) {
    grid.row(ui::visible(short_type(name), 64));
    ui::text_cut(ui::prose(value, 512), grid.value_width());
  }
}

}  // namespace

bool draw_details(Shell& shell, const ui::Area& place, bool overlay, bool& show_all) {
  const Model& model = shell.session.model();
  const auto index = model.find(shell.route().node);
  ui::Area area = place;
  const ui::Region panel(ui::Role::complementary, "Details", area, {.overlay = overlay});
  if (shell.width != Width::phone) ui::line_left(area);
  const ui::Area head = area.cut_top(layout::panel_header);
  ui::line_below(head);
  bool open = true;
  {
    ui::Row row({head.x, head.y, head.w + ui::px(8), head.h}, 8, 16);  // 8 at the right
    const bool phone = shell.width == Width::phone;
    if (phone &&
        ui::icon_button(Icon::chevron_left, "Back to the list", {.kind = ui::Kind::ghost, .size = ui::Size::touch}))
      open = false;
    if (index) {
      const Node& node = model[*index];
      ui::icon(icon_of(node));
      const std::string name =
          node.title.empty() ? ui::visible(split_id(node.id).second, 256) : ui::prose(node.title, 256);
      ui::heading_cut(name, row.rest() - 32);
    } else {
      ui::heading("Not found");
    }
    row.align_right();
    if (!phone && ui::icon_button(Icon::x, "Close details", {.kind = ui::Kind::ghost, .size = ui::Size::small}))
      open = false;
  }
  const ui::Region body(ui::Role::group, "About it", area, {.scrolls = true});
  if (!index) {
    const ui::Section section;
    ui::paragraph(shell.session.awaits_list()
                      ? "This topic was not found yet; the list is still being read."
                      : "The controller lists no topic “" + ui::visible(shell.route().node, 256) +
                            "”. It may have been deleted, or be hidden from you.");
    return open;
  }
  const Node& node = model[*index];
  facts(shell, node);
  refusal(node);
  description(node);
  ancestors(shell, *index);
  people("Owners", node.owners, shell.session.domain(), show_all);
  people("Providers", node.publishers, shell.session.domain(), show_all);
  more(node);
  return open;
}

}  // namespace gui
