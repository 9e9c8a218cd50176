// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/bidi.h"

namespace browser {
namespace {

struct Range {
  char32_t first, last;
  std::string_view bidi;
};

// What cannot be told from the general category and the blocks below.
constexpr Range exceptions[] = {
    {0x09, 0x09, "S"},        {0x0A, 0x0A, "B"},        {0x0B, 0x0B, "S"},        {0x0C, 0x0C, "WS"},
    {0x0D, 0x0D, "B"},        {0x1C, 0x1E, "B"},        {0x1F, 0x1F, "S"},        {'#', '#', "ET"},
    {'%', '%', "ET"},         {'+', '+', "ES"},         {',', ',', "CS"},         {'-', '-', "ES"},
    {'.', '/', "CS"},         {'0', '9', "EN"},         {':', ':', "CS"},         {0x2B9, 0x2BA, "ON"},
    {0x2C6, 0x2CF, "ON"},     {0x2EC, 0x2EC, "ON"},     {0x374, 0x374, "ON"},     {0x660, 0x669, "AN"},
    {0x609, 0x60C, "ON"},     {0x66A, 0x66C, "ON"},     {0x6F0, 0x6F9, "EN"},     {0x7F7, 0x7F9, "ON"},
    {0xCBF, 0xCBF, "L"},      {0xCC6, 0xCC6, "L"},      {0x2E2F, 0x2E2F, "ON"},   {0xA67F, 0xA67F, "ON"},
    {0xA717, 0xA71F, "ON"},   {0xA788, 0xA788, "ON"},   {0xFD3E, 0xFD3F, "ON"},   {0xFF10, 0xFF19, "EN"},
    {0x1091F, 0x1091F, "ON"}, {0x10B39, 0x10B3F, "ON"}, {0x10D30, 0x10D39, "AN"}, {0x11A07, 0x11A08, "L"},
    {0x11C3F, 0x11C3F, "L"},  {0x1D7CE, 0x1D7FF, "EN"}, {0x1FBF0, 0x1FBF9, "EN"},
};

// The blocks of right-to-left scripts (DerivedBidiClass.txt, default classes).
constexpr Range blocks[] = {
    {0x590, 0x5FF, "R"},      {0x600, 0x7BF, "AL"},     {0x7C0, 0x85F, "R"},      {0x860, 0x8FF, "AL"},
    {0xFB1D, 0xFB4F, "R"},    {0xFB50, 0xFDCF, "AL"},   {0xFDF0, 0xFDFF, "AL"},   {0xFE70, 0xFEFF, "AL"},
    {0x10800, 0x10CFF, "R"},  {0x10D00, 0x10D3F, "AL"}, {0x10D40, 0x10EBF, "R"},  {0x10EC0, 0x10EFF, "AL"},
    {0x10F00, 0x10F2F, "R"},  {0x10F30, 0x10F6F, "AL"}, {0x10F70, 0x10FFF, "R"},  {0x1E800, 0x1EC6F, "R"},
    {0x1EC70, 0x1ECBF, "AL"}, {0x1ECC0, 0x1ECFF, "R"},  {0x1ED00, 0x1ED4F, "AL"}, {0x1ED50, 0x1EDFF, "R"},
    {0x1EE00, 0x1EEFF, "AL"}, {0x1EF00, 0x1EFFF, "R"},
};

}  // namespace

std::string_view bidi_class(char32_t character, std::string_view category) {
  for (const Range& range : exceptions)
    if (character >= range.first && character <= range.last) return range.bidi;
  if (category == "Mn" || category == "Me") return "NSM";
  if (category == "Cf" || category == "Cc") return "BN";
  if (category == "Zs") return "WS";
  if (category == "Sc") return "ET";
  if (category.starts_with('S')) return "ON";
  for (const Range& range : blocks)
    if (character >= range.first && character <= range.last) return range.bidi;
  return category.starts_with('P') ? "ON" : "L";
}

}  // namespace browser
