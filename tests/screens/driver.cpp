// SPDX-License-Identifier: AGPL-3.0-or-later
#include "driver.h"

#include <algorithm>
#include <format>
#include <stdexcept>

#include "imgui_internal.h"

namespace screens {

using namespace gui::a11y;

// font.cpp
ImFont* add_font();
std::size_t boundary(std::string_view text, std::size_t at, bool line);

Driver::Driver(float width, float height) : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  auto& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {width, height};
  io.DeltaTime = 1 / 60.f;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigInputTrickleEventQueue = false;
  drawn_runs.clear();
  fonts_ = {.sans = add_font(), .semibold = add_font(), .mono = add_font(), .boundary = boundary};
  recorder_ = std::make_unique<Recorder>();
}

Driver::~Driver() {
  draw_ = nullptr;
  for (auto* t : ImGui::GetPlatformIO().Textures) {
    t->SetTexID(ImTextureID_Invalid);
    t->SetStatus(ImTextureStatus_Destroyed);
  }
  recorder_.reset();
  ImGui::DestroyContext(context_);
}

void Driver::show(std::function<void()> draw) {
  draw_ = std::move(draw);
  frames(3);
}

void Driver::frames(int count) {
  while (count-- > 0) {
    begin_frame();
    ImGui::NewFrame();
    draw_();
    for (auto& a : end_frame().announcements) announcements.push_back(a.text);
    ImGui::Render();
    for (auto* t : ImGui::GetPlatformIO().Textures)
      if (t->Status != ImTextureStatus_OK) {
        t->SetTexID(1);
        t->SetStatus(ImTextureStatus_OK);
      }
  }
}

void Driver::wait(double milliseconds) {
  auto& io = ImGui::GetIO();
  io.DeltaTime = 0.05f;
  for (double passed = 0; passed < milliseconds; passed += 50) frames();
  io.DeltaTime = 1 / 60.f;
}

void Driver::resize(float width, float height) {
  ImGui::GetIO().DisplaySize = {width, height};
  frames(3);
}

void Driver::leave() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  frames(2);
}

std::vector<std::string> Driver::names(Role role) const {
  std::vector<std::string> out;
  for (auto& n : current().nodes)
    if (n.role == role) out.emplace_back(current().str(n.name));
  return out;
}

std::string Driver::focused() const {
  auto* n = current().focus ? current().by_key(current().focus) : nullptr;
  return n ? std::format("{} {}", name(n->role), current().str(n->name)) : "";
}

bool Driver::says(std::string_view text) const {
  return std::ranges::any_of(current().nodes, [&](const Node& n) { return current().str(n.name) == text; });
}

std::string Driver::dump() const { return current().dump(); }

void Driver::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frames(2);
}

void Driver::press(ImGuiKey key, ImGuiKey modifier) {
  auto& io = ImGui::GetIO();
  if (modifier) io.AddKeyEvent(modifier, true);
  io.AddKeyEvent(key, true);
  frames();
  io.AddKeyEvent(key, false);
  if (modifier) io.AddKeyEvent(modifier, false);
  frames(2);
}

// ---- items -----------------------------------------------------------------------------------------------------

bool Driver::Item::exists() const { return current().find(role_, name_) != nullptr; }

const Node& Driver::Item::node() const {
  if (auto* n = current().find(role_, name_)) return *n;
  throw std::runtime_error(std::format("no {} \"{}\" in\n{}", gui::a11y::name(role_), name_, current().dump()));
}

std::string Driver::Item::value() const { return std::string(current().str(node().value)); }
std::string Driver::Item::description() const { return std::string(current().str(node().description)); }

void Driver::Item::aim(float x, float y) {
  const Node* n = &node();
  if (n->state & Inert) throw std::runtime_error("behind a dialog: " + name_);
  ImGui::ScrollToRectEx(n->window, {n->box.x, n->box.y, n->box.z, n->box.w}, ImGuiScrollFlags_KeepVisibleEdgeY);
  driver_.frames(2);
  n = &node();
  ImGui::GetIO().AddMousePosEvent(n->box.x + x, n->box.y + y);
  driver_.frames(2);  // what allows overlap is hovered from the second frame
}

void Driver::Item::click_at(float x, float y, int button) {
  aim(x, y);
  auto& io = ImGui::GetIO();
  io.AddMouseButtonEvent(button, true);
  driver_.frames();
  io.AddMouseButtonEvent(button, false);
  driver_.frames(2);
}

void Driver::Item::click(int count, ImGuiKey modifier) {
  const Node& n = node();
  if (n.state & Disabled) throw std::runtime_error("disabled: " + name_);
  float x = (std::max(n.box.x, n.clip.x) + std::min(n.box.z, n.clip.z)) / 2 - n.box.x;
  float y = (n.box.w - n.box.y) / 2;
  auto& io = ImGui::GetIO();
  if (modifier) io.AddKeyEvent(modifier, true);
  while (count-- > 0) click_at(x, y);
  if (modifier) io.AddKeyEvent(modifier, false);
  driver_.frames();
}

void Driver::Item::hover(double milliseconds) {
  const Node& n = node();
  aim((n.box.z - n.box.x) / 2, (n.box.w - n.box.y) / 2);
  driver_.wait(milliseconds);
}

void Driver::Item::activate() {
  if (!request(node().key, Verb::activate)) throw std::runtime_error("refused: " + name_);
  driver_.frames(3);
}

void Driver::Item::focus() {
  if (!request(node().key, Verb::focus)) throw std::runtime_error("refused: " + name_);
  driver_.frames(2);
}

void Driver::Item::fill(std::string_view text) {
  if (!request(node().key, Verb::set_text, double(text.size()), double(text.size()), text))
    throw std::runtime_error("refused: " + name_);
  driver_.frames(2);
}

void Driver::Item::set(double number) {
  if (!request(node().key, Verb::set_number, number)) throw std::runtime_error("refused: " + name_);
  driver_.frames(2);
}

}  // namespace screens
