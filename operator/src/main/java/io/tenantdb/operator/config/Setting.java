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
