#!/usr/bin/env bash
# Runs every benchmark, or those named (store verify publish mdbook hearings memory million order growth script), and prints one table. Keeps nothing but
# its build under target/. BENCH_TMP: where its data lie while it runs; a real disk, not memory.
set -euo pipefail
cd "$(dirname "$0")/.."
script=crates/publish/assets/dossier.js
if [ ! -f "$script" ] || [ -n "$(find web/src web/build.mjs -newer "$script" -print -quit)" ]; then
  echo "$script is missing or older than its sources: run \`make web\` first." >&2
  exit 1
fi
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target/bench}"
export BENCH_TMP="${BENCH_TMP:-$PWD/target}"
mkdir -p "$BENCH_TMP"
cargo build --release --locked --quiet --manifest-path bench/Cargo.toml
exec "$CARGO_TARGET_DIR/release/firsthand-bench" "$PWD" "$@"
