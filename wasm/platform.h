// SPDX-License-Identifier: AGPL-3.0-or-later
// The page as Dear ImGui sees it: a canvas with WebGL2, pointer and keys, and frames only while there is a reason.
//
// Dear ImGui works in device pixels, so that text and lines begin on whole ones at every ratio; the page in CSS pixels.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "imgui.h"
#include "wasm/font.h"
#include "wasm/mirror.h"
#include "wasm/render.h"

namespace browser {

/// Frames drawn after an event: one to take it in, one for what it changed, one for tooltips and sizes that follow.
inline constexpr int frames_after_event = 3;

class Platform {
 public:
  /// `draw` fills the frame between NewFrame and Render. Needs a current Dear ImGui context.
  Platform(Font& font, std::function<void()> draw);
  /// Creates the WebGL2 context on the canvas and asks for the first frame. False when the browser has no WebGL2.
  bool start();

  /// Draws again: at the next display refresh. `reason` is shown by ?frames, beside all others of the same frame.
  void wake(const char* reason, int frames = 2);
  /// Draws again after so many milliseconds, unless a frame comes earlier for another reason and asks anew.
  void wake_after(double milliseconds);

  // From the page.
  void frame();
  void timer();
  void resize(int width, int height, double ratio);
  void pointer(double x, double y, int button, bool down, bool touch);
  /// Of the press that was told last: a double click is the second.
  void clicks(int count);
  void key(std::string_view code, std::string_view key, bool down, int modifiers);
  void focus(bool focused);
  void context(bool alive);

 private:
  /// What a person did with pointer or keyboard; both wait in one line, so that neither overtakes the other.
  struct Input {
    ImVec2 position = {};
    int button = -1;  ///< -1: a move
    int clicks = 0;   ///< 2: a double click; 0: the browser does not tell
    bool down = false, touch = false;
    bool of_keyboard = false;  ///< then these:
    ImGuiKey key = ImGuiKey_None;
    ImWchar sign = 0;  ///< the character of a command; 0: none
    int modifiers = 0;
  };
  void note(std::string_view reason);
  void apply_input();
  static void apply_key(const Input& input);
  void schedule();

  Font& font_;
  std::function<void()> draw_;
  Renderer renderer_;
  Mirror mirror_;
  std::vector<Input> input_;
  int pending_ = 0;        ///< frames still wanted without a new reason
  double wake_at_ = -1;    ///< page time of the next frame that somebody asked for; -1: none
  double last_frame_ = 0;  ///< page time of the last frame
  double last_input_ = 0;  ///< page time: the caret stops blinking a while after it
  float ratio_ = 0;        ///< devicePixelRatio
  bool context_lost_ = false;
  bool in_frame_ = false;
  bool counting_ = false;                ///< ?stats
  std::string reasons_;                  ///< ?stats: of the next frame
  std::string shown_reasons_ = "start";  ///< and of the latest
  int cursor_ = -2;
  long frames_ = 0;
};

}  // namespace browser
