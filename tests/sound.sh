#!/usr/bin/env bash
# Is everything heard, on time, and silent at once when it has to be? With a real PulseAudio and a real PipeWire, each with
# a sink that leads nowhere and can be recorded: tests/sound.sh target/debug/calfguide [pulseaudio|pipewire]...
#
# Needs a debug build, which writes down when each sound is due. Installs what is missing where it may (Debian, Ubuntu).
set -euo pipefail
program=$(realpath "${1:?the program, a debug build}")
shift
cd "$(dirname "$0")"

skip() { echo "skipped: $*"; exit 0; }

python=
for candidate in python3 /usr/bin/python3; do
  if "$candidate" -c 'import numpy' 2>/dev/null; then python=$candidate; break; fi
done
missing=
for tool in pulseaudio pactl parec pipewire wireplumber pipewire-pulse dbus-run-session; do
  command -v "$tool" >/dev/null || missing=$tool
done
if [ -z "$python" ] || [ -n "$missing" ]; then
  { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; } || skip "pulseaudio, pipewire or numpy is missing here"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends pulseaudio pulseaudio-utils pipewire pipewire-bin \
    pipewire-pulse wireplumber dbus python3-numpy >/dev/null || skip "pulseaudio, pipewire and numpy cannot be installed"
  python=/usr/bin/python3
fi

for server in "${@:-pulseaudio pipewire}"; do
  for one in $server; do dbus-run-session -- "$python" sound.py "$program" "$one"; done
done
