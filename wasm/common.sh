# SPDX-License-Identifier: AGPL-3.0-or-later
# Shared by the shell scripts of the project: where things are, how to speak, how to become root.
# Source it: `. "$(dirname "$0")/../wasm/common.sh"`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build
toolchain=$build/toolchain
deps=$build/deps

say() { printf '%s\n' "$*" >&2; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# as_root COMMAND…: runs it as root, directly or through sudo.
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }

# version_at_least HAVE WANT
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# once NAME VERSION FUNCTION: runs FUNCTION unless it already completed for this VERSION.
# What it makes is complete exactly when the stamp exists, so an interrupted run is simply repeated.
once() {
  local stamp=$build/stamps/$1
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$2" ] && return 0
  say "setup: $1 ($2)"
  "$3"
  mkdir -p "$build/stamps"
  printf '%s' "$2" >"$stamp"
}

# for_this_compiler FOLDER: CMake never changes the compiler of a folder that it has configured, so it begins anew where
# another emcc did that.
for_this_compiler() {
  local compiler; compiler=$(command -v emcc)
  [ "$(cat "$1/compiler" 2>/dev/null)" = "$compiler" ] || rm -rf "$1/CMakeCache.txt" "$1/CMakeFiles" "$1/build.ninja"
  mkdir -p "$1"
  printf '%s' "$compiler" >"$1/compiler"
}
