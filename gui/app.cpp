// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/app.h"

#include "gui/format.h"
#include "gui/reading.h"
#include "gui/screens/about.h"
#include "gui/screens/announcer.h"
#include "gui/screens/frame.h"
#include "gui/screens/help.h"
#include "gui/screens/operations.h"
#include "gui/screens/palette.h"
#include "gui/screens/preferences.h"
#include "gui/screens/topics.h"
#include "gui/ui.h"

namespace gui {
namespace {

constexpr double go_key_seconds = 1.5;  ///< between G and the number of a screen
/// Between frames that only show more of what is being read. A controller answers faster than anybody reads, and where
/// the browser draws in software each frame takes the processor from it.
constexpr xmpp::Milliseconds reading_pace{200};
constexpr std::string_view letters =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

}  // namespace

struct App::Impl {
  Impl(xmpp::Outside outside, Host& to, Page page, std::string_view config, const Fonts& fonts)
      : host(to),
        context(fonts),
        session(outside, read_config(config), page, [this] { changed(); }),
        shell{session, host} {
    apply_preferences();
    arrive(page.fragment);
    changed();
  }

  void changed() {
    LoginView view = session.card();
    if (!shown || *shown != view) host.show_login(*(shown = std::move(view)));
    set_title();
    const auto since = session.clock().now() - drawn;
    const bool waits = session.is_reading() && rows_drawn && since < reading_pace;
    host.wake(waits ? double((reading_pace - since).count()) : 0);
  }

  void set_title() {
    std::string next =
        session.entered() ? page_title(shell) + " · " + session.domain() + " · XMPP-Grid Broker" : "XMPP-Grid Broker";
    if (next != window_title) host.set_title(window_title = std::move(next));
  }

  void arrive(std::string_view fragment) {
    RouteRead read = read_route(fragment);
    palette.close();
    shell.notice = std::move(read.problem);
    session.prefer_service(read.route.service);
    shell.arrive(std::move(read.route));
  }

  void apply_preferences() {
    applied = shell.preferences();
    const std::string_view theme = applied.word(Preference::theme);
    ui::set_scheme(scheme_from(theme == "system" ? host.system_theme() : theme));
    std::uint64_t page = 0;
    for (char digit : applied.word(Preference::page)) page = page * 10 + std::uint64_t(digit - '0');
    session.set_page_size(page);
  }

  // Whoever chooses a topic wants to see it, and not what lies over it.
  void uncover() {
    const Route& route = shell.route();
    const bool moved = std::exchange(screen_seen, route.screen) != route.screen;
    const bool chosen = route.node != node_seen && !route.node.empty();
    node_seen = route.node;
    if (chosen) palette.remember({PaletteTarget::Kind::node, route.node});
    if (chosen || (moved && shell.width == Width::phone)) shell.operations.open = false;
  }

  // A link to a broker that is not there says so, once.
  void miss_service() {
    const std::string& wanted = shell.route().service;
    if (session.search() != Session::Search::done || wanted == missed) return;
    missed = wanted;
    for (const auto& service : session.services())
      if (service.jid.to_string() == wanted) return;
    if (wanted.empty()) return;
    shell.notice = "There is no broker “" + ui::visible(wanted, 256) + "” on this controller.";
    if (session.service()) shell.notice += " This is " + session.service()->jid.to_string() + ".";
  }

  void look_around() {
    shell.width = width_of(ui::display().design_width());
    uncover();
    miss_service();
    if (shell.route().screen != Screen::topics) {
      shell.crumb.clear();
      shell.shown = session.service() ? session.service()->jid.to_string() : session.domain();
    }
    shell.situation = {.online = session.online(),
                       .lost = session.lost_at() != 0,
                       .reading = session.is_reading(),
                       .topics_screen = shell.route().screen == Screen::topics && session.service(),
                       .has_node = topics.current(shell) != xmpp::grid::no_node,
                       .selected = topics.selected()};
  }

  void keys() {
    if (palette.is_open() || topics.menu_open()) return;
    if (const Command* command = pressed_command()) {
      shell.run(command->act);
    } else if (!ImGui::GetIO().WantTextInput && ImGui::GetIO().KeyMods == ImGuiMod_None) {
      if (ImGui::IsKeyPressed(ImGuiKey_G, false)) go_key_at = ImGui::GetTime();
      for (int i = 0; i < int(screens().size()); ++i)
        if (ImGui::IsKeyPressed(ImGuiKey(ImGuiKey_1 + i), false) && ImGui::GetTime() - go_key_at < go_key_seconds)
          shell.go_to(screens()[std::size_t(i)].screen);
    }
  }

  void set_view(bool tree) {
    Route next = shell.route();
    next.tree = tree;
    shell.go(std::move(next));
  }

