// SPDX-License-Identifier: AGPL-3.0-or-later
#include "drawn.h"

#include <algorithm>

#include "imgui.h"
#include "xmpp/utf8.h"

namespace screens {
namespace {

/// Calls `see` with the first and third corner of everything drawn as four corners.
template <class See>
void each_rectangle(See see) {
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (int i = 0; i + 5 < list->IdxBuffer.Size; i += 3) {
      const ImDrawIdx* at = list->IdxBuffer.Data + i;
      if (at[3] != at[0] || at[4] != at[2]) continue;  // two triangles with a common side
      see(list->VtxBuffer[at[0]], list->VtxBuffer[at[2]]);
    }
}

}  // namespace

// The letters of font.cpp carry their code point as texture coordinate.
std::string drawn(const ImVec4& box) {
  std::string text;
  each_rectangle([&](const ImDrawVert& a, const ImDrawVert& b) {
    const float x = (a.pos.x + b.pos.x) / 2, y = (a.pos.y + b.pos.y) / 2;
    if (a.uv.x < 32 || x < box.x || y < box.y || x > box.z || y > box.w) return;
    xmpp::utf8::append(text, char32_t(a.uv.x));
  });
  return text;
}

std::string drawn(Driver::Item item) {
  const Node& node = item.node();
  return drawn({std::max(node.box.x, node.clip.x), std::max(node.box.y, node.clip.y), std::min(node.box.z, node.clip.z),
                std::min(node.box.w, node.clip.w)});
}

std::vector<ImVec4> filled(gui::Token token) {
  std::vector<ImVec4> boxes;
  const ImU32 color = ui::color(token);
  each_rectangle([&](const ImDrawVert& a, const ImDrawVert& b) {
    if (a.uv.x < 32 && a.col == color) boxes.emplace_back(a.pos.x, a.pos.y, b.pos.x, b.pos.y);
  });
  return boxes;
}

}  // namespace screens
