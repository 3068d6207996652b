#!/usr/bin/env bash
# The published example in Chromium, from a folder with a space and Cyrillic letters in its path.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${BROWSER_OUT:-$(mktemp -d)/browser}
export FIRSTHAND_KEY="$out.key"
cargo build --locked --quiet -p firsthand
target/debug/firsthand demo --out "$out" --no-serve >/dev/null
node web/test/unit.mjs
node web/test/run.mjs "$out/dossier"
