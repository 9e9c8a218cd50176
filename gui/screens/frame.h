// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands around every screen: top bar, navigation, status bar, the banner of a lost connection.
#pragma once
#include <string>

#include "gui/shell.h"
#include "gui/widgets/layout.h"

namespace gui {

/// Draws everything but the status bar and leaves `area` for the screen. Returns the place of the status bar (empty on
/// a phone, which has none).
ui::Area draw_frame(Shell& shell, ui::Area& area);
/// After the screen, which has said by then what it shows.
void draw_status_bar(Shell& shell, const ui::Area& area);

// Its parts.
void draw_top_bar(Shell& shell, ui::Area area);
void draw_phone_top_bar(Shell& shell, ui::Area area);
void draw_navigation(Shell& shell, const ui::Area& area);
void draw_phone_navigation(Shell& shell, ui::Area area);

/// The screen's last part of the breadcrumb.
std::string_view title(const Shell& shell);

/// The title of the page: the topic in the details, else the screen's last part of the breadcrumb.
std::string page_title(const Shell& shell);

/// What the banner says while the connection is lost, after "Connection lost at 14:02:11.". Pure.
std::string reconnecting_words(const xmpp::Status& status, xmpp::Milliseconds now);
/// "ejabberd 23.01"; "" when the controller does not tell. Pure.
std::string software_words(const xmpp::grid::Service* service);

}  // namespace gui
