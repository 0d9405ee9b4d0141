package io.tenantdb.kubectl.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment in which psql finds the store: libpq reads it, and nobody else sees it, unlike a
 * command line.
 */
record PsqlEnvironment(Map<String, String> before, ConnectionUri target) {
  private static final String TLS = "PGSSLMODE";

  /** Would send the password elsewhere, or something else than the password there. */
  private static final Set<String> OTHERS =
      Set.of(
          "PGHOST",
          "PGHOSTADDR",
          "PGPORT",
          "PGDATABASE",
          "PGUSER",
          "PGPASSWORD",
          "PGPASSFILE",
          "PGSERVICE",
          "PGSERVICEFILE",
          "PGOPTIONS",
          "PGREQUIREAUTH",
          "PGREQUIRESSL",
          "PGCHANNELBINDING",
          "PGTARGETSESSIONATTRS",
          "PGLOADBALANCEHOSTS");

  /** Stricter than what a connection string of Neon's asks for, so a person may ask for it. */
  private static final Set<String> STRICTER = Set.of("verify-ca", "verify-full");

  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(before);
    variables.keySet().removeAll(OTHERS);
    variables.put("PGHOST", target.host());
    variables.put("PGPORT", String.valueOf(target.port()));
    variables.put("PGDATABASE", target.database());
    variables.put("PGUSER", target.user());
    variables.put("PGPASSWORD", target.password());
    variables.put("PGAPPNAME", "kubectl-tenantdb");
    if (!STRICTER.contains(before.getOrDefault(TLS, ""))) {
      variables.put(TLS, target.parameters().getOrDefault("sslmode", "require"));
    }
    String binding = target.parameters().get("channel_binding");
    if (binding != null) {
      variables.put("PGCHANNELBINDING", binding);
    }
    return variables;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return target.toString();
  }
}
