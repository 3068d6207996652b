#!/usr/bin/env bash
# Damages files of each reader for ten minutes (SOAK_SECONDS); a reader ends at the first fault. SOAK_READERS: only these.
# SOAK_SEED: other damage. FIRSTHAND_DAMAGED: a folder in which the file that did it is kept.
set -euo pipefail
cd "$(dirname "$0")/.."
export FIRSTHAND_SOAK_SECONDS=${SOAK_SECONDS:-600} FIRSTHAND_SOAK_SEED=${SOAK_SEED:-$(date +%s)}
readers=${SOAK_READERS:-$(ls fuzz/corpus)}
echo "soak: seed $FIRSTHAND_SOAK_SEED"
failed=()
for reader in $readers; do
  FIRSTHAND_SOAK_READER=$reader cargo test --quiet --locked -p firsthand-intake --test it -- \
    --ignored --exact damaged::soak --nocapture | grep '^soak' || failed+=("$reader")
done
[ ${#failed[@]} -eq 0 ] || { echo "soak: these did not last: ${failed[*]}" >&2; exit 1; }
