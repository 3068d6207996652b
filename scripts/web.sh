#!/usr/bin/env bash
# Builds the page's script from web/ into the room that publishes it.
set -euo pipefail
cd "$(dirname "$0")/../web"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch node_modules
fi
npm run --silent check
npm run --silent build
