# Knows where a running ./demo has its connection service. Sourced by ./start and ./test in the storefront's folder.

is_complete() { # folder
  for file in url ca.crt token keyring.json; do
    [ -s "$1/$file" ] || return 1
  done
}

find_service() { # the folder of the newest demo that still runs, or nothing
  for run in $(ls -td ../../.sandbox/run-* 2>/dev/null); do
    if kill -0 "${run##*-}" 2>/dev/null && is_complete "$run/service"; then
      (cd "$run/service" && pwd)
      return
    fi
  done
}

use_service() { # folder
  export TENANTDB_SERVICE_DIR="$1"
  # The demo's databases have certificates of an authority of its own; Neon's are known to everybody.
  authority="$1/../neon-local/tls/ca.crt"
  if [ -f "$authority" ]; then
    # Node takes one file, and this machine may have authorities of its own.
    cat "$authority" ${NODE_EXTRA_CA_CERTS:+"$NODE_EXTRA_CA_CERTS"} >dist/authorities.pem
    export NODE_EXTRA_CA_CERTS="$PWD/dist/authorities.pem"
  fi
}
