// SPDX-License-Identifier: AGPL-3.0-or-later
// Made by generate.mjs from tokens.json; change that and run it again.
#pragma once
#include <cstdint>

// clang-format off
namespace gui {

/// Names of the colours; what each is for says the design specification.
enum class Token : std::uint8_t {
    bg_canvas, bg_nav, bg_surface, bg_raised, bg_sunken, bg_code,
    border_subtle, border_default, border_control, border_strong, text_primary, text_secondary,
    text_muted, text_disabled, text_inverse, accent_fill, accent_fill_hover, accent_fill_active,
    accent_text, accent_on_fill, accent_subtle, accent_border, success_text, success_subtle,
    success_fill, success_border, warning_text, warning_subtle, warning_fill, warning_border,
    danger_text, danger_subtle, danger_fill, danger_on_fill, danger_border, info_text,
    info_subtle, info_fill, info_border, focus_ring, state_hover, state_selected,
    state_selected_hover, state_disabled_bg, state_new_row, scrim, shadow, skeleton,
    syntax_tag, syntax_attr, syntax_string, syntax_text, syntax_comment, syntax_match,
    diff_add_bg, diff_add_text, diff_del_bg, diff_del_text, chart_1, chart_2,
    chart_3, chart_4, chart_5, chart_6, chart_mute, chart_grid,
};
inline constexpr int token_count = 66;

namespace tokens {

/// One row a scheme, in the order of gui::Scheme; packed as ImU32.
inline constexpr std::uint32_t colors[3][token_count] = {
  {  // dark
    0xFF17120F, 0xFF120E0B, 0xFF1F1814, 0xFF29201B, 0xFF120E0B, 0xFF16110E, 0xFF2F2620, 0xFF3C312A,
    0xFF807066, 0xFFA19187, 0xFFF0EAE7, 0xFFC8BBB3, 0xFFAA9A90, 0xFF7A6B61, 0xFF17120F, 0xFFD86055,
    0xFFDD685D, 0xFFC25248, 0xFFFBAFA7, 0xFFFFFFFF, 0xFF44241F, 0xFF91473E, 0xFF96C75C, 0xFF1F2912,
    0xFF6E9E2F, 0xFF394D1F, 0xFF5CB5E3, 0xFF10222B, 0xFF248AC0, 0xFF1B4254, 0xFF8F8AF5, 0xFF1D1A33,
    0xFF453BC6, 0xFFFFFFFF, 0xFF2E2963, 0xFFEEB774, 0xFF3A2611, 0xFFC9822B, 0xFF68461F, 0xFFF8948A,
    0xFF281F1A, 0xFF44241F, 0xFF542D27, 0xFF271F1A, 0xFF1B2112, 0xA60A0705, 0x66000000, 0xFF322822,
    0xFFFBAFA7, 0xFF5CB5E3, 0xFFA8CF7C, 0xFFF0EAE7, 0xFFAA9A90, 0xFF14455A, 0xFF1F2912, 0xFF96C75C,
    0xFF1D1A33, 0xFF8F8AF5, 0xFFF2877C, 0xFF83B33F, 0xFF3A9ED3, 0xFFC478C8, 0xFFE3A34F, 0xFFAA9A90,
    0xFF4E4139, 0xFF2F2620,
  },
  {  // light
    0xFFF8F6F5, 0xFFF3F0EE, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFF5F2F0, 0xFFFAF8F7, 0xFFEEE9E6, 0xFFE4DDD9,
    0xFF9C8E85, 0xFF75685F, 0xFF211A16, 0xFF584B43, 0xFF73655C, 0xFFA4978F, 0xFFFFFFFF, 0xFFC45044,
    0xFFAC4238, 0xFF94372E, 0xFFBB493E, 0xFFFFFFFF, 0xFFFBEEEC, 0xFFF0BFB9, 0xFF4A6915, 0xFFEDF4E6,
    0xFF587F1C, 0xFFC0D6A9, 0xFF00527D, 0xFFDCF3FD, 0xFF0B7AB2, 0xFF8CCBE9, 0xFF2F23B3, 0xFFECEBFC,
    0xFF3A2EC2, 0xFFFFFFFF, 0xFFB8B4ED, 0xFF995C0A, 0xFFFAF1E6, 0xFFBB7212, 0xFFE9CDA9, 0xFFC45044,
    0xFFF6F3F1, 0xFFFAEBE9, 0xFFF7E2DF, 0xFFF2EFED, 0xFFF4F8F1, 0x73211A16, 0x1F211A16, 0xFFEEE9E6,
    0xFFBB493E, 0xFF00527D, 0xFF4A6915, 0xFF211A16, 0xFF73655C, 0xFFA2E3FB, 0xFFEDF4E6, 0xFF4A6915,
    0xFFECEBFC, 0xFF2F23B3, 0xFFC45044, 0xFF587F1C, 0xFF0B7AB2, 0xFF9E40A2, 0xFFBB7212, 0xFF80736A,
    0xFFD4CAC5, 0xFFEEE9E6,
  },
  {  // highContrast
    0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF7A7A7A, 0xFFBDBDBD,
    0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFE0E0E0, 0xFF9A9A9A, 0xFF000000, 0xFFFFD88F,
    0xFFFFEAC2, 0xFFFFFFFF, 0xFFFFD88F, 0xFF000000, 0xFF3A2600, 0xFFFFD88F, 0xFFB0FF6C, 0xFF0F2100,
    0xFFB0FF6C, 0xFFB0FF6C, 0xFF5ED7FF, 0xFF001B24, 0xFF5ED7FF, 0xFF5ED7FF, 0xFF9C9CFF, 0xFF00002E,
    0xFF9C9CFF, 0xFF000000, 0xFF9C9CFF, 0xFFFFD88F, 0xFF3A2600, 0xFFFFD88F, 0xFFFFD88F, 0xFF00F2FF,
    0xFF262626, 0xFF5C3A00, 0xFF7A4E00, 0xFF000000, 0xFF0F2100, 0xCC000000, 0x00000000, 0xFF3A3A3A,
    0xFFFFD88F, 0xFF5ED7FF, 0xFFB0FF6C, 0xFFFFFFFF, 0xFFE0E0E0, 0xFF00556B, 0xFF0F2100, 0xFFB0FF6C,
    0xFF00002E, 0xFF9C9CFF, 0xFFFFD88F, 0xFFB0FF6C, 0xFF5ED7FF, 0xFFF4B0FF, 0xFFFFFFFF, 0xFFBDBDBD,
    0xFF7A7A7A, 0xFF4A4A4A,
  },
};

}  // namespace tokens

/// Steps of the type scale.
enum class Text : std::uint8_t { caption, small, small_strong, body, body_strong, heading, title, number, mono, code };

/// Size of the letters (em) and height of a line, in design pixels.
struct TextStyle {
  std::uint8_t size, line;
  bool strong, mono;
};
inline constexpr TextStyle text_styles[] = {
    {11, 16, false, false},  // caption
    {12, 16, false, false},  // small
    {12, 16, true, false},  // small_strong
    {13, 20, false, false},  // body
    {13, 20, true, false},  // body_strong
    {15, 20, true, false},  // heading
    {18, 24, true, false},  // title
    {22, 28, true, false},  // number
    {12, 16, false, true},  // mono
    {12, 18, false, true},  // code
};

// Lengths in design pixels; ui::px() makes device pixels of them.
namespace radius {
inline constexpr float none = 0;
inline constexpr float chip = 4;
inline constexpr float control = 6;
inline constexpr float panel = 8;
inline constexpr float round = 999;
}  // namespace radius

namespace line {
inline constexpr float hair = 1;
inline constexpr float focus = 2;
inline constexpr float progress = 2;
inline constexpr float tab_indicator = 2;
}  // namespace line

namespace row_height {
inline constexpr float compact = 28;
inline constexpr float comfortable = 36;
inline constexpr float touch = 56;
inline constexpr float header = 28;
inline constexpr float tree = 28;
}  // namespace row_height

namespace control {
inline constexpr float height_sm = 24;
inline constexpr float height = 28;
inline constexpr float height_lg = 36;
inline constexpr float height_touch = 44;
inline constexpr float padding_x = 10;
inline constexpr float gap = 6;
inline constexpr float checkbox = 14;
inline constexpr float radio = 14;
inline constexpr float switch_w = 28;
inline constexpr float switch_h = 16;
}  // namespace control

namespace icon_size {
inline constexpr float grid = 24;
inline constexpr float size = 16;
inline constexpr float size_sm = 14;
inline constexpr float size_lg = 20;
inline constexpr float stroke = 1.75;
inline constexpr float stroke_at16 = 1.25;
}  // namespace icon_size

namespace layout {
inline constexpr float top_bar = 48;
inline constexpr float status_bar = 28;
inline constexpr float nav = 176;
inline constexpr float nav_rail = 48;
inline constexpr float tree = 208;
inline constexpr float details = 320;
inline constexpr float payload = 600;
inline constexpr float screen_header = 48;
inline constexpr float object_header = 44;
inline constexpr float tab_bar = 36;
inline constexpr float toolbar = 44;
inline constexpr float panel_header = 44;
inline constexpr float card_header = 40;
inline constexpr float live_strip = 36;
inline constexpr float bulk_bar = 44;
inline constexpr float action_bar = 52;
inline constexpr float gutter = 16;
inline constexpr float palette_w = 640;
inline constexpr float palette_row = 36;
inline constexpr float ops_panel = 440;
inline constexpr float dialog_w = 440;
inline constexpr float toast_w = 360;
inline constexpr float min_target = 24;
}  // namespace layout

namespace breakpoint {
inline constexpr float phone = 600;
inline constexpr float narrow = 1100;
inline constexpr float wide = 1680;
}  // namespace breakpoint

// Milliseconds.
namespace motion {
inline constexpr float instant = 0;
inline constexpr float fast = 80;
inline constexpr float base = 120;
inline constexpr float slow = 200;
inline constexpr float toast_visible = 6000;
inline constexpr float undo_visible = 30000;
inline constexpr float skeleton_delay = 150;
inline constexpr float spinner_delay = 400;
inline constexpr float row_flash = 1200;
}  // namespace motion

}  // namespace gui
// clang-format on
