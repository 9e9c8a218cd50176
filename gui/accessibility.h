// SPDX-License-Identifier: AGPL-3.0-or-later
// The accessible tree: what is on the canvas, as roles, names, values and states. Made anew every frame from Dear
// ImGui's item hooks and from what the widgets (ui::) say about themselves. The browser layer mirrors it into the DOM;
// the screen tests look controls up in it. One tree per ImGui context, kept in ImGuiContext::TestEngine.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"

struct ImGuiWindow;

namespace gui::a11y {

enum class Role : std::uint8_t {
  // clang-format off
  none, root, generic, window, dialog, menu, menubar, tooltip, region, group,
  banner, navigation, main, complementary, contentinfo, search, form, status, toolbar, radiogroup,
  listbox, list, tree, tablist, tabpanel, table, grid, treegrid, rowgroup, row, cell, gridcell, columnheader, listitem,
  // containers above, mostly leaves below
  text, heading, term, definition, button, checkbox, radio, toggle, textbox, combobox, option, slider, separator,
  progressbar, treeitem, tab, menuitem, menuitemcheckbox, link, image, item,
  // clang-format on
};
/// The ARIA role; "region" for window, "switch" for toggle, "img" for image; "root", "generic", "text" as they are.
const char* name(Role role);

enum State : std::uint32_t {
  Disabled =
      1,  ///< can have focus (so that its reason can be read) but refuses to act: aria-disabled, never `disabled`
  Checkable = 1 << 1,
  Checked = 1 << 2,
  Expandable = 1 << 3,
  Expanded = 1 << 4,
  Selectable = 1 << 5,
  Selected = 1 << 6,
  Focused = 1 << 7,
  ReadOnly = 1 << 8,
  Multiline = 1 << 9,
  Secret = 1 << 10,
  Modal = 1 << 11,
  Inert = 1 << 12,  ///< behind a modal dialog
  Scrolls = 1 << 13,
  SortedUp = 1 << 14,
  SortedDown = 1 << 15,
  HasPopup = 1 << 16,
  Hidden = 1 << 17,
  Offscreen = 1 << 18,
  TabStop =
      1 << 19,  ///< Tab stops here: every single control; in a composite (tree, grid, tabs, menu …) exactly one item
  Mixed = 1 << 20,  ///< aria-checked="mixed"
  Pressable = 1 << 21,
  Pressed = 1 << 22,
  Invalid = 1 << 23,
  Current = 1 << 24,  ///< aria-current="page"
  Busy = 1 << 25,
  MultiSelectable = 1 << 26,
};

/// What the hooks cannot know. Fields left alone keep what the hooks found. Names are taken as they are: "##" stays.
struct Props {
  std::string_view name = {}, value = {}, description = {};
  std::string_view options = {};  ///< of a closed combobox, one per line
  std::string_view keys = {};     ///< aria-keyshortcuts, e.g. "Control+K"
  std::uint32_t state = 0;
  int level = 0, row = 0, column = 0;  ///< from 1; 0: none. A row's number counts the header as 1
  int rows = 0, columns = 0;           ///< of a table: all, also those not drawn, with the header
  int position = 0, set_size = 0;      ///< aria-posinset, aria-setsize
  double number = 0, min = 0, max = 0, step = 0;
};

// ---- annotation: called by the widgets -----------------------------------------------------------------------

/// Describes the item just submitted, as ImGui::IsItemHovered() looks at it.
void item(Role role, const Props& props = {});
/// The same for any item submitted earlier in this frame.
void item(ImGuiID id, Role role, const Props& props = {});
/// Describes the item just submitted, or the group of choices that it ends, unless something has, or it is `not_this`.
void describe(ImGuiID not_this, std::string_view text);
/// Says that `text` stands in the rectangle (x0, y0, x1, y1; screen, device pixels). Inside a cell it is the cell's
/// text.
void text(std::string_view text, const ImVec4& box, Role role = Role::text, int level = 0);
/// How soon: when the screen reader has ended its sentence, at once, or as soon as nothing else is said so (of what
/// changes with every key only the last is of use).
enum class Say : std::uint8_t { politely, at_once, when_settled };
/// Spoken by screen readers; also kept in Tree::announcements of this frame.
void announce(std::string_view text, Say how = Say::politely);
/// The current window's own node takes this role and name; Role::none keeps the window and all in it out of the tree.
void window(Role role, std::string_view name, const Props& props = {});
/// The tooltip window `tooltip` describes the item just submitted (aria-describedby while it is open).
void described_by(const ImGuiWindow* tooltip);
/// Of the item submitted in this frame that has the keyboard; Role::none: no such.
Role role_at_keyboard();
/// While the keyboard stays in the text field `field`, its arrow keys are at `item` of a list (aria-activedescendant).
/// Without this the list counts as closed.
void active_item(ImGuiID field, ImGuiID item);

/// Everything submitted in the same window while it lives becomes a child of a new node. `id` tells siblings apart and
/// is the name unless props has one.
class Scope {
 public:
  Scope(Role role, std::string_view id, const Props& props = {});
  /// With a rectangle of its own (x0, y0, x1, y1); otherwise it grows around its children.
  Scope(Role role, std::string_view id, const ImVec4& box, const Props& props = {});
  /// Children of the item with this id, submitted earlier in this frame.
  explicit Scope(ImGuiID item);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  void open(Role role, std::string_view id, const Props& props);
  bool open_ = false;
};

/// Text set from outside (mirror, test) for the item, if any; the caret in bytes. Once.
bool take_text(ImGuiID id, std::string& out, int& caret_from, int& caret_to);
/// Number set from outside: value of a slider, index of an option. Once.
bool take_number(ImGuiID id, double& out);

// ---- the tree ------------------------------------------------------------------------------------------------

struct Slice {
  std::uint32_t at = 0, size = 0;
};

struct Node {
  std::uint32_t key = 0;                                     ///< the same from frame to frame
  std::uint32_t parent_key = 0;                              ///< 0 for the root
  std::uint32_t before_key = 0;                              ///< previous sibling, 0 for the first
  std::uint32_t described_by = 0, active = 0, controls = 0;  ///< keys of other nodes, 0: none
  ImGuiID id = 0;
  int parent = -1;
  Role role = Role::none;
  std::uint32_t state = 0;
  Slice name, value, description, options, keys;
  int x = 0, y = 0, w = 0, h = 0;  ///< relative to the parent's content, whole device pixels
  int level = 0, row = 0, column = 0, rows = 0, columns = 0, position = 0, set_size = 0, z = 0;
  int scroll_x = 0, scroll_y = 0, content_w = 0, content_h = 0;
  int caret_from = 0, caret_to = 0;  ///< UTF-16 units, as the DOM counts
  double number = 0, min = 0, max = 0, step = 0;
  // Used while building and by the test driver, never compared.
  ImVec4 box{}, clip{};  ///< screen rectangle (x0, y0, x1, y1) and the part of it that can be seen
  ImGuiWindow* window = nullptr;
  ImGuiID focus_scope = 0;
  int last_child = -1, children = 0, layer = 0, flags = 0;
  bool auto_box = false, named = false, keep = false;
};

struct Announcement {
  std::string text;
  Say how;
};

struct Tree {
  std::vector<Node> nodes;  ///< parents before children, siblings in the order of submission
  std::vector<char> chars;
  std::vector<Announcement> announcements;
  std::uint32_t focus = 0;  ///< key of the node that has the keyboard, 0: none
  bool unfinished = false;  ///< the keyboard was moved at the end: one more frame shows it
  std::string_view str(Slice s) const { return {chars.data() + s.at, s.size}; }
  const Node* by_key(std::uint32_t key) const;
  /// First node of that role and exact name; nullptr if there is none.
  const Node* find(Role role, std::string_view name) const;
  /// For people: one line a node, indented.
  std::string dump() const;
};

/// What changed in a node.
enum Change : std::uint32_t {
  ChangedBox = 1,
  ChangedState = 2,
  ChangedText = 4,
  ChangedNumbers = 8,
  ChangedScroll = 16
};

/// Told by diff(): removals first, then each new, moved or changed node, parents before children.
struct Sink {
  virtual ~Sink() = default;
  virtual void remove(std::uint32_t key) = 0;
  virtual void place(const Tree& tree, const Node& node) = 0;  ///< new, or moved to parent_key after before_key
  virtual void update(const Tree& tree, const Node& node, std::uint32_t changes) = 0;
};
/// What turns `before` into `after`; returns the number of calls made.
int diff(const Tree& before, const Tree& after, Sink& sink);

// ---- frame and requests --------------------------------------------------------------------------------------

/// The tree's home for the current ImGui context while it lives. Whoever made the context makes one right after it.
class Recorder {
 public:
  Recorder();
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

void enable(bool on);  ///< on from the start
bool enabled();
void begin_frame();       ///< just before ImGui::NewFrame
const Tree& end_frame();  ///< just before ImGui::Render
const Tree& current();
const Tree& previous();

enum class Verb : int { activate, focus, set_text, set_number, scroll_to };
/// Queued; applied in the next frame. `a`, `b`: selection in UTF-16 units (set_text), value or index (set_number),
/// x and y in device pixels (scroll_to). Refused (false): unknown or inert nodes; disabled ones, except focus.
bool request(std::uint32_t key, Verb verb, double a = 0, double b = 0, std::string_view text = {});

}  // namespace gui::a11y
