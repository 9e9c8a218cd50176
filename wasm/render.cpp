// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/render.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "wasm/font.h"
#include "wasm/js.h"

JS_IMPORTS {
  int js_render_start();
  void js_render_create();
  int js_render_texture(int width, int height);
  void js_render_drop(int texture);
  void js_render_upload(int texture, int stride, int x, int y, int width, int height, const void* pixels);
  void js_render_begin(float width, float height, float red, float green, float blue);
  void js_render_list(const void* vertices, int vertex_bytes, const void* indices, int index_bytes);
  void js_render_vertices(unsigned first);
  void js_render_bind(int texture);
  void js_render_triangles(int x, int y, int width, int height, unsigned count, unsigned offset);
}

namespace browser {
namespace {

// As render.js reads it.
static_assert(sizeof(ImDrawVert) == 20 && offsetof(ImDrawVert, uv) == 8 && offsetof(ImDrawVert, col) == 16);
static_assert(sizeof(ImDrawIdx) == 2);

int name_of(const ImTextureData& texture) { return int(texture.GetTexID()); }

void upload(ImTextureData& texture, const ImTextureRect& r) {
  js_render_upload(name_of(texture), texture.Width, r.x, r.y, r.w, r.h, texture.GetPixelsAt(r.x, r.y));
}

void update_texture(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_WantDestroy) {
    if (texture.UnusedFrames == 0) return;
    js_render_drop(name_of(texture));
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
    return;
  }
  if (texture.Status == ImTextureStatus_WantCreate) {
    texture.SetTexID(ImTextureID(js_render_texture(texture.Width, texture.Height)));
    // All of it: UsedRect leaves out what was copied from a smaller texture.
    upload(texture, {0, 0, static_cast<unsigned short>(texture.Width), static_cast<unsigned short>(texture.Height)});
  } else {
    int area = 0;
    for (const ImTextureRect& r : texture.Updates) area += r.w * r.h;
    const ImTextureRect& all = texture.UpdateRect;
    if (texture.Updates.Size > 4 && all.w * all.h < 4 * area)
      upload(texture, all);
    else
      for (const ImTextureRect& r : texture.Updates) upload(texture, r);
  }
  texture.SetStatus(ImTextureStatus_OK);
}

}  // namespace

bool Renderer::start() {
  if (!js_render_start()) return false;
  js_render_create();
  return true;
}

void Renderer::restore() { js_render_create(); }

void Renderer::forget() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

void Renderer::draw(ImDrawData& data, const ImVec4& background, Font& font) {
  if (data.Textures)
    for (ImTextureData* texture : *data.Textures)
      if (texture->Status != ImTextureStatus_OK) update_texture(*texture);
  font.upload();

  const int height = int(data.DisplaySize.y);
  js_render_begin(data.DisplaySize.x, data.DisplaySize.y, background.x, background.y, background.z);
  ImTextureID bound = ImTextureID_Invalid;
  for (const ImDrawList* list : data.CmdLists) {
    js_render_list(list->VtxBuffer.Data, list->VtxBuffer.size_in_bytes(), list->IdxBuffer.Data,
                   list->IdxBuffer.size_in_bytes());
    unsigned first = ~0u;
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4& clip = command.ClipRect;
      const int x = std::max(0, int(clip.x)), y = std::max(0, int(clip.y)), x1 = int(clip.z), y1 = int(clip.w);
      if (x1 <= x || y1 <= y || command.ElemCount == 0) continue;
      if (command.VtxOffset != first) js_render_vertices(first = command.VtxOffset);
      if (command.GetTexID() != bound) js_render_bind(int(bound = command.GetTexID()));
      js_render_triangles(x, height - y1, x1 - x, y1 - y, command.ElemCount, command.IdxOffset * sizeof(ImDrawIdx));
    }
  }
}

}  // namespace browser
