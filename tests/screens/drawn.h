// SPDX-License-Identifier: AGPL-3.0-or-later
// What is drawn, where the accessible tree does not say it: letters that stand for a text that was cut, and fills.
#pragma once
#include <string>
#include <vector>

#include "driver.h"

namespace screens {

/// The letters of the last frame whose middle is in the box, in the order in which they were drawn.
std::string drawn(const ImVec4& box);
/// What an item shows of itself.
std::string drawn(Driver::Item item);
/// Rectangles without round corners that the last frame filled with this colour.
std::vector<ImVec4> filled(gui::Token color);

}  // namespace screens
