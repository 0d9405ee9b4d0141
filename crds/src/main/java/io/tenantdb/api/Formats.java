package io.tenantdb.api;

/** Regular expressions of the schema, in the dialect of Go, which the API server checks with. */
final class Formats {
  /** A DNS subdomain as names of Kubernetes resources are; at most 253 characters. */
  static final String RESOURCE_NAME =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /** A region of a cloud provider. */
  static final String REGION = "^[a-z]+(-[a-z0-9]+)+$";

  /** A name that Postgres takes without quotes; at most 63 characters. */
  static final String POSTGRES_NAME = "^[a-z_][a-z0-9_]{0,62}$";

  private Formats() {}
}
