// SPDX-License-Identifier: AGPL-3.0-or-later
// Drives the interface without a display: controls are looked up by role and name in the same accessible tree that the
// browser mirrors, and used as people use them: pointer, keys, assistive technology.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/accessibility.h"
#include "gui/fonts.h"
#include "gui/widgets/context.h"

namespace screens {

using gui::a11y::Node;
using gui::a11y::Role;

/// One ImGui context with the tree's recorder and fonts of fixed measures: every letter is 0.55 em wide.
class Driver {
 public:
  explicit Driver(float width = 1440, float height = 900);
  ~Driver();
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  const gui::Fonts& fonts() const { return fonts_; }
  /// What is drawn in each frame from now on; three frames follow, so that everything has its place.
  void show(std::function<void()> draw);
  void frames(int count = 1);
  /// Frames of 50 ms until so much time has passed.
  void wait(double milliseconds);
  void resize(float width, float height);
  /// The pointer leaves the display.
  void leave();

  /// Looked up again at each use. Functions throw std::runtime_error with the whole tree when it is not there or
  /// cannot be used.
  class Item {
   public:
    bool exists() const;
    const Node& node() const;
    std::string value() const;
    std::string description() const;
    bool is(std::uint32_t state) const { return (node().state & state) != 0; }
    void click(int count = 1, ImGuiKey modifier = ImGuiKey_None);  ///< scrolls into view, moves, presses, releases
    void click_at(float x, float y, int button = 0);  ///< relative to its upper left corner, in device pixels
    void right_click() { click_at(60, 10, 1); }
    void hover(double milliseconds = 0);
    void activate();  ///< what assistive technology does
    void focus();
    void fill(std::string_view text);
    void set(double number);  ///< value of a slider, index of an option

   private:
    friend class Driver;
    Item(Driver& driver, Role role, std::string_view name) : driver_(driver), role_(role), name_(name) {}
    void aim(float x, float y);
    Driver& driver_;
    Role role_;
    std::string name_;
  };
  Item find(Role role, std::string_view name) { return {*this, role, name}; }
  /// Names of all nodes of a role, in order.
  std::vector<std::string> names(Role role) const;
  /// Role and name of the node that has the keyboard, "button Delete"; "" when none.
  std::string focused() const;
  /// Whether some node has exactly this text as its name.
  bool says(std::string_view text) const;
  std::string dump() const;

  void type(std::string_view text);
  void press(ImGuiKey key, ImGuiKey modifier = ImGuiKey_None);
  /// Everything said aloud so far.
  std::vector<std::string> announcements;

 private:
  std::function<void()> draw_ = [] {};
  ImGuiContext* context_;
  gui::Fonts fonts_;
  std::unique_ptr<gui::a11y::Recorder> recorder_;
};

/// The texts of all runs that were drawn for the first time (ui::Run::text).
extern std::vector<std::string> drawn_runs;

/// A driver whose widgets need nothing but the shared state of ui::.
class Stage : public Driver {
 public:
  using Driver::Driver;
  explicit Stage(std::function<void()> draw) { show(std::move(draw)); }

 private:
  ui::Context ui_{fonts()};
};

}  // namespace screens
