#!/usr/bin/env bash
# Everything that CI runs, each step named and timed.
set -euo pipefail
cd "$(dirname "$0")/.."
step() {
  local name=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@"
  printf '== %s took %s s\n' "$name" "$((SECONDS - began))"
}
[ -d "$FIRSTHAND_SHARED/suites" ] ||
  echo "FIRSTHAND_SHARED is not at hand: tests of suites and data read nothing and pass; nothing is shown of them."
step "web" scripts/web.sh
step "format" make --no-print-directory fmt
step "clippy" make --no-print-directory clippy
step "tests" scripts/unit.sh
step "smoke" scripts/smoke.sh
step "browser" scripts/browser.sh
printf '\nEverything passed.\n'
