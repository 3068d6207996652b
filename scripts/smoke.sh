#!/usr/bin/env bash
# What a new user does first: the demo, verified; then the same again, which must change nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${SMOKE_OUT:-$(mktemp -d)/smoke}
export FIRSTHAND_KEY="$out.key"
cargo build --locked --quiet -p firsthand
firsthand=target/debug/firsthand
"$firsthand" demo --out "$out" --no-serve
"$firsthand" verify "$out/case"
"$firsthand" verify "$out/dossier"
(cd "$out/dossier" && sha256sum --quiet -c SHA256SUMS)
cp -r "$out/dossier" "$out/first"
"$firsthand" demo --out "$out" --no-serve >/dev/null
diff -r "$out/first" "$out/dossier"
echo "smoke: the demo verifies, and a second run publishes the same bytes"
