// SPDX-License-Identifier: AGPL-3.0-or-later
// Compile-time settings of Dear ImGui, the same in the browser and in the screen tests (IMGUI_USER_CONFIG).
#pragma once
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT  // ProggyClean stays out of the binary
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_USE_WCHAR32  // emoji and CJK extension planes
// stb_truetype drops out only when another rasteriser is the default. Whoever links Dear ImGui fills the slot
// ImGuiFreeType::GetFontLoader: the browser's canvas in wasm/, fixed measures in tests/screens.
#define IMGUI_ENABLE_FREETYPE
// The hooks of which the accessible tree is made (gui/accessibility). The test engine itself is not used.
#define IMGUI_ENABLE_TEST_ENGINE
