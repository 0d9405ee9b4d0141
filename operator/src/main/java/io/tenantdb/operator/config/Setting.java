package io.tenantdb.operator.config;

import org.jspecify.annotations.Nullable;

/** Every variable the operator reads; {@code docs/configuration.md} is this list as a table. */
enum Setting {
  OPERATOR_NAMESPACE(
      "name",
      "`POD_NAMESPACE`, else `tenantdb-system`",
      "The namespace the operator runs in and keeps what is its own."),
  WATCH_NAMESPACES(
      "list of names",
      "all",
      "The namespaces whose TenantDatabases are served, separated by commas."),
  INSTALLATION_ID(
      "name",
      "from the cluster",
      "Tells this installation from others that share a Neon account or a registry. Default: derived from"
          + " the uid of the namespace `kube-system`. Set it when several operators serve one cluster, and"
          + " never change it: what the old id made is then somebody else's."),
  REGISTRY_URL(
      "URL",
      "none",
      "The Postgres database to mirror into, as `jdbc:postgresql://…` or `postgresql://…`; without it there"
          + " is no registry. A pooler in front of it must pool sessions, not transactions."),
  REGISTRY_USER(
      "text",
      "from the URL",
      "The login of the registry; it owns the tables and makes them when they are missing."),
  REGISTRY_PASSWORD("secret", "from the URL", "Its password."),
  REGISTRY_PASSWORD_FILE(
      "path", "none", "A file that holds the password, instead of `TENANTDB_REGISTRY_PASSWORD`."),
  REGISTRY_SERVICE_ROLE(
      "role",
      "`service_role`",
      "The database role that may read the registry. Made when it is missing and the login may do that."),
  HTTP_ADDRESS(
      "address", "`0.0.0.0`", "The address that `/livez`, `/readyz` and `/metrics` are served on."),
  HTTP_PORT("number", "`8080`", "Their port; 0 takes a free one."),
  SERVICE_PORT(
      "number",
      "none",
      "The port of the connection service (docs/connection-service.md); 0 takes a free one. Without it there is"
          + " no such service."),
  SERVICE_ADDRESS("address", "`0.0.0.0`", "The address it is served on."),
  SERVICE_TLS_FOLDER(
      "path",
      "none",
      "A folder with `tls.crt` and `tls.key`, as a Secret of type `kubernetes.io/tls` is mounted. Read anew when"
          + " they change. Required with the port."),
  SERVICE_AUDIENCE(
      "text",
      "`tenantdb.io`",
      "What the tokens that callers show must have been issued for, so that one for the Kubernetes API is of no"
          + " use here and the other way round."),
  SERVICE_BASE_DOMAINS(
      "list of domains",
      "none",
      "The domains below which a host name's first label is a store's subdomain, separated by commas. Without"
          + " it no store is found by host name."),
  RECONCILE_THREADS("number", "`8`", "How many resources are reconciled at the same time."),
  NEON_REQUESTS_PER_MINUTE(
      "number",
      "`700`",
      "How many requests a minute a Neon account is sent, shared by all stores."),
  NEON_BURST_PER_SECOND(
      "number", "`40`", "How many requests a second a Neon account is sent at most."),
  SHUTDOWN_GRACE(
      "duration",
      "`20s`",
      "How long running work may take to end when the operator is stopped, such as `20s`, `2m` or `PT20S`."
          + " Must be shorter than the pod's grace period."),
  ORPHAN_GRACE(
      "duration",
      "`168h`",
      "How long a branch must have been known to belong to no TenantDatabase before it may be removed on request;"
          + " docs/operations.md, Orphans."),
  PATROL_INTERVAL(
      "duration",
      "`45s`",
      "How often what is at Neon and in the registry is compared with what should be there, so that what others"
          + " changed is put right. With more than 37 Neon projects, or a very large registry, it takes longer."),
  LEADER_ELECTION(
      "`true`, `false`",
      "`true`",
      "Whether several processes agree on one that acts, by a Lease; the others stand by with warm caches."
          + " Without it there may be only one process."),
  LEADER_LEASE(
      "name",
      "`tenantdb-operator`, with `-` and the installation id if one is set",
      "The Lease that decides. Processes that name the same one exclude each other."),
  LEADER_LEASE_NAMESPACE("name", "the operator's namespace", "The namespace of that Lease."),
  LEADER_IDENTITY(
      "text",
      "`HOSTNAME`, in a pod the pod's name; elsewhere with the process id",
      "Tells this process from the others. One that starts with the identity of the leader leads at once, so no"
          + " two that run at the same time may share one."),
  LEADER_LEASE_DURATION(
      "duration",
      "`15s`",
      "How long a leader that says nothing is believed to lead: another takes over this long after the last"
          + " renewal it saw. Whole seconds."),
  LEADER_RENEW_DEADLINE(
      "duration",
      "`10s`",
      "How long a leader that can't renew the Lease goes on; then its process ends with status 75. Shorter than"
          + " the lease by what calls under way may take to end."),
  LEADER_RETRY_PERIOD(
      "duration",
      "`2s`",
      "How often the leader renews the Lease and the others look; at most half the deadline."),
  LOG_FORMAT("`text`, `json`", "`text`", "One line of text, or one JSON object a line."),
  LOG_LEVEL(
      "`error`, `warn`, `info`, `debug`, `trace`",
      "`info`",
      "What is logged of the operator itself; its libraries stay at warnings.");

  /** What all our variables start with. */
  static final String PREFIX = "TENANTDB_";

  private final String type;
  private final String fallback;
  private final String meaning;

  Setting(String type, String fallback, String meaning) {
    this.type = type;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** The name of the environment variable. */
  String variable() {
    return PREFIX + name();
  }

  /** The setting that the variable sets; null when there is none. */
  static @Nullable Setting of(String variable) {
    for (Setting setting : values()) {
      if (setting.variable().equals(variable)) {
        return setting;
      }
    }
    return null;
  }

  /** All settings as a table in Markdown. */
  static String table() {
    var table =
        new StringBuilder("| variable | type | default | meaning |\n| --- | --- | --- | --- |\n");
    for (Setting setting : values()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(setting.variable(), setting.type, setting.fallback, setting.meaning));
    }
    return table.toString();
  }
}
