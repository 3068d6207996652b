#!/usr/bin/env bash
# Installs what is missing on a Debian-like machine, or says exactly what to install. $1: demo, ferry or test.
set -euo pipefail
what=${1:-demo}
missing=()
need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }

need cc build-essential
need node nodejs
need npm npm
if [ "$what" = ferry ] || [ "$what" = test ]; then
  need ffmpeg ffmpeg
  need espeak-ng espeak-ng
fi
if [ "$what" = test ]; then
  need "${CHROMIUM:-chromium}" chromium
  need sha256sum coreutils
  need pdftotext poppler-utils
  need ffmpeg ffmpeg
  need tesseract tesseract-ocr
  langs=$(tesseract --list-langs 2>/dev/null || true)
  for lang in rus eng; do
    [[ $langs == *"$lang"* ]] || missing+=("tesseract-ocr-$lang")
  done
  need fc-list fontconfig
  # Not grep -q: it ends early, and with pipefail fc-list would seem to have failed.
  fc-list 2>/dev/null | grep 'Noto S' >/dev/null || missing+=(fonts-noto-core)
fi

if ! command -v cargo >/dev/null 2>&1; then
  echo "cargo is missing. Install Rust (rustup, with the toolchain named in rust-toolchain.toml), then run this again." >&2
  exit 1
fi

if [ ${#missing[@]} -gt 0 ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=$(command -v sudo || true)
  if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || [ -n "$sudo" ]; }; then
    echo "Installing: ${missing[*]}"
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "These are missing: ${missing[*]}. Install them (on Debian: apt-get install ${missing[*]}), then run this again." >&2
    exit 1
  fi
fi

if [ "$what" = test ] && ! cargo nextest --version >/dev/null 2>&1; then
  echo "Installing cargo-nextest"
  cargo install --quiet --locked cargo-nextest
fi
