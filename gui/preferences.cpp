// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/preferences.h"

#include <algorithm>

#include "xmpp/json.h"

namespace gui {
namespace {

constexpr std::array<Choice, 4> shown_or_not{{{"shown", "Shown"}, {"hidden", "Hidden"}}};

// In the order of the enumeration, which is also that of the screen.
constexpr PreferenceRow preference_table[] = {
    {Preference::theme,
     "theme",
     "Theme",
     "",
     {{{"system", "As the system"}, {"light", "Light"}, {"dark", "Dark"}, {"hc", "High contrast"}}}},
    {Preference::density, "density", "Density", "", {{{"compact", "Compact"}, {"comfortable", "Comfortable"}}}},
    {Preference::title, "title", "Title", "", shown_or_not},
    {Preference::access, "access", "Access", "", shown_or_not},
    {Preference::providers, "providers", "Providers", "", shown_or_not},
    {Preference::consumers, "consumers", "Consumers", "", shown_or_not},
    {Preference::items, "items", "Items", "", shown_or_not},
    {Preference::page,
     "page",
     "Page size",
     "Entries asked for at once, where the controller sends its lists in pages; from the next reading on",
     {{{"50", "50"}, {"100", "100"}, {"200", "200"}, {"500", "500"}}},
     1},
    {Preference::zone, "zone", "Time zone", "", {{{"local", "Local"}, {"utc", "UTC"}}}},
    {Preference::clock, "clock", "Time format", "", {{{"24", "24 hours"}, {"12", "12 hours"}, {"iso", "ISO 8601"}}}},
};

class PreferenceReader : public xmpp::JsonReader {
 public:
  Preferences preferences;

  void key(std::string& name) override {
    const auto found = std::ranges::find(preference_table, name, &PreferenceRow::key);
    row_ = found == std::end(preference_table) ? nullptr : found;
  }
  void text(std::string& value) override {
    if (!row_) return;
    const auto found = std::ranges::find(row_->all, value, &Choice::word);
    if (found != row_->all.end() && !value.empty()) preferences.set(row_->preference, int(found - row_->all.begin()));
    row_ = nullptr;
  }
  // Nothing that stands deeper is a value of ours.
  void start_object() override { row_ = nullptr; }
  void end_object() override {}
  void start_array() override { row_ = nullptr; }
  void end_array() override {}
  void boolean(bool) override { row_ = nullptr; }
  void other() override { row_ = nullptr; }

 private:
  const PreferenceRow* row_ = nullptr;
};

}  // namespace

std::span<const PreferenceRow, preference_count> preference_rows() { return preference_table; }

std::span<const Choice> PreferenceRow::choices() const {
  return {all.begin(), std::ranges::find(all, std::string_view(), &Choice::word)};
}

Preferences::Preferences() {
  for (const PreferenceRow& row : preference_table) set(row.preference, row.usual);
}

Preferences Preferences::read(std::string_view text) {
  PreferenceReader reader;
  std::size_t furthest = 0;
  xmpp::read_json(text, reader, furthest);  // of a broken text the part before
  return reader.preferences;
}

std::string Preferences::text() const {
  std::string json;
  for (const PreferenceRow& row : preference_table)
    ((((json += json.empty() ? "{\n  \"" : ",\n  \"") += row.key) += "\": \"") += word(row.preference)) += '"';
  return json + "\n}\n";
}

std::string_view Preferences::word(Preference preference) const {
  return preference_table[std::size_t(preference)].all[std::size_t((*this)[preference])].word;
}

}  // namespace gui
