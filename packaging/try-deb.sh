#!/usr/bin/env bash
# Installs a .deb, tries what it brought, and removes it: sudo packaging/try-deb.sh target/packages/*.deb
set -euo pipefail
dpkg --install "$1"
trap 'dpkg --remove calfguide' EXIT
cd /
calfguide --version
calfguide run --dry-run >/dev/null
# Where pages are not left out, as they are in containers.
! command -v man >/dev/null || ! [ -e /usr/share/man/man1/calfguide-run.1.gz ] || man --where calfguide-run
complete() { bash -c "source /usr/share/bash-completion/completions/calfguide
  COMP_WORDS=(calfguide run ca) COMP_CWORD=2; _clap_complete_calfguide calfguide ca run; echo \"\${COMPREPLY[@]}\""; }
[ "$(complete)" = calves ]
echo "the .deb works"
