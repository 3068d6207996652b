#!/usr/bin/env bash
# The published examples in Chromium, from a folder with a space and Cyrillic letters in its path.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${BROWSER_OUT:-$(mktemp -d)/browser}
export FIRSTHAND_KEY="$out.key"
cargo build --locked --quiet -p firsthand
firsthand=target/debug/firsthand
"$firsthand" demo --out "$out" --no-serve >/dev/null
node web/test/unit.mjs
node web/test/run.mjs "$out/dossier"
"$firsthand" --case "$out/case" check web/test/checked/draft.md --out "$out/checked" --format page >/dev/null
node web/test/check.mjs "$out/checked/check.html"
# A made case with more events than one page takes.
node web/test/long_case.mjs "$out/long-tables" 3000
[ -e "$out/long/firsthand.toml" ] || "$firsthand" new "$out/long" >/dev/null
"$firsthand" --case "$out/long" import "$out/long-tables" >/dev/null
"$firsthand" --case "$out/long" publish --out "$out/long-dossier" >/dev/null
node web/test/long.mjs "$out/long-dossier"
# The ferry's film and sound, where what makes them is installed.
made=0
examples/ferry/make.sh "$out/ferry-tables" >/dev/null || made=$?
if [ "$made" = 0 ]; then
  [ -e "$out/ferry/firsthand.toml" ] || "$firsthand" new "$out/ferry" >/dev/null
  "$firsthand" --case "$out/ferry" import "$out/ferry-tables" >/dev/null
  "$firsthand" --case "$out/ferry" publish --out "$out/ferry-dossier" >/dev/null
  node web/test/ferry.mjs "$out/ferry-dossier"
  node web/test/ferry_breaks.mjs "$out/ferry-dossier"
elif [ "$made" = 3 ] && [ "${CI:-}" != true ]; then
  echo "skipped: the scenarios of film and sound"
else
  exit "$made"
fi
