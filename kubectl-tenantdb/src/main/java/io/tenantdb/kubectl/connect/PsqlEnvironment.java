package io.tenantdb.kubectl.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The environment in which psql finds the store: libpq reads it, and nobody else sees it, unlike a
 * command line.
 */
record PsqlEnvironment(Map<String, String> before, ConnectionUri target) {
  private static final String TLS = "PGSSLMODE";
  private static final String BINDING = "PGCHANNELBINDING";
  private static final String REQUIRED = "require";

  /** Would send the password elsewhere, or ask for less or something else there. */
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
          "PGREQUIRESSL",
          BINDING,
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
    variables.put(TLS, encryption());
    String binding = binding();
    if (binding != null) {
      variables.put(BINDING, binding);
    }
    return variables;
  }

  private String encryption() {
    // With these roots libpq takes nothing less.
    if ("system".equals(before.get("PGSSLROOTCERT"))) {
      return "verify-full";
    }
    String asked = before.getOrDefault(TLS, "");
    return STRICTER.contains(asked) ? asked : target.parameters().getOrDefault("sslmode", REQUIRED);
  }

  private @Nullable String binding() {
    return REQUIRED.equals(before.get(BINDING))
        ? REQUIRED
        : target.parameters().get("channel_binding");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return target.toString();
  }
}
