#!/bin/sh
# Makes sure that the definitions (CRDs) of other projects' resources, which our pages, examples and chart have, exist on
# this machine and prints the folder that holds them. They come from the projects' Go modules (see go.mod beside this
# file, and Argo CD's), or were left by an earlier run in the cache.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
built=${XDG_CACHE_HOME:-$HOME/.cache}/tenantdb/definitions/$(cat "$here/go.mod" "$here/../argocd/go.mod" "$0" | cksum | tr ' ' -)
product="other projects' definitions"
instead="Install it: https://go.dev/dl"
. "$here/../programs.sh"

copy() { # folder with a go.mod, module, files in it
  module=$2
  folder=$(cd "$1" && go mod download "$module" >&2 && go list -m -f '{{.Dir}}' "$module")
  shift 2
  for file in "$@"; do
    cp "$folder/$file" "$copies"
  done
}

[ -d "$built/manifests" ] || prepare_build
if [ ! -d "$built/manifests" ]; then # Another may have fetched them while this one waited.
  copies=$built/.manifests.$$
  mkdir "$copies"
  copy "$here/../argocd" github.com/argoproj/argo-cd/v3 \
    manifests/crds/application-crd.yaml manifests/crds/applicationset-crd.yaml manifests/crds/appproject-crd.yaml
  copy "$here" github.com/cert-manager/cert-manager \
    deploy/crds/cert-manager.io_certificates.yaml
  copy "$here" github.com/prometheus-operator/prometheus-operator \
    example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml \
    example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml
  chmod u+w "$copies"/*
  mv "$copies" "$built/manifests"
fi
echo "$built/manifests"
