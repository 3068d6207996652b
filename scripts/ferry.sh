#!/usr/bin/env bash
# The ferry example: media and tables made, imported into a case, published and served. $1: the folder; --no-serve stops before that.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1
serve=${2:-}
firsthand() { cargo run --release --locked --quiet -p firsthand -- "$@"; }
mkdir -p "$out"
examples/ferry/make.sh "$out/tables"
[ -e "$out/case/firsthand.toml" ] || firsthand new "$out/case"
firsthand --case "$out/case" import "$out/tables"
firsthand --case "$out/case" publish --out "$out/dossier"
[ "$serve" = --no-serve ] || firsthand serve "$out/dossier"
