#!/usr/bin/env bash
# A session waits for no disk. Linux, by hand:
#
#     tests/slow-disk.sh [target/release/calfguide] [MILLISECONDS]
#
# Each sync takes that long. A session of 8 s ends on time and is in the history; one that gets SIGTERM ends within 100 ms
# and one sync, and what it did by then is in the history.
set -euo pipefail

program=$(realpath "${1:-target/release/calfguide}") slow=${2:-3000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/hops.toml" <<'TOML'
format = 1
name = 'Hops'
[defaults]
prepare = '0s'
rest = '0s'
[[phase]]
name = 'Work'
[[phase.exercise]]
name = 'Hop'
sets = 4
time = '2s'
TOML
cc -shared -fPIC -o "$work/slow.so" -x c - -ldl <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
static int slow(const char *name, int fd) {
  long ms = atol(getenv("SLOW_MS"));
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&time, &time)) {}
  return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
C
export SLOW_MS=$slow

now() { date +%s%3N; }

# Begins a session with a data folder of its own.
start() { # DATA
  CALFGUIDE_DATA_DIR=$1 LD_PRELOAD=$work/slow.so "$program" run "$work/hops.toml" --plain --yes --hands-free \
    </dev/null >"$1.out" 2>&1 &
}

# The sets that are in the history of a data folder.
sets() { # DATA
  CALFGUIDE_DATA_DIR=$1 "$program" history show last --json | grep -c '"outcome": "done"' || true
}

begun=$(now)
start "$work/whole"
wait $!
took=$(($(now) - begun))
echo "a session of 8000 ms took $took ms, $(sets "$work/whole") of 4 sets are in the history"
[ "$took" -le $((8000 + slow + 500)) ]
[ "$(sets "$work/whole")" = 4 ]
if grep 'was stopped for' "$work/whole.out"; then exit 1; fi

for after in 300 1500 2100 3300 4500 6200 7900; do
  data=$work/after-$after
  start "$data"
  session=$!
  sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
  begun=$(now)
  kill -TERM "$session"
  code=0
  wait "$session" || code=$?
  took=$(($(now) - begun))
  echo "SIGTERM after $after ms: code $code after $took ms, $(sets "$data") sets are in the history"
  [ "$code" = 143 ]
  [ "$took" -le $((slow + 100)) ]
  [ "$(sets "$data")" = $((after / 2000)) ]
done
