// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/palette.h"

#include <algorithm>
#include <utility>

#include "gui/ui.h"
#include "gui/widgets/field.h"
#include "gui/widgets/text_runs.h"

namespace gui {
namespace {

using xmpp::grid::AccessModel;
constexpr float top = 96, input_height = 48, label_height = 24, entry_height = layout::palette_row, below_list = 8,
                foot_height = 32;

// `shown` of `whole`, with the letters marked that were found. Not where a script changes the places of letters.
void marked(const xmpp::Fuzzy& query, std::string_view whole, std::string_view shown, Text style, Token color) {
  const ui::Area area = ui::place(ui::text_width(shown, style), ui::px(20));
  if (!ui::needs_run(shown) && color != Token::text_disabled)
    for (const std::string_view part : query.parts(shown)) {
      const float from = ui::text_width({shown.begin(), part.begin()}, style);
      ui::fill({area.x + from, area.y + ui::px(1), ui::text_width(part, style), area.h - ui::px(2)},
               Token::syntax_match);
    }
  ui::draw_line(area, shown, style, color);
  a11y::text(whole, area.box());
}

void draw_fact(const PaletteEntry& entry, bool chosen) {
  if (!entry.disabled.empty()) return ui::text(entry.disabled, Text::small, Token::text_muted);
  if (entry.access != AccessModel::unknown) ui::access_chip(entry.access, true);
  if (!entry.keys.empty()) ui::kbd(entry.keys);
  if (chosen && entry.keys != "Enter") ui::kbd("Enter");
}

// One row of the list; true when pressed.
bool draw_entry(const PaletteEntry& entry, const xmpp::Fuzzy& query, int index, int count, bool chosen, bool reveal,
                ImGuiID field) {
  const ui::Id id(index);
  const ui::Area strip = ui::place(ImGui::GetContentRegionAvail().x, ui::px(entry_height));
  const bool titled = entry.target.kind == PaletteTarget::Kind::node && !entry.more.empty();
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);  // the keyboard stays in the field
  const ui::Press press = ui::control(ui::id("entry"), strip, ui::Role::option,
                                      {.name = entry.label,
                                       .description = entry.more,
                                       .state = a11y::Selectable | (chosen ? a11y::Selected : 0u),
                                       .position = index + 1,
                                       .set_size = count},
                                      entry.disabled);
  ImGui::PopItemFlag();
  if (chosen) a11y::active_item(field, ui::id("entry"));
  if (reveal) ImGui::ScrollToItem(ImGuiScrollFlags_KeepVisibleEdgeY);
  const ui::Scope said(ui::Role::none, "");  // all that follows
  if (chosen || press.hovered) ui::fill(strip, chosen ? Token::state_selected : Token::state_hover);
  if (chosen) ui::fill({strip.x, strip.y, ui::px(2), strip.h}, Token::accent_fill);
  const bool on = entry.disabled.empty(), mono = entry.target.kind != PaletteTarget::Kind::act;
  const Text style = mono ? Text::mono : Text::body;
  ui::Row line(strip, 10, 16);
  ui::icon(entry.icon, on ? Token::text_muted : Token::text_disabled);
  const float room = ui::px(titled ? std::min(line.rest(), 320.0f) : line.rest());
  marked(query, entry.label, mono ? ui::cut_path(entry.label, room, style) : ui::cut_end(entry.label, room, style),
         style, on ? Token::text_primary : Token::text_disabled);
  if (titled)
    marked(query, entry.more, ui::cut_end(entry.more, ui::px(line.rest()), Text::body), Text::body,
           Token::text_secondary);
  line.align_right();
  if (!titled && !entry.more.empty()) ui::text(entry.more, Text::small, Token::text_muted);
  draw_fact(entry, chosen);
  return press.pressed;
}

// The field over the list, without a frame of its own; it leads the list.
ui::TextField draw_search(std::string& text, bool focus) {
  const ui::Area strip = ui::place(ImGui::GetContentRegionAvail().x, ui::px(input_height));
  ui::line_below(strip);
  ui::draw_icon_in(strip, strip.x + ui::px(16), Icon::search, 16, Token::text_muted);
  ui::TextField field{.id = ui::id("Search"), .area = strip.inset(16, 0), .value = &text};
  field.area.cut_left(26);
  field.placeholder = "Topics, collections, JIDs, commands";
  field.focus = focus;
  ui::edit_text(field);
  a11y::item(field.item, ui::Role::textbox, {.name = "Search", .value = text, .state = a11y::Expandable});
  return field;
}

// How far the arrows go in the list. The keyboard stays in the field, so that typing goes on; Dear ImGui would move it.
int arrows(ImGuiID field) {
  int moved = 0;
  for (const auto [key, step] : {std::pair{ImGuiKey_DownArrow, 1}, std::pair{ImGuiKey_UpArrow, -1}}) {
    ImGui::SetKeyOwner(key, field);
    if (ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, field)) moved += step;
  }
  return moved;
}

void draw_foot() {
  const ui::Area strip = ui::place(ImGui::GetContentRegionAvail().x, ui::px(foot_height));
  ImGui::GetWindowDrawList()->AddRectFilled(ui::min_of(strip), ui::max_of(strip), ui::color(Token::bg_canvas),
                                            ui::px(radius::panel), ImDrawFlags_RoundCornersBottom);
  ui::line_above(strip);
  ui::Row row(strip, 6, 16);
  const auto key = [](std::string_view keys, std::string_view words) {
    ui::kbd(keys);
    ui::text(words, Text::small, Token::text_muted);
  };
  key("↑ ↓", "move");
  row.space(10);
  key("Enter", "open");
  row.align_right();
  key(">", "commands only");
  row.space(10);
  key("@", "JIDs");
}

}  // namespace

