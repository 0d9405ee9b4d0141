# Builds programs from Go source once on a machine; read by kubernetes/build.sh, argocd/build.sh and
# definitions/fetch.sh, which set
#
#   here     the folder with their go.mod
#   product  what it is, as people know it: Kubernetes v1.36.3
#   built    where the programs go
#   instead  what to do without Go
#
# Several runs at once are safe.

say() { echo "$*" >&2; }

missing() { # which of the programs $2... are not in the folder $1
  folder=$1
  shift
  for program in "$@"; do
    [ -x "$folder/$program" ] || printf '%s ' "$program"
  done
}

require_go() {
  needed=$(sed -n 's/^go //p' "$here/go.mod")
  if ! command -v go >/dev/null 2>&1; then
    say "Building $product needs Go $needed or newer, and there is no go on the PATH."
    say "$instead"
    exit 1
  fi
  # Asked in this folder, so that a Go that can fetch the toolchain go.mod asks for does so here.
  found=$(cd "$here" && go env GOVERSION 2>/dev/null) || found="a Go that says: $(cd "$here" && go env GOVERSION 2>&1)"
  oldest=$(printf '%s\n' "$needed" "${found#go}" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
  if [ "$oldest" != "$needed" ]; then
    say "Building $product needs Go $needed or newer; found $found at $(command -v go)."
    exit 1
  fi
}

prepare_build() { # the one that builds; others wait here
  require_go
  mkdir -p "$built"
  trap 'rm -rf "$built"/.*."$$"' EXIT
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$built/.lock"
    flock -n 9 || { say "Waiting for another build of $product to finish ..."; flock 9; }
  fi
}

build() { # program, package, about how long on a cold cache, linker flags
  [ ! -x "$built/$1" ] || return 0
  say "Building $1 of $product (about $3 on two cores the first time, seconds when Go has it cached) ..."
  (cd "$here" && CGO_ENABLED=0 go build -o "$built/.$1.$$" -ldflags "-s -w $4" "$2") >&2
  mv "$built/.$1.$$" "$built/$1" # in one step: nobody sees half a program
}
