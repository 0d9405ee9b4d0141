package io.tenantdb.neonlocal.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantdb.neonlocal.model.BranchEntry;
import io.tenantdb.neonlocal.model.Database;
import io.tenantdb.neonlocal.model.Endpoint;
import io.tenantdb.neonlocal.model.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The connection strings of endpoints. */
public final class ConnectionUris {

  private static final int DEFAULT_PORT = 5432;

  /** One connection string and its parts. */
  public record Details(String connectionUri, Parameters connectionParameters) {
    @Override
    public String toString() {
      return "Details of " + connectionParameters;
    }
  }

  /** The parts of a connection string. */
  public record Parameters(
      String role,
      String password,
      String database,
      String host,
      @JsonProperty("pooler_host") String poolerHost) {
    @Override
    public String toString() {
      return role + " on " + host + "/" + database;
    }
  }

  private final Hosts hosts;
  private final int port;

  ConnectionUris(Hosts hosts, int port) {
    this.hosts = hosts;
    this.port = port;
  }

  /** As Neon gives it; the port is left out when it is the usual one. */
  public String uri(Endpoint endpoint, Role role, String database, boolean pooled) {
    String password = Objects.requireNonNull(role.password());
    String host = pooled ? hosts.pooler(endpoint.host()) : endpoint.host();
    return "postgresql://%s:%s@%s%s/%s?sslmode=require&channel_binding=require"
        .formatted(
            encoded(role.name()),
            encoded(password),
            host,
            port == DEFAULT_PORT ? "" : ":" + port,
            encoded(database));
  }

  /** What creating a branch answers: the connection string when there is exactly one. */
  public List<Details> onlyOne(BranchEntry entry) {
    Optional<Endpoint> endpoint = entry.endpoint();
    if (endpoint.isEmpty() || entry.roles().size() != 1 || entry.databases().size() != 1) {
      return List.of();
    }
    Role role = entry.roles().getFirst();
    return role.password() == null
        ? List.of()
        : List.of(details(endpoint.get(), role, entry.databases().getFirst()));
  }

  private Details details(Endpoint endpoint, Role role, Database database) {
    return new Details(
        uri(endpoint, role, database.name(), false),
        new Parameters(
            role.name(),
            Objects.requireNonNull(role.password()),
            database.name(),
            endpoint.host(),
            hosts.pooler(endpoint.host())));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