void Palette::remember(PaletteTarget target) {
  std::size_t at = 0;
  while (at + 1 < recent_.size() && recent_[at] != target) ++at;
  for (; at > 0; --at) recent_[at] = std::move(recent_[at - 1]);
  recent_[0] = std::move(target);
  revision_ = ~0ull;
}

void Palette::forget() {
  open_ = false;
  for (PaletteTarget& target : recent_) target = {};
  people_.clear();
  entries_.clear();
  revision_ = ~0ull;
}

void Palette::update(const Shell& shell) {
  const xmpp::grid::Model& model = shell.session.model();
  const bool same_grid = revision_ == model.revision();
  if (same_grid && made_from_ == text_ && situation_ == shell.situation) return;
  if (!same_grid) people_ = people(model);
  revision_ = model.revision();
  made_from_ = text_;
  situation_ = shell.situation;
  entries_ = palette_entries(text_, {model, people_, recent_, situation_});
  chosen_ = std::clamp(chosen_, 0, std::max(0, int(entries_.size()) - 1));
}

void Palette::carry_out(Shell& shell, PaletteTarget target) {
  using Kind = PaletteTarget::Kind;
  open_ = false;
  Route next = shell.route();
  next.screen = Screen::topics;
  if (target.kind == Kind::act) {
    shell.run(target.act);
  } else if (target.kind == Kind::node) {
    next.node = target.name;
    shell.go(std::move(next));
  } else {
    const auto person = std::ranges::find(people_, target.name, &xmpp::grid::Person::jid);
    const bool publishes = person != people_.end() && person->publishes;
    shell.go({.service = next.service, .filter = (publishes ? "publisher:" : "owner:") + target.name});
  }
  remember(std::move(target));
}

// The list under the field; the row that was pressed, else -1.
int Palette::draw_list(const ui::Area& area, ImGuiID field, bool reveal) {
  const ui::Region region(ui::Role::listbox, "Results", area, {.background = Token::bg_raised, .scrolls = true});
  const xmpp::Fuzzy query(palette_words(text_));
  const int count = int(entries_.size());
  int pressed = -1;
  std::optional<ui::Scope> group;
  for (int i = 0; i < count; ++i) {
    const PaletteEntry& entry = entries_[std::size_t(i)];
    if (i == 0 || entry.group != entries_[std::size_t(i - 1)].group) {
      group.reset();
      const ui::Area head = ui::place(ImGui::GetContentRegionAvail().x, ui::px(label_height));
      ui::draw_line(head.inset(16, 0), entry.group, Text::small, Token::text_muted);
      group.emplace(ui::Role::group, entry.group);
    }
    const bool chosen = i == chosen_;
    if (draw_entry(entry, query, i, count, chosen, chosen && reveal, field)) pressed = i;
  }
  if (reveal && chosen_ == 0) ImGui::SetScrollY(0);  // with its label
  return pressed;
}

void Palette::draw_nothing(const ui::Area& area, bool edited) const {
  const ui::Row row(area, 8, 16);
  const std::string nothing = "Nothing matches “" + ui::visible(text_, 128) + "”.";
  ui::text(nothing, Text::body, Token::text_secondary);
  if (edited) a11y::announce(nothing, a11y::Say::when_settled);
}

void Palette::draw(Shell& shell) {
  const bool opened = open_ && !ImGui::GetIO().AppFocusLost && std::exchange(opening_, false);
  if (opened) text_.clear(), chosen_ = 0;
  ui::Dialog dialog("Search or run a command", open_, layout::palette_w, top);
  if (!dialog) return;
  const ui::TextField field = draw_search(text_, opened);
  if (field.cancelled) open_ = false;
  const bool edited = text_ != made_from_;
  if (edited) chosen_ = 0;
  update(shell);
  const int count = int(entries_.size()), moved = arrows(field.item);
  chosen_ = std::clamp(chosen_ + moved, 0, std::max(0, count - 1));

  int labels = 0;
  for (int i = 0; i < count; ++i)
    labels += i == 0 || entries_[std::size_t(i)].group != entries_[std::size_t(i - 1)].group;
  const bool foot = shell.width != Width::phone;
  const float whole = ui::px(label_height) * float(labels) + ui::px(entry_height) * float(std::max(count, 1));
  const float around = top + input_height + below_list + (foot ? foot_height : 0) + 16;
  const float height = std::min(whole, ui::display().h - ui::px(around));
  if (height != std::exchange(height_, height)) ui::wake_in(0);  // the dialog follows in the next frame
  const ui::Area area = ui::place(ImGui::GetContentRegionAvail().x, height);
  int pressed = -1;
  if (count > 0)
    pressed = draw_list(area, field.item, moved || edited);
  else
    draw_nothing(area, edited);
  ui::space(below_list);
  if (foot) draw_foot();
  if (field.submitted && count > 0) pressed = chosen_;
  if (pressed >= 0 && entries_[std::size_t(pressed)].disabled.empty())
    carry_out(shell, entries_[std::size_t(pressed)].target);
}

}  // namespace gui
