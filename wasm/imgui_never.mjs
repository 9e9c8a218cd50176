// SPDX-License-Identifier: AGPL-3.0-or-later
// What we never ask of Dear ImGui: flags that we never set, and what is never true without them. wasm/trim_imgui.mjs
// puts 0 in their place, so that the compiler leaves out what hangs on them; a rule of tests/rules holds gui/ and wasm/
// to it.
const flags = {
  ImGuiWindowFlags: 'MenuBar ChildMenu AlwaysHorizontalScrollbar AlwaysVerticalScrollbar HorizontalScrollbar UnsavedDocument NoBackground',
  ImGuiChildFlags: 'Borders FrameStyle ResizeX ResizeY AutoResizeX AutoResizeY AlwaysAutoResize',
  ImGuiInputTextFlags: 'Multiline AllowTabInput CtrlEnterForNewLine EnterReturnsTrue AutoSelectAll AlwaysOverwrite NoHorizontalScroll ElideLeft ' +
    'MergedItem CallbackCompletion CallbackHistory CallbackEdit CallbackAlways CharsDecimal CharsHexadecimal CharsScientific CharsUppercase CharsNoBlank ' +
    'LocalizeDecimalPoint',
  ImGuiItemFlags: 'ButtonRepeat NoMarkEdited HasSelectionUserData IsMultiSelect NoFocus NoWindowHoverableCheck MixedValue',
  ImGuiButtonFlags: 'PressedOnDragDropHold PressedOnDoubleClick PressedOnRelease PressedOnClickReleaseAnywhere FlattenChildren NoKeyModsAllowed ' +
    'NoHoveredOnFocus NoSetKeyOwner NoTestKeyOwner MouseButtonRight MouseButtonMiddle',
  ImGuiNextWindowDataFlags: 'HasContentSize HasCollapsed HasFocus HasScroll HasRefreshPolicy HasBgAlpha',
  ImGuiConfigFlags: 'NavEnableGamepad NavEnableSetMousePos NavNoCaptureKeyboard NoKeyboard NoMouse NoMouseCursorChange',
  ImGuiBackendFlags: 'HasGamepad HasSetMousePos',
  ImGuiHoveredFlags: 'ForTooltip',
};
// Fields of Dear ImGui's state, and constants of its functions.
const fields = 'Collapsed ScrollbarX SkipRefresh LogEnabled DragDropActive NavWindowingTarget MouseDrawCursor GcCompactAll ' +
  'ConfigWindowsCopyContentsWithCtrlC ConfigInputTextEnterKeepActive ConfigDragClickToInputText ConfigDpiScaleFonts ConfigNavMoveSetMousePos ' +
  'ConfigNavCursorVisibleAlways ConfigDebugHighlightIdConflicts DebugBreakInWindow DebugBreakInShortcutRouting ' +
  'scrollbar_x_stabilize use_texture word_wrap_enabled is_cut is_copy is_paste is_undo is_redo is_select_all';

export const never = [...Object.entries(flags).flatMap(([type, names]) => names.split(' ').map((name) => `${type}_${name}`)), ...fields.split(' ')];
