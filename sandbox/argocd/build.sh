#!/bin/sh
# Makes sure that Argo CD exists on this machine and prints the folder that holds it: its programs, which are one that
# acts by its name, and its manifests (definitions and config maps). What it does meanwhile is told on stderr. Built from
# source with Go (see go.mod beside this file), or left by an earlier run in the cache.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
module=github.com/argoproj/argo-cd/v3
version=$(sed -n "s|^[[:space:]]*$module \(v[0-9.]*\).*|\1|p" "$here/go.mod")
built=${XDG_CACHE_HOME:-$HOME/.cache}/tenantdb/argocd/$version
product="Argo CD $version"
instead="Install it: https://go.dev/dl"
. "$here/../programs.sh"

link_programs() {
  for program in repo-server application-controller applicationset-controller; do
    ln -sf argocd "$built/argocd-$program"
  done
}

copy_manifests() {
  source=$(cd "$here" && go list -m -f '{{.Dir}}' "$module")/manifests
  copies=$built/.manifests.$$
  mkdir "$copies"
  cp "$source"/crds/*-crd.yaml "$source"/base/config/argocd-*.yaml "$copies"
  chmod u+w "$copies"/*
  [ -d "$built/manifests" ] || mv "$copies" "$built/manifests"
}

is_built() {
  [ -z "$(missing "$built" argocd argocd-applicationset-controller)" ] && [ -d "$built/manifests" ]
}

is_built || prepare_build
if ! is_built; then # Another may have built it while this one waited.
  build argocd "$module/cmd" "3.5 min" "-X $module/common.version=${version#v}"
  link_programs
  copy_manifests
fi
echo "$built"
