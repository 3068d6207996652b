#!/usr/bin/env bash
# Makes the case folder of the ferry example, media and all. $1: the folder, otherwise build/ beside this script.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/build}
missing=()
for tool in node ffmpeg espeak-ng; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "The ferry example needs ${missing[*]}. On Debian: scripts/setup.sh ferry, or apt-get install nodejs ffmpeg espeak-ng." >&2
  exit 3
fi
exec node "$here/make/make.mjs" "$here" "$out"
