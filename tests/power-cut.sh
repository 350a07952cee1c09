#!/usr/bin/env bash
# What was said to be done is on the disk when the power is cut, and when the disk is full. Linux, as root, by hand:
#
#     sudo tests/power-cut.sh [target/release/calfguide] [TRIALS] [SEED]
#
# A session runs with its data on an ext4 in a file. After some lines it is stopped and the file is copied: the copy is
# what a disk has when the power is cut, since what the system had not written yet is not in it. It is mounted, which
# replays the journal of ext4, and every set of which a line said that it is done has to be in the history there.
#
# The control is the same program with a sync that does nothing; unless it loses something, the test has no teeth.
# What a disk itself holds back in spite of a flush, no such test can see.
set -euo pipefail

program=$(realpath "${1:-target/release/calfguide}") trials=${2:-20} seed=${3:-1}
[ "$(id -u)" = 0 ] || { echo 'only root can mount' >&2; exit 1; }
RANDOM=$seed
work=$(mktemp -d)
mkdir "$work"/{disk,copy}
session=
clean() {
  [ -z "$session" ] || kill -KILL "$session" || true
  umount "$work"/{disk,copy} 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

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
sets = 400
time = '10ms'
TOML
cc -shared -fPIC -o "$work/no-sync.so" -x c - <<'C'
int fsync(int fd) { (void)fd; return 0; }
int fdatasync(int fd) { (void)fd; return 0; }
C

# Begins a session with its data on the disk; its lines come from descriptor 3.
start() { # PRELOAD
  : >"$work/said"
  exec 3< <(CALFGUIDE_DATA_DIR=$work/disk/data LD_PRELOAD=$1 exec "$program" run "$work/hops.toml" \
    --plain --yes --hands-free </dev/null 2>/dev/null)
  session=$!
}

# Takes a line that it says.
hear() {
  local line
  IFS= read -r line <&3 && printf '%s\n' "$line" >>"$work/said"
}

# Takes the rest of them; its exit code is ours.
hear_out() {
  cat <&3 >>"$work/said"
  exec 3<&-
  local ended=$session
  session=
  wait "$ended" 2>/dev/null
}

# The sets that plain lines say are done; nothing counts after the first that is not kept.
said() {
  awk '/ not saved: /{exit} match($0, /\(set [0-9]+/){set=substr($0, RSTART+5, RLENGTH-5)} /^ *[0-9:]+  done$/{print set}' \
    "$work/said"
}

# The sets that are kept in a data folder.
kept() { # FOLDER
  CALFGUIDE_DATA_DIR=$1 "$program" history show last --json 2>/dev/null |
    awk '/"step":/{step=$2+0} /"outcome": "done"/{print step+1}'
}

# How many sets were said to be done, and how many of them are not kept, each once, in a data folder.
count() { # FOLDER
  all=$(said | wc -l)
  lost=$(comm -23 <(said | sort) <(kept "$1" | sort | uniq -u) | wc -l)
}

make_disk() { # SIZE
  rm -f "$work/image"
  truncate -s "$1" "$work/image"
  mkfs.ext4 -q -m 0 "$work/image"
  # Nothing but a sync brings anything to it while a trial lasts.
  mount -o loop,commit=600 "$work/image" "$work/disk"
}

# Cuts the power in the middle of a session.
cut_power() { # PRELOAD
  make_disk 64M
  start "$1"
  local lines=$((RANDOM % 300 + 2))
  for ((; lines > 0; lines--)); do hear; done
  kill -STOP "$session"
  until grep -q '^State:.T' "/proc/$session/status"; do :; done
  cp "$work/image" "$work/power-cut"
  # What it had said by then counts.
  kill -KILL "$session"
  hear_out || true
  umount "$work/disk"
  mount -o loop "$work/power-cut" "$work/copy"
  count "$work/copy/data"
  umount "$work/copy"
}

# Does that often.
cut_power_often() { # PRELOAD NAME
  local trial sum=0 sum_lost=0
  bad=0
  for ((trial = 0; trial < trials; trial++)); do
    cut_power "$1"
    sum=$((sum + all)) sum_lost=$((sum_lost + lost)) bad=$((bad + (lost > 0)))
  done
  echo "$2: $sum_lost of $sum sets lost, in $bad of $trials trials (seed $seed)"
  [ "$sum" -gt 0 ]
}

# Fills the disk until it has room for a part of the session only, and makes room again while the session goes on.
fill_disk() { # NAME
  head -c "$(($(stat -f -c '%a * %S' "$work/disk") - 100000))" /dev/zero >"$work/disk/ballast"
  start ''
  until grep -q ' not saved: ' "$work/said"; do hear; done
  local more
  for ((more = 0; more < 40; more++)); do hear; done
  count "$work/disk/data"
  rm "$work/disk/ballast"
  hear_out
  grep -q 'all of it is saved again' "$work/said"
  echo "full $1: $lost of $all sets lost; with room again $(kept "$work/disk/data" | wc -l) of 400 are kept"
  [ "$all" -gt 0 ]
  [ "$lost" = 0 ]
  diff <(kept "$work/disk/data") <(seq 400)
  umount "$work/disk"
}

cut_power_often '' 'power cut'
[ "$bad" = 0 ]
cut_power_often "$work/no-sync.so" 'control without sync'
[ "$bad" -gt 0 ] || { echo 'the test has no teeth: without sync nothing was lost' >&2; exit 1; }
mount -t tmpfs -o size=256k none "$work/disk"
fill_disk tmpfs
make_disk 4M
fill_disk ext4