  void run(Act act) {
    if (!shell.why_not(act).empty()) return;
    switch (act) {
      case Act::palette:
        palette.open();
        break;
      case Act::find:
      case Act::open_details:
      case Act::select_all:
      case Act::copy_ids:
      case Act::copy_link:
      case Act::copy_rows:
        topics.run(shell, act);
        break;
      case Act::operations:
        shell.operations.open = !shell.operations.open;
        break;
      case Act::step_back:
        if (!std::exchange(shell.operations.open, false) && shell.route().screen == Screen::topics)
          topics.run(shell, act);
        break;
      case Act::show_tree:
      case Act::show_list:
        set_view(act == Act::show_tree);
        break;
      case Act::read_again:
        session.read_again();
        break;
      case Act::stop_reading:
        session.stop_reading();
        break;
      case Act::try_now:
        session.try_now();
        break;
      case Act::go_topics:
        shell.go_to(Screen::topics);
        break;
      case Act::go_preferences:
        shell.go_to(Screen::preferences);
        break;
      case Act::go_help:
        shell.go_to(Screen::help);
        break;
      case Act::go_about:
        shell.go_to(Screen::about);
        break;
      case Act::theme_system:
      case Act::theme_light:
      case Act::theme_dark:
      case Act::theme_high_contrast:
        shell.prefer(Preference::theme, int(act) - int(Act::theme_system));
        break;
      case Act::log_out:
        leave();
        break;
    }
    host.wake();
  }

  // The next one at this page must not find out what the last one looked at.
  void leave() {
    topics = {};
    palette.forget();
    shell.notice.clear();
    shell.operations.forget();
    missed.clear();
    node_seen.clear();
    ui::clear_toasts();
    shell.go({}, true);
    session.log_out();
  }

  void screen(const ui::Area& area) {
    switch (shell.route().screen) {
      case Screen::topics:
        return topics.draw(shell, area);
      case Screen::preferences:
        return draw_preferences(shell, area);
      case Screen::help:
        return draw_help(shell, area);
      case Screen::about:
        return draw_about(shell, area);
    }
  }

  void centre(ui::Area area) {
    if (!shell.operations.open) return screen(area);
    if (shell.width == Width::phone) return draw_operations(shell, area, false);
    const bool beside = area.design_width() - layout::ops_panel >= least_centre;
    ui::Area panel = area;
    panel = (beside ? area : panel).cut_right(layout::ops_panel);
    screen(area);
    draw_operations(shell, panel, !beside);
  }

  // The browser takes its time to measure a letter that it has not drawn yet. While the login card is looked at, it
  // gets those that the first rows need, a few styles in each frame.
  void prepare_letters() {
    for (int i = 0; i < 4 && prepared < std::size(text_styles); ++i) ui::text_width(letters, Text(prepared++));
    if (prepared < std::size(text_styles)) ui::wake_in(0);
  }

  void frame() {
    drawn = session.clock().now();
    rows_drawn = session.entered() && session.model().bound() > 0;
    const ui::Screen whole;
    if (applied != shell.preferences()) apply_preferences();
    if (session.entered()) {
      reading.follow(shell);
      look_around();
      keys();
      ui::Area area = ui::display();
      const ui::Area status = draw_frame(shell, area);
      centre(area);
      draw_status_bar(shell, status);
      palette.draw(shell);
      ui::draw_toasts();
      set_title();
    } else {
      prepare_letters();
    }
    announcer.follow(shell);
    announce_ended(shell.operations);
    for (Act act : shell.take_acts()) run(act);
    if (const double wake = ui::take_wake(); wake >= 0) host.wake(wake);
  }

  Host& host;
  ui::Context context;
  Session session;
  Shell shell;
  Preferences applied;
  Reading reading;
  Screen screen_seen = Screen::topics;  ///< of the frame before, as is the next
  std::string node_seen;
  std::string missed;  ///< the broker that was looked for last
  TopicsScreen topics;
  Palette palette;
  Announcer announcer;
  std::optional<LoginView> shown;
  std::string window_title;
  double go_key_at = -go_key_seconds;
  std::size_t prepared = 0;    ///< so many styles of text
  xmpp::Milliseconds drawn{};  ///< the latest frame
  bool rows_drawn = false;     ///< in it
};

App::App(xmpp::Outside outside, Host& host, Page page, std::string_view config_text, const Fonts& fonts)
    : impl_(std::make_unique<Impl>(outside, host, std::move(page), config_text, fonts)) {}
App::~App() = default;

void App::log_in_with_certificate(std::string_view authzid) { impl_->session.log_in_with_certificate(authzid); }
void App::log_in_with_password(std::string_view user, std::string password) {
  impl_->session.log_in_with_password(user, std::move(password));
}
void App::cancel_login() { impl_->session.cancel_login(); }
void App::change_controller(std::string_view domain_or_url) { impl_->session.change_controller(domain_or_url); }
void App::on_location(std::string_view fragment) {
  if (fragment == write_route(impl_->shell.route())) return;
  impl_->arrive(fragment);
  impl_->host.wake();
}
void App::on_system_theme() {
  impl_->apply_preferences();
  impl_->host.wake();
}
void App::on_visibility(bool visible) {
  if (visible) impl_->host.wake();
}
void App::on_network(bool online) {
  if (online && impl_->session.lost_at()) impl_->session.try_now();
}
void App::on_copied(bool done) { impl_->shell.on_copied(done); }
void App::on_copy() {
  impl_->look_around();
  const a11y::Node* focus = a11y::current().by_key(a11y::current().focus);
  if (impl_->shell.situation.topics_screen &&
      (impl_->topics.selected() > 0 || (focus && focus->role == a11y::Role::row)))
    impl_->run(Act::copy_rows);
}
void App::frame() { impl_->frame(); }

}  // namespace gui
