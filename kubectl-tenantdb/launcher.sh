#!/bin/sh
# kubectl tenantdb: this text, and behind it the jar. It looks for a Java 17 or newer and runs the file itself with it.
set -u

java_major() { # the major version of the Java in folder $1, or nothing
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

found=0
home=
on_path=$(command -v java 2>/dev/null) || on_path=
[ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* \
  "${HOME:-}"/.jdks/* "${HOME:-}"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ -n "$candidate" ] || continue
  major=$(java_major "$candidate")
  if [ "${major:-0}" -ge 17 ] && [ "$major" -gt "$found" ]; then
    found=$major
    home=$candidate
    [ "$candidate" != "${JAVA_HOME:-}" ] || break
  fi
  # From 19 on Java keeps what it loaded for the next start.
  [ "$found" -lt 19 ] || break
done
if [ "$found" -eq 0 ]; then
  echo "kubectl-tenantdb: no Java 17 or newer was found; install one, or set JAVA_HOME to its folder." >&2
  exit 127
fi

subcommand=${1:-}
for argument in "$@"; do
  case $argument in
    --) break ;;
    # These load next to nothing, which is not worth keeping.
    -h | --help | -V | --version) subcommand=help ;;
  esac
done
set -- -cp "$0" io.tenantdb.kubectl.TenantdbPlugin "$@"
archive=${XDG_CACHE_HOME:-${HOME:-}/.cache}/kubectl-tenantdb/java-$found.jsa
# A whole archive has 24 MB. One of less than 10 MB (in blocks of 512 bytes) is of a command that failed early, and Java would keep it for ever.
[ -z "$(find "$archive" -size -20480 2>/dev/null)" ] || rm -f "$archive"
if [ "$subcommand" != help ] && [ -f "$archive" ]; then
  set -- "-XX:SharedArchiveFile=$archive" "$@"
fi
case $subcommand in
  # These load what the others do. Java replaces an archive that does not fit the file any more.
  status | why | orphans)
    if [ "$found" -ge 19 ] && mkdir -p "${archive%/*}" 2>/dev/null; then
      set -- -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$archive" "$@"
    fi
    ;;
esac
exec "$home/bin/java" -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "$@"
# Never reached: what follows is no text.
exit 0
