#!/bin/sh
# Makes sure that kube-apiserver, etcd, kube-controller-manager and kubectl exist on this machine and prints
# the folder that holds them. What it does meanwhile is told on stderr.
#
# In this order: KUBEBUILDER_ASSETS (as setup-envtest prints it; it has no kube-controller-manager, so that one
# is built), what an earlier run left in the cache, and a build from source with Go (see go.mod beside this file).
# Several runs at once are safe.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
version=$(sed -n 's|^[[:space:]]*k8s.io/kubernetes \(v[0-9.]*\).*|\1|p' "$here/go.mod")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tenantdb/kubernetes
built=$cache/$version

product="Kubernetes $version"
instead="Install it (https://go.dev/dl), or set KUBEBUILDER_ASSETS to a folder with kube-apiserver, etcd and kubectl."
. "$here/../programs.sh"

build_missing() { # the programs to have
  [ -n "$(missing "$built" "$@")" ] || return 0
  prepare_build
  minor=${version#v1.}
  stamp="-X k8s.io/component-base/version.gitVersion=$version -X k8s.io/component-base/version.gitMajor=1"
  stamp="$stamp -X k8s.io/component-base/version.gitMinor=${minor%%.*}"
  for program in "$@"; do
    case $program in
      etcd) build etcd go.etcd.io/etcd/server/v3 "10 s" "" ;;
      kube-apiserver) build kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver "3.5 min" "$stamp" ;;
      kube-controller-manager) build kube-controller-manager k8s.io/kubernetes/cmd/kube-controller-manager "1 min" "$stamp" ;;
      kubectl) build kubectl k8s.io/kubernetes/cmd/kubectl "20 s" "$stamp" ;;
    esac
  done
}

use_assets() { # a folder of links to KUBEBUILDER_ASSETS and to what is not part of it
  assets=$(CDPATH='' cd -- "$KUBEBUILDER_ASSETS" && pwd)
  linked=$cache/assets-$(printf '%s' "$assets" | cksum | tr ' ' '-')
  controllers=$assets
  if [ -n "$(missing "$assets" kube-controller-manager)" ]; then
    build_missing kube-controller-manager
    controllers=$built
  fi
  mkdir -p "$linked"
  for program in etcd kube-apiserver kubectl; do
    ln -sf "$assets/$program" "$linked/$program"
  done
  ln -sf "$controllers/kube-controller-manager" "$linked/kube-controller-manager"
  echo "$linked"
}

if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  absent=$(missing "$KUBEBUILDER_ASSETS" etcd kube-apiserver kubectl)
  if [ -z "$absent" ]; then
    use_assets
    exit 0
  fi
  say "KUBEBUILDER_ASSETS ($KUBEBUILDER_ASSETS) lacks ${absent% }; not used."
fi
build_missing etcd kubectl kube-controller-manager kube-apiserver
echo "$built"
