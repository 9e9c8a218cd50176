// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person may choose about the look of the application: a table. Kept in the browser's storage as JSON under one
// key, whose number grows when an old text can no longer be read. Nothing secret.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>

namespace gui {

enum class Preference : unsigned char {
  theme,
  density,
  title,  // from here the columns of the list of topics, in their order there, after the id
  access,
  providers,
  consumers,
  items,
  page,
  zone,
  clock,
};
inline constexpr std::size_t preference_count = 10;
constexpr bool is_column(Preference preference) {
  return preference >= Preference::title && preference <= Preference::items;
}

struct Choice {
  std::string_view word, label;  ///< as stored and as shown
};
struct PreferenceRow {
  Preference preference;
  std::string_view key, label, help;
  std::array<Choice, 4> all;  ///< those without a word are none
  signed char usual = 0;      ///< the default, index among the choices

  std::span<const Choice> choices() const;
};
std::span<const PreferenceRow, preference_count> preference_rows();

class Preferences {
 public:
  static constexpr std::string_view key = "preferences.1";

  Preferences();
  /// What `text` says; the default for everything that it does not say, or says wrongly.
  static Preferences read(std::string_view text);
  /// As stored, and as a person reads it: one line for each.
  std::string text() const;

  /// Index among the choices.
  int operator[](Preference preference) const { return chosen_[std::size_t(preference)]; }
  std::string_view word(Preference preference) const;
  void set(Preference preference, int choice) { chosen_[std::size_t(preference)] = static_cast<signed char>(choice); }
  friend bool operator==(const Preferences&, const Preferences&) = default;

 private:
  std::array<signed char, preference_count> chosen_;
};

}  // namespace gui
