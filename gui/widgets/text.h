// SPDX-License-Identifier: AGPL-3.0-or-later
// Text: plain, cut, wrapped; ids and JIDs. Each piece is in the accessible tree in full, however much of it is drawn.
#pragma once
#include <span>

#include "gui/widgets/context.h"

namespace ui {

void text(std::string_view text, Text style = Text::body, Token color = Token::text_primary);
/// Cut at the end with "…" beyond `width`; the whole text in a tooltip then. Takes exactly the width it needs.
void text_cut(std::string_view text, float width, Text style = Text::body, Token color = Token::text_primary);
/// Broken into lines of `width` (0: the rest of the region).
void paragraph(std::string_view text, float width = 0, Text style = Text::body, Token color = Token::text_secondary);
void heading(std::string_view text, int level = 2, Text style = Text::heading);
/// Cut like text_cut; who cannot see it gets the whole.
void heading_cut(std::string_view text, float width, int level = 2, Text style = Text::heading);
/// "Label" over a group, small and muted; not a heading.
void label(std::string_view text);

/// A NodeID cut at the front path ("incidents/se…/scada-alerts"): prefix muted, leaf primary, in mono. `quiet`: all
/// muted. Characters that deceive are made visible and marked.
void path(std::string_view node_id, float width = 0, bool quiet = false);
/// A JID in mono; its domain muted when it is `own_domain`; cut at the end of the domain, never the local part.
void jid(std::string_view jid, std::string_view own_domain = {}, float width = 0);

/// While it lives, path() and text_cut() mark what they show of these words, which are folded (see xmpp/fold.h).
class Marks {
 public:
  explicit Marks(std::span<const std::string> words);
  ~Marks();
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;
};

/// Width in device pixels, not cut.
float text_width(std::string_view text, Text style = Text::body);
/// Drawing only, no layout and no accessibility: at `at` (upper left of a line 1.25 em high), device pixels.
void draw_text(ImDrawList& list, ImVec2 at, std::string_view text, Text style, ImU32 color);
/// The longest beginning of `text` that with "…" fits into `width` device pixels; `text` itself when it fits.
std::string cut_end(std::string_view text, float width, Text style);
/// The same from the front of the path: the leaf after the last '/' stays whole as long as it fits.
std::string cut_path(std::string_view text, float width, Text style);

/// `text` on one line: control characters and direction overrides written out, as visible() does; ends after 4096
/// bytes.
std::string one_line(std::string_view text);

/// An icon as decoration (no accessible node): 16, or 14 or 20.
void icon(Icon icon, Token color = Token::text_muted, float size = 16);
/// An icon that says something alone.
void icon(Icon icon, Token color, float size, std::string_view name);
/// A dot of 8 px.
void dot(Token color);
/// A key as on a cap: "Ctrl K".
void kbd(std::string_view keys);
/// The place of a value not yet known: a bar of `width` design pixels, still. Drawn from 150 ms after `since`
/// (ImGui::GetTime(); 0: at once).
void skeleton(float width, double since = 0);
/// After the item just submitted: `text` after 400 ms under the pointer or with the keyboard on it; always in the
/// accessible tree as its description.
void tooltip(std::string_view text, std::string_view keys = {});

}  // namespace ui
