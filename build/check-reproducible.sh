#!/bin/sh
# Builds the last commit twice, from two fresh clones in different folders, with another umask, time zone and language,
# and compares what comes out byte for byte: the image, its SBOM, the plugin, the jars. What is not committed is not looked at.
#
# KEEP=1 leaves both clones, to look at what differs.
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT

results() { # the files to compare in the clone $1, as paths in it
  (cd "$1" && find . -path '*/target/*.jar' -o -path './operator/target/*.cdx.json' -o -path './operator/target/jib-image.tar' \
    -o -path './kubectl-tenantdb/target/kubectl-tenantdb') |
    grep -v -e '/jib-cache/' -e '/target/libraries/' | sort
}

build() { # folder of the clone, umask, time zone, language
  (
    umask "$2"
    git clone --quiet --no-local "$top" "$1"
    cd "$1"
    TZ=$3 LC_ALL=C MAVEN_OPTS="-Duser.timezone=$3 -Duser.language=$4" \
      ./mvnw --quiet --projects operator,kubectl-tenantdb --also-make -Dmaven.test.skip=true -Dspotless.check.skip=true package
  )
}

sum() { # the SHA-256 of the file $1, or a dash
  if [ -f "$1" ]; then sha256sum "$1" | cut -d ' ' -f 1; else echo -; fi
}

one=$work/one
two=$work/a/longer/path/two
mkdir -p "$(dirname "$two")"
build "$one" 022 UTC en
build "$two" 077 Asia/Tokyo tr

{ results "$one" && results "$two"; } | sort -u >"$work/results"
if ! grep -q jib-image.tar "$work/results"; then
  echo "No image was built." >&2
  exit 1
fi
differ=0
printf '%-10s %-64s  %s\n' "" SHA-256 file
while read -r file; do
  first=$(sum "$one/$file")
  second=$(sum "$two/$file")
  if [ "$first" = "$second" ]; then
    printf '%-10s %s  %s\n' same "$first" "$file"
  else
    printf '%-10s %s  %s\n%-10s %s\n' DIFFERENT "$first" "$file" "" "$second"
    differ=$((differ + 1))
  fi
done <"$work/results"

if [ "$differ" -gt 0 ]; then
  echo "$differ of the files differ. To see how: KEEP=1 $0, then unpack both and diff -r, or diffoscope, in" >&2
  echo "  $one and $two" >&2
  exit 1
fi
