#!/usr/bin/env bash
# Builds what a release consists of, for 64-bit Linux on Intel, into target/packages: packaging/build.sh [PROFILE]
# Needs cargo-deb, and the standard library of the target: rustup target add x86_64-unknown-linux-musl
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=target
profile=${1:-dist}
target=x86_64-unknown-linux-musl
version=$(cargo pkgid --locked | sed 's/.*[#@]//')
out=target/packages
files=$out/files
rm -rf "$out"
mkdir -p "$files/completions"

# The program runs where nothing else is, whatever its C library.
cargo build --locked --profile "$profile" --target "$target"
program=target/$target/$profile/calfguide
! ldd "$program" 2>/dev/null | grep '=>' || exit 1
"$program" man "$files/man"
"$program" completions bash >"$files/completions/calfguide.bash"
"$program" completions zsh >"$files/completions/_calfguide"
"$program" completions fish >"$files/completions/calfguide.fish"

cargo deb --locked --no-build --profile "$profile" --target "$target" --output "$out"

archive=calfguide-$version-$target
mkdir "$out/$archive"
cp -r "$program" "$files"/* README.md CHANGELOG.md LICENSE-* THIRD-PARTY.md "$out/$archive"
tar --create --gzip --file "$out/$archive.tar.gz" --directory "$out" --owner=0 --group=0 --sort=name "$archive"

cargo package --locked --no-verify --quiet
cp "target/package/calfguide-$version.crate" "$out"
sha256=$(sha256sum "$out/calfguide-$version.crate" | cut -d' ' -f1)
for recipe in PKGBUILD calfguide.rb flake.nix; do
  sed "s/@VERSION@/$version/; s/@SHA256@/$sha256/" "packaging/$recipe" >"$out/$recipe"
done
cp Cargo.lock "$out"

rm -r "$files" "${out:?}/$archive"
(cd "$out" && sha256sum -- * >SHA256SUMS && cat SHA256SUMS)
