#!/bin/sh
# Creates the two Secrets that examples/class.yaml names. Neither value is ever in a file of this repository
# or on a command line that other users of the machine could read.
#
#   NEON_API_KEY=napi_… examples/create-secrets.sh
set -eu

namespace=tenantdb-system
: "${NEON_API_KEY:?set it to an API key of your Neon account}"

manifest() { # name, key in the Secret; the value comes on standard input
  kubectl create secret generic "$1" --namespace "$namespace" --from-file="$2=/dev/stdin" --dry-run=client --output=yaml
}

printf %s "$NEON_API_KEY" | manifest neon-api-key api-key | kubectl apply --server-side --filename=-

# A keyring, made once: whoever loses it can't open what it sealed, so it is never replaced here. The command
# `sealed-strings keyring` makes and grows the same (sealing/README.md).
if ! kubectl get secret keyring --namespace "$namespace" >/dev/null 2>&1; then
  key=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')
  printf '{"keys":[{"kty":"oct","use":"enc","alg":"A256GCM","kid":"%s","k":"%s"}]}' "$(date -u +%Y-%m-%d)" "$key" \
    | manifest keyring keyring.json | kubectl create --filename=-
fi
