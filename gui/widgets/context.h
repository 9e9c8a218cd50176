// SPDX-License-Identifier: AGPL-3.0-or-later
// What all widgets share: theme, fonts, scale, the time of the next frame, toasts. One per ImGui context, in
// ImGuiIO::UserData.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gui/accessibility.h"
#include "gui/fonts.h"
#include "gui/icons.h"
#include "gui/theme.h"

namespace ui {

using gui::Icon, gui::Text, gui::Token, gui::Scheme;
using gui::a11y::Role, gui::a11y::Scope;
namespace layout = gui::layout;
namespace breakpoint = gui::breakpoint;

/// Made after the ImGui context, before the first widget; App owns one.
class Context {
 public:
  explicit Context(const gui::Fonts& fonts);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

const gui::Theme& theme();
void set_scheme(Scheme scheme);
/// Device pixels per design pixel: devicePixelRatio × zoom. Cheap when nothing changed; call it before every NewFrame.
void set_scale(float scale);
/// Fingers instead of a mouse: rows that can be hit by one.
void set_touch(bool touch);
/// Height of a row that is `height` design pixels high for a mouse.
float touchable(float height);

inline ImU32 color(Token token) { return theme().color(token); }
/// Design pixels to whole device pixels.
inline float px(float design) { return theme().px(design); }

/// An id below the current ID stack, from the bytes of `name` alone.
ImGuiID id(std::string_view name);
/// Pushes id(name) while it lives; for rows and cells named by strangers.
class Id {
 public:
  explicit Id(std::string_view name);
  explicit Id(int number);
  ~Id();
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
};

/// The font of a step of the type scale while it lives.
class Font {
 public:
  explicit Font(Text text);
  ~Font();
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;
};

/// The latest input came from it: what has it is marked.
bool keyboard_in_use();

/// Something on the screen changes in so many milliseconds: draw again then. The earliest wish of a frame counts.
void wake_in(double milliseconds);
/// The earliest wish since the last call, in milliseconds, or -1. App hands it to Host::wake after each frame.
double take_wake();

}  // namespace ui
