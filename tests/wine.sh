#!/usr/bin/env bash
# The program for Windows does its work under Wine. Linux, by hand:
#
#     apt-get install gcc-mingw-w64-x86-64 wine
#     rustup target add x86_64-pc-windows-gnu
#     tests/wine.sh [PROGRAM.exe]
#
# Without a program it builds one. What a console shows, and keys, are not tested: Wine's own console differs too much.
set -euo pipefail
cd "$(dirname "$0")/.."

target=x86_64-pc-windows-gnu
program=${1:-}
if [ -z "$program" ]; then
  cargo build --locked --target "$target"
  program=${CARGO_TARGET_DIR:-target}/$target/debug/calfguide.exe
fi
program=$(realpath "$program")

work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
clean() {
  wineserver --kill 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT
mkdir "$work/home"
cp "$program" "$work/home/calfguide.exe"
cp -r routines "$work/home"
cd "$work/home"

# Every Rust program loads this library, and some versions of Wine do not have it. Its only function forwards to one that
# they have.
cat > stub.c <<'C'
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, length); }
BOOL WINAPI DllMain(HINSTANCE dll, DWORD reason, LPVOID reserved) { return TRUE; }
C
x86_64-w64-mingw32-gcc -shared -o bcryptprimitives.dll stub.c -ladvapi32

wine wineboot --init >/dev/null 2>&1
failures=0

# expect CODE PATTERN ARGS...: the exit code, and a line of the output that matches; an empty pattern is no output.
expect() {
  local code=$1 pattern=$2 got=0
  shift 2
  wine calfguide.exe "$@" </dev/null >out 2>&1 || got=$?
  if [ "$got" = "$code" ] && if [ -n "$pattern" ]; then grep -qE -- "$pattern" out; else [ ! -s out ]; fi; then
    echo "ok: calfguide $*"
  else
    echo "FAILED: calfguide $*: exit code $got instead of $code, or no line like \`$pattern\`:"
    sed 's/^/    /' out
    failures=$((failures + 1))
  fi
}

cat > hops.toml <<'TOML'
format = 1
name = "Hops"

[defaults]
prepare = "0s"
rest = "0s"

[[phase]]
name = "Work"

  [[phase.exercise]]
  name = "Hop"
  sets = 3
  time = "1s"
TOML
printf 'format = 1\nname = 3\n' > bad.toml

alone=(--plain --yes --hands-free)

expect 0 '^calfguide '             --version
expect 0 'Usage: calfguide'        --help
expect 0 'AppData.*calfguide.config.toml'  paths
expect 0 'calves'                  routines
expect 0 'Single-leg'              list
expect 0 'Hop'                     list hops.toml
expect 0 'Hop'                     list '.\hops.toml'
expect 0 'Tabata'                  show 'routines\tabata'.toml
expect 0 'sets'                    show
expect 0 '^ *0:0'                  plan hops.toml
expect 0 '"steps"'                 plan hops.toml --json
expect 0 ''                        check hops.toml 'routines\calves.toml'
expect 2 'bad.toml:2'              check bad.toml
expect 2 'folder'                  check routines
expect 2 'no routine'              run nothing
expect 0 'session done'            run hops.toml --dry-run --yes
expect 0 'Saved'                   run hops.toml "${alone[@]}"
expect 0 'Hops'                    history
expect 0 '3 x 0:01'                history show last
expect 0 'Hops'                    history edit last --effort 6
expect 0 '"effort": ?6'            history show last --json
expect 1 'session'                 resume
expect 1 'not available on Windows' send pause

# A session that is killed is offered again, and goes on to its end.
wine calfguide.exe run hops.toml --plain --yes --hands-free >killed 2>&1 </dev/null &
until grep -q 'set 2 of 3' killed; do read -rt 0.1 <> <(:) || true; done
wine taskkill /f /im calfguide.exe >/dev/null 2>&1
wait $! || true
expect 0 'not finished|unfinished' history
expect 0 'Saved'                   resume "${alone[@]}"
expect 1 'session'                 resume

# What a torn end leaves is found, and moved aside.
journal=$(find "$WINEPREFIX" -name '*.jsonl' | sort | tail -1)
printf '{"v":1,' >> "$journal"
expect 0 '1 fault, 1 mended'        doctor
expect 0 '2 sessions'              doctor

[ "$failures" = 0 ] || { echo "$failures failed"; exit 1; }
echo 'all is well under Wine'
