// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <string_view>

#include "imgui.h"

namespace browser {

/// The key of a KeyboardEvent's `code` and `key` (UI Events §5.2); ImGuiKey_None for keys that nobody asks for.
ImGuiKey key_of(std::string_view code, std::string_view key);

}  // namespace browser
