// Only names the versions: nothing here is Go code, so `go mod tidy` would empty it.
module sandbox/definitions

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2
	github.com/prometheus-operator/prometheus-operator v0.85.0
)
