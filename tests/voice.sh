#!/bin/sh
# Whether what the voice says is understood: renders every phrase of the built-in routines, and has a recogniser tell them
# apart. It needs python3, and installs `pocketsphinx` for itself; where it cannot, it says so and ends.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet pocketsphinx==5.1.1; } >"$folder/log" 2>&1; then
    echo "skipped: pocketsphinx cannot be installed here"
    exit 0
fi
cargo run --quiet --release --locked --example phrases -- "$folder/phrases"
"$folder/venv/bin/python" tests/voice/recognise.py "$folder/phrases"
