// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/render.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "wasm/font.h"

namespace browser {
namespace {

constexpr const char* vertex_shader = R"(#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
uniform vec2 scale;
out vec2 at;
out vec4 tint;
void main() {
  at = uv;
  tint = colour;
  gl_Position = vec4(position * scale + vec2(-1.0, 1.0), 0.0, 1.0);
})";
constexpr const char* fragment_shader = R"(#version 300 es
precision mediump float;
in highp vec2 at;
in vec4 tint;
uniform sampler2D image;
out vec4 result;
void main() { result = tint * texture(image, at); })";

GLuint compile(GLenum type, const char* source) {
  const GLuint shader = glCreateShader(type);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

void create_texture(ImTextureData& texture) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA8, texture.Width, texture.Height);
  for (GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  texture.SetTexID(ImTextureID(name));
}

void upload(ImTextureData& texture, const ImTextureRect& r) {
  glTexSubImage2D(GL_TEXTURE_2D, 0, r.x, r.y, r.w, r.h, GL_RGBA, GL_UNSIGNED_BYTE, texture.GetPixelsAt(r.x, r.y));
}

void update_texture(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_WantDestroy) {
    if (texture.UnusedFrames == 0) return;
    const GLuint name = GLuint(texture.GetTexID());
    glDeleteTextures(1, &name);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
    return;
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
  if (texture.Status == ImTextureStatus_WantCreate) {
    create_texture(texture);
    // All of it: UsedRect leaves out what was copied from a smaller texture.
    upload(texture, {0, 0, static_cast<unsigned short>(texture.Width), static_cast<unsigned short>(texture.Height)});
  } else {
    glBindTexture(GL_TEXTURE_2D, GLuint(texture.GetTexID()));
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

// WebGL has no base-vertex draw: the attribute pointers move instead.
void set_first_vertex(unsigned first) {
  auto at = [&](std::size_t member) { return reinterpret_cast<const void*>(first * sizeof(ImDrawVert) + member); };
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, col)));
}

}  // namespace

void Renderer::create() {
  const GLuint program = glCreateProgram();
  glAttachShader(program, compile(GL_VERTEX_SHADER, vertex_shader));
  glAttachShader(program, compile(GL_FRAGMENT_SHADER, fragment_shader));
  glLinkProgram(program);
  glUseProgram(program);
  scale_ = glGetUniformLocation(program, "scale");
  GLuint vertices = 0, buffers[2] = {};
  glGenVertexArrays(1, &vertices);
  glBindVertexArray(vertices);
  glGenBuffers(2, buffers);
  glBindBuffer(GL_ARRAY_BUFFER, buffers[0]);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers[1]);
  for (GLuint attribute = 0; attribute < 3; ++attribute) glEnableVertexAttribArray(attribute);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

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

  const float width = data.DisplaySize.x, height = data.DisplaySize.y;
  glViewport(0, 0, int(width), int(height));
  glDisable(GL_SCISSOR_TEST);
  glClearColor(background.x, background.y, background.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_SCISSOR_TEST);
  glUniform2f(scale_, 2 / width, -2 / height);
  ImTextureID bound = ImTextureID_Invalid;
  for (const ImDrawList* list : data.CmdLists) {
    glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data, GL_STREAM_DRAW);
    unsigned first = ~0u;
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback) {
        if (command.UserCallback != ImDrawCallback_ResetRenderState) command.UserCallback(list, &command);
        continue;
      }
      const ImVec4& clip = command.ClipRect;
      const int x = std::max(0, int(clip.x)), y = std::max(0, int(clip.y)), x1 = int(clip.z), y1 = int(clip.w);
      if (x1 <= x || y1 <= y || command.ElemCount == 0) continue;
      if (command.VtxOffset != first) set_first_vertex(first = command.VtxOffset);
      if (command.GetTexID() != bound) glBindTexture(GL_TEXTURE_2D, GLuint(bound = command.GetTexID()));
      glScissor(x, int(height) - y1, x1 - x, y1 - y);
      glDrawElements(GL_TRIANGLES, GLsizei(command.ElemCount), GL_UNSIGNED_SHORT,
                     reinterpret_cast<const void*>(std::uintptr_t(command.IdxOffset * sizeof(ImDrawIdx))));
    }
  }
}

}  // namespace browser
