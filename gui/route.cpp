// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/route.h"

#include <algorithm>

namespace gui {
namespace {

struct TextParameter {
  std::string_view name;
  std::string Route::* member;
};
constexpr TextParameter parameters[] = {{"service", &Route::service},
                                        {"in", &Route::within},
                                        {"filter", &Route::filter},
                                        {"sort", &Route::sort},
                                        {"node", &Route::node}};

bool stays(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/:@,").find(c) != std::string_view::npos;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

const std::array<ScreenRow, 4>& screens() {
  static constexpr std::array<ScreenRow, 4> rows{
      {{Screen::topics, "topics", "Topics", Icon::topic},
       {Screen::preferences, "preferences", "Preferences", Icon::sliders, true},
       {Screen::help, "help", "Keyboard help", Icon::menu, true},
       {Screen::about, "about", "About", Icon::info, true}}};
  return rows;
}

const ScreenRow& row(Screen screen) { return *std::ranges::find(screens(), screen, &ScreenRow::screen); }

std::string percent_encode(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  for (char c : text) {
    if (stays(c)) {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      (result += '%') += digits[byte >> 4];
      result += digits[byte & 15];
    }
  }
  return result;
}

std::string percent_decode(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() && text[i] == '%' ? digit(text[i + 1]) : -1;
    const int low = high >= 0 ? digit(text[i + 2]) : -1;
    if (low >= 0) {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

RouteRead read_route(std::string_view fragment) {
  RouteRead read;
  const auto question = std::min(fragment.find('?'), fragment.size());
  std::string_view path = fragment.substr(0, question);
  if (path.starts_with('/')) path.remove_prefix(1);
  const auto known = std::ranges::find(screens(), path, &ScreenRow::path);
  if (known != screens().end()) {
    read.route.screen = known->screen;
  } else if (!path.empty()) {
    read.problem = "There is no screen “" + percent_decode(path) + "”. This is the list of topics instead.";
    return read;
  }
  std::string_view rest = fragment.substr(std::min(question + 1, fragment.size()));
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string_view name = pair.substr(0, equals);
    const std::string value = percent_decode(pair.substr(std::min(equals + 1, pair.size())));
    for (const TextParameter& parameter : parameters)
      if (parameter.name == name) read.route.*parameter.member = value;
    if (name == "loose") read.route.loose = value == "yes";
    if (name == "view") read.route.tree = value == "tree";
  }
  return read;
}

std::string write_route(const Route& route) {
  std::string fragment = "/" + std::string(row(route.screen).path);
  char separator = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    ((fragment += separator) += name) += '=';
    fragment += percent_encode(value);
    separator = '&';
  };
  for (const TextParameter& parameter : parameters) add(parameter.name, route.*parameter.member);
  if (route.loose) add("loose", "yes");
  if (route.tree) add("view", "tree");
  return fragment;
}

}  // namespace gui
