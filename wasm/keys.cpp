// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/keys.h"

#include <charconv>

namespace browser {
namespace {

struct Row {
  std::string_view code;
  ImGuiKey key;
};
constexpr Row rows[] = {
    {"Tab", ImGuiKey_Tab},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"PageUp", ImGuiKey_PageUp},
    {"PageDown", ImGuiKey_PageDown},
    {"Home", ImGuiKey_Home},
    {"End", ImGuiKey_End},
    {"Insert", ImGuiKey_Insert},
    {"Delete", ImGuiKey_Delete},
    {"Backspace", ImGuiKey_Backspace},
    {"Space", ImGuiKey_Space},
    {"Enter", ImGuiKey_Enter},
    {"NumpadEnter", ImGuiKey_KeypadEnter},
    {"Escape", ImGuiKey_Escape},
    {"Quote", ImGuiKey_Apostrophe},
    {"Comma", ImGuiKey_Comma},
    {"Minus", ImGuiKey_Minus},
    {"Period", ImGuiKey_Period},
    {"Slash", ImGuiKey_Slash},
    {"Semicolon", ImGuiKey_Semicolon},
    {"Equal", ImGuiKey_Equal},
    {"BracketLeft", ImGuiKey_LeftBracket},
    {"Backslash", ImGuiKey_Backslash},
    {"BracketRight", ImGuiKey_RightBracket},
    {"Backquote", ImGuiKey_GraveAccent},
    {"ShiftLeft", ImGuiKey_LeftShift},
    {"ShiftRight", ImGuiKey_RightShift},
    {"ControlLeft", ImGuiKey_LeftCtrl},
    {"ControlRight", ImGuiKey_RightCtrl},
    {"AltLeft", ImGuiKey_LeftAlt},
    {"AltRight", ImGuiKey_RightAlt},
    {"MetaLeft", ImGuiKey_LeftSuper},
    {"MetaRight", ImGuiKey_RightSuper},
    {"ContextMenu", ImGuiKey_Menu},
    {"NumpadAdd", ImGuiKey_KeypadAdd},
    {"NumpadSubtract", ImGuiKey_KeypadSubtract},
    {"NumpadMultiply", ImGuiKey_KeypadMultiply},
    {"NumpadDivide", ImGuiKey_KeypadDivide},
    {"NumpadDecimal", ImGuiKey_KeypadDecimal},
};

constexpr bool latin(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
constexpr bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

ImGuiKey key_of(std::string_view code, std::string_view key) {
  // A letter is what the layout says (Ctrl+Z on AZERTY); on a layout without Latin letters the position decides.
  if (key.size() == 1 && latin(key[0])) return ImGuiKey(ImGuiKey_A + ((key[0] | 32) - 'a'));
  if (code.size() == 4 && code.starts_with("Key")) return ImGuiKey(ImGuiKey_A + (code[3] - 'A'));
  if (code.size() == 6 && code.starts_with("Digit") && digit(code[5])) return ImGuiKey(ImGuiKey_0 + (code[5] - '0'));
  if (code.size() == 7 && code.starts_with("Numpad") && digit(code[6]))
    return ImGuiKey(ImGuiKey_Keypad0 + (code[6] - '0'));
  int number = 0;
  if (code.starts_with('F') && std::from_chars(code.data() + 1, code.data() + code.size(), number).ec == std::errc{} &&
      number >= 1 && number <= 12)
    return ImGuiKey(ImGuiKey_F1 + number - 1);
  for (const Row& row : rows)
    if (row.code == code) return row.key;
  return ImGuiKey_None;
}

}  // namespace browser
