// SPDX-License-Identifier: AGPL-3.0-or-later
// What the parts of the accessible tree share: accessibility.cpp (the tree as data), _build (annotations, hooks),
// _frame (begin, end, requests), _diff.
#pragma once
#include "gui/accessibility.h"
#include "imgui_internal.h"

namespace gui::a11y {

/// id or key to node index; emptied in constant time.
class Index {
 public:
  void clear(std::size_t expected);
  int get(std::uint32_t key) const;
  void put(std::uint32_t key, int value);

 private:
  struct Slot {
    std::uint32_t key = 0, round = 0;
    int value = -1;
  };
  void grow();
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::uint32_t round_ = 1;
  std::size_t used_ = 0;
};

struct Open {
  int node;
  ImGuiWindow* window;
};

struct Request {
  std::uint32_t key;
  ImGuiID id;
  Verb verb;
  double a, b;
  std::string text;
  int age = 0;
  bool waits = false;  // for the frame after the one that acts on what was asked before
};

struct Recorder::Impl {
  Tree trees[2];
  int now = 0;
  bool on = true, building = false;
  bool touched = false;  // the user (or a test) has done something: before that no focus is reported
  Index index;
  std::vector<Open> scopes;
  std::vector<Request> requests;
  std::vector<Announcement> pending;
  std::vector<int> moved;
  std::uint32_t resting = 0;  // the main region that has the keyboard while nothing in it does
  const Tree empty;

  Tree& tree() { return trees[now]; }
};

/// Of the current context; nullptr before there is one.
inline Recorder::Impl* self() { return GImGui ? static_cast<Recorder::Impl*>(GImGui->TestEngine) : nullptr; }
/// Of the current context while a frame is recorded, else nullptr.
inline Recorder::Impl* recording() {
  auto* me = self();
  return me && me->building ? me : nullptr;
}

// Kinds of keys, so that an ImGui id, a window and a scope never meet.
enum KeyKind : std::uint32_t { of_window = 1, of_item = 2, of_scope = 3, of_text = 0x20000 };
std::uint32_t mix(std::uint32_t a, std::uint32_t b);

inline ImVec4 box_of(const ImRect& r) { return {r.Min.x, r.Min.y, r.Max.x, r.Max.y}; }
inline bool is_window_node(const Node& n) { return n.window && n.key == mix(n.window->ID, of_window); }
/// A row that Tab stops at says what stands in its cells, with the names of their columns.
void describe_rows(Tree& tree);
/// As a press of Tab would; `activate`: and as Enter then.
void give_keyboard(const Node& n, bool activate);
/// Called while nothing in the finished tree has the keyboard: finds a place for it when its own has disappeared.
void keep_keyboard(Recorder::Impl& me);
bool is_composite(Role role);
inline bool is_header_row(const Node& n) { return n.role == Role::row && n.row == 1; }
bool is_control(Role role);

/// UTF-16 units of the first `bytes` bytes, and back.
int utf16_units(const char* text, int bytes);
int utf8_bytes(std::string_view text, int units);

}  // namespace gui::a11y
