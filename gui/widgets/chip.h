// SPDX-License-Identifier: AGPL-3.0-or-later
// Small facts: chips, access models, affiliations, badges, progress.
#pragma once
#include "gui/widgets/context.h"
#include "xmpp/grid/model.h"

namespace ui {

enum class Tone : std::uint8_t { plain, quiet, accent, success, warning, danger, info };

/// h 20; `boxed` false: body text with icon, no box.
void chip(std::string_view text, Tone tone = Tone::plain, Icon icon = Icon::none, bool boxed = true);
/// Rules of the design: safe models are plain in tables, boxed in headers; risky ones always boxed and coloured.
void access_chip(xmpp::grid::AccessModel model, bool in_table);
void affiliation_chip(xmpp::grid::Affiliation affiliation, bool in_table, bool mine = false);
/// h 16: filled when something waits for an act, else a plain number. 0 draws nothing. `what`: "requests waiting".
void badge(int count, bool needs_action, std::string_view what = {});
/// A bar of 4 px. `done` and `failed` from 0 to 1, their sum at most 1. `value` is read aloud: "684 of 1,042".
void progress(std::string_view name, float done, float failed = 0, float width = 96, std::string_view value = {});

/// Device pixels.
float chip_width(std::string_view text, Icon icon = Icon::none, bool boxed = true);
/// Colours of a tone.
Token tone_text(Tone tone);
Token tone_subtle(Tone tone);
Token tone_border(Tone tone);
Icon tone_icon(Tone tone);

}  // namespace ui
